import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { reportLabels } from '../endpoint-values.ts';

export default defineFieldRule({
  id: 'workload-group/label-invalid',
  alias: 'wg-metadata-labels',
  severity: 'error',
  rejects: true,
  kinds: ['WorkloadGroup'],
  at: ['WorkloadGroup:spec.metadata.labels', 'WorkloadGroup:spec.template.labels'],
  docs: () => ({
    summary: t(
      'The labels that a WorkloadGroup gives its workloads have the form of Kubernetes’ labels; Istio refuses any other.',
    ),
    details: t(
      'They are put on each WorkloadEntry that registers, where the API server would refuse them. Istio looks at `metadata.labels` when the group is applied; what is wrong under `template.labels` shows only when a machine registers, so that is a warning.',
    ),
    invalid: `
//- whoami-wg.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata:
  name: whoami-wg
spec:
  metadata:
    labels:
      app: who am i
  template:
    serviceAccount: whoami
`,
    valid: `
//- whoami-wg.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata:
  name: whoami-wg
spec:
  metadata:
    labels:
      app: whoami
  template:
    serviceAccount: whoami
`,
    sources: ['istio: pkg/config/validation/validation.go, ValidateWorkloadGroup'],
  }),
  check({ node, schema }, { report }) {
    if (node.kind !== 'map') return;
    // The webhook does not look at the template; the entries that are made of it are refused.
    reportLabels(node, report, schema.path === 'spec.template.labels');
  },
});
