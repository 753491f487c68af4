import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSet } from '../field-access.ts';
import { addFix } from '../field-fixes.ts';
import { hasUnknownField } from '../unknown-fields.ts';

const METHODS = ['httpGet', 'tcpSocket', 'exec', 'grpc'];

export default defineFieldRule({
  id: 'workload-group/probe-no-method',
  alias: 'wg-probe-no-method',
  severity: 'error',
  rejects: true,
  kinds: ['WorkloadGroup'],
  at: ['WorkloadGroup:spec.probe'],
  docs: () => ({
    summary: t('A probe asks by `httpGet`, `tcpSocket` or `exec`; Istio refuses one that has none of them.'),
    details: t(
      'The definition of the resource allows a probe with times and thresholds alone, the webhook does not. Leave `probe` out if readiness is not to be tested: the workload then counts as healthy for as long as it is connected.',
    ),
    invalid: `
//- whoami-wg.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata:
  name: whoami-wg
spec:
  template:
    serviceAccount: whoami
  probe:
    periodSeconds: 5
`,
    valid: `
//- whoami-wg.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata:
  name: whoami-wg
spec:
  template:
    serviceAccount: whoami
  probe:
    periodSeconds: 5
    httpGet:
      port: 8090
`,
    sources: ['istio: pkg/config/validation/validation.go, validateReadinessProbe'],
  }),
  check({ node, where, schema }, { report, entry }) {
    if (node.kind !== 'map' || METHODS.some((method) => isSet(node, method)) || hasUnknownField(node, schema)) return;
    report(
      where,
      t('The probe does not say how to ask; Istio refuses it without one of httpGet, tcpSocket and exec.'),
      {
        fixes: () => [
          ...addFix(entry, node, 'httpGet', { path: '/', port: 8080 }),
          ...addFix(entry, node, 'tcpSocket', { port: 8080 }),
        ],
      },
    );
  },
});
