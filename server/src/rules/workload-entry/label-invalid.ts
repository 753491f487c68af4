import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { reportLabels } from '../endpoint-values.ts';

export default defineFieldRule({
  id: 'workload-entry/label-invalid',
  alias: 'we-labels-invalid',
  severity: 'error',
  rejects: true,
  kinds: ['WorkloadEntry', 'ServiceEntry'],
  at: ['endpoint:labels'],
  docs: () => ({
    summary: t('Labels of an endpoint have the form of Kubernetes’ labels; Istio refuses any other.'),
    details: t(
      'Selectors and subsets compare these labels with those of pods, so the same form holds: a name of up to 63 letters, digits, dashes, underscores and dots that starts and ends with a letter or digit, perhaps after a DNS name and a slash, and a value of the same characters or none.',
    ),
    invalid: `
//- whoami-we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: whoami-we
spec:
  address: 172.29.9.61
  labels:
    app: who am i
`,
    valid: `
//- whoami-we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: whoami-we
spec:
  address: 172.29.9.61
  labels:
    app: whoami
`,
    sources: ['istio: pkg/config/labels/instance.go, Validate'],
  }),
  check({ node }, { report }) {
    if (node.kind === 'map') reportLabels(node, report);
  },
});
