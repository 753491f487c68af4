import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSet, keyOf, textAt } from '../field-access.ts';
import { addFix } from '../field-fixes.ts';

export default defineFieldRule({
  id: 'workload-entry/address-missing',
  alias: 'we-address-required',
  severity: 'error',
  rejects: true,
  kinds: ['WorkloadEntry', 'ServiceEntry'],
  at: ['endpoint:'],
  docs: () => ({
    summary: t(
      'An endpoint has an address, or the network whose gateway leads to it; Istio refuses one that has neither.',
    ),
    details: t(
      'An empty text counts as none. With `network` alone, clients of other networks reach the endpoint through the gateway of its network.',
    ),
    invalid: `
//- whoami-we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: whoami-we
spec:
  address: ""
  ports:
    http: 8090
`,
    valid: `
//- whoami-we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: whoami-we
spec:
  address: 172.29.9.61
  ports:
    http: 8090
`,
    sources: ['istio: pkg/config/validation/validation.go, validateWorkloadEntry'],
  }),
  check({ node, where }, { report, entry }) {
    if (node.kind !== 'map' || (textAt(node, 'address')?.value !== '' && isSet(node, 'address'))) return;
    if (isSet(node, 'network') && textAt(node, 'network')?.value !== '') return;
    const range = keyOf(node, 'address') ?? keyOf(node, 'network') ?? where;
    report(
      range,
      t('There is no address, and no network whose gateway could be called instead; Istio refuses the endpoint.'),
      {
        fixes: () => (isSet(node, 'address') ? [] : addFix(entry, node, 'address', '192.0.2.1')),
      },
    );
  },
});
