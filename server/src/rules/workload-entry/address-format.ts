import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { addressFault, addressFixes } from '../endpoint-values.ts';
import { textAt } from '../field-access.ts';

export default defineFieldRule({
  id: 'workload-entry/address-format',
  alias: 'we-address-format',
  severity: 'error',
  rejects: true,
  kinds: ['WorkloadEntry'],
  at: ['endpoint:'],
  docs: () => ({
    summary: t(
      'The address of a WorkloadEntry is an IP address, a host name or a Unix socket; Istio refuses anything else.',
    ),
    details: t(
      'A port does not belong into the address but under `ports`, by the name that the port has in the ServiceEntry. Neither do a scheme, a prefix length, brackets or a wildcard. A host name has letters, digits, dashes and dots, and does not end in a number, so that `192.168.0.300` is neither.',
    ),
    invalid: `
//- whoami-we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: whoami-we
spec:
  address: 172.29.9.61:8090
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
    sources: [
      'istio: pkg/config/validation/validation.go, validateWorkloadEntry',
      'https://istio.io/latest/docs/reference/config/networking/workload-entry/#WorkloadEntry-address',
    ],
  }),
  check({ node }, { report, entry }) {
    if (node.kind !== 'map') return;
    const address = textAt(node, 'address');
    if (!address || address.value === '') return;
    const fault = addressFault(address.value);
    if (fault) report(address.node, fault.message, { fixes: () => addressFixes(entry, node, address, fault) });
  },
});
