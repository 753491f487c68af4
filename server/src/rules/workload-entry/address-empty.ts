import { t } from '../../l10n.ts';
import type { MapNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import type { SiteContext } from '../define-rule.ts';
import { isSet, keyOf, mapsAt, textAt, wordAt } from '../field-access.ts';

export default defineFieldRule({
  id: 'workload-entry/address-empty',
  alias: 'we-address-empty-with-network',
  severity: 'warning',
  kinds: ['WorkloadEntry', 'ServiceEntry'],
  at: ['endpoint:', 'ServiceEntry:spec'],
  docs: () => ({
    summary: t(
      'An endpoint with a network but without an address can be reached through the gateway of that network only.',
    ),
    details: t(
      'Istio accepts it and warns. Clients in other networks call the gateway of the network; clients in the same network, and every client where the network has no gateway, do not see the endpoint. Give the address if it can be called directly.',
    ),
    invalid: `
//- whoami-we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: whoami-we
spec:
  network: vm-network
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
  network: vm-network
  ports:
    http: 8090
`,
    sources: ['istio: pkg/config/validation/validation.go, validateWorkloadEntry'],
  }),
  check({ node, schema }, { report, entry }) {
    if (node.kind !== 'map') return;
    if (schema.structure === 'endpoint') {
      if (entry.resource.kind === 'WorkloadEntry') checkEndpoint(node, report);
    } else if (wordAt(node, 'resolution', 'NONE') === 'STATIC') {
      for (const endpoint of mapsAt(node, 'endpoints')) checkEndpoint(endpoint, report);
    }
  },
});

function checkEndpoint(endpoint: MapNode, report: SiteContext['report']): void {
  const network = textAt(endpoint, 'network');
  if (!network || network.value === '' || (isSet(endpoint, 'address') && textAt(endpoint, 'address')?.value !== ''))
    return;
  report(
    keyOf(endpoint, 'address') ?? network.node,
    t('There is no address: this endpoint is reached through the gateway of network "{0}" only.', network.value),
  );
}
