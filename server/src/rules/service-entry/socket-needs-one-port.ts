import { t } from '../../l10n.ts';
import type { MapNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSocket } from '../endpoint-values.ts';
import { countAt, isSet, listAt, mapsAt, textAt, wordAt } from '../field-access.ts';

export default defineFieldRule({
  id: 'service-entry/socket-needs-one-port',
  alias: 'se-static-uds-one-port',
  severity: 'error',
  rejects: true,
  kinds: ['ServiceEntry'],
  at: ['ServiceEntry:spec'],
  docs: () => ({
    summary: t(
      'A service with a Unix socket among its endpoints has exactly one port; Istio refuses any other number.',
    ),
    details: t(
      'A socket has no ports of its own, so it cannot be told which of the service’s ports is meant. Make one ServiceEntry for each.',
    ),
    invalid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
spec:
  hosts:
    - whoami.internal.com
  ports:
    - number: 80
      name: http
      protocol: HTTP
    - number: 81
      name: admin
      protocol: HTTP
  resolution: STATIC
  endpoints:
    - address: unix:///run/whoami.sock
`,
    valid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
spec:
  hosts:
    - whoami.internal.com
  ports:
    - number: 80
      name: http
      protocol: HTTP
  resolution: STATIC
  endpoints:
    - address: unix:///run/whoami.sock
`,
    sources: ['istio: pkg/config/validation/validation.go, validateWorkloadEntry'],
  }),
  check({ node }, { report }) {
    if (node.kind !== 'map' || wordAt(node, 'resolution', 'NONE') !== 'STATIC' || isUnknown(node)) return;
    const count = countAt(node, 'ports');
    if (count === 1) return;
    for (const endpoint of mapsAt(node, 'endpoints')) {
      const address = textAt(endpoint, 'address');
      if (!address || !isSocket(address.value)) continue;
      report(
        address.node,
        count === 0
          ? t('A socket belongs to one port of the service, and this one has none; Istio refuses it.')
          : t('A socket belongs to one port of the service, and this one has {0}; Istio refuses it.', count),
      );
    }
  },
});

/** Whether it is not known how many ports there will be. */
function isUnknown(spec: MapNode): boolean {
  return isSet(spec, 'ports') && !listAt(spec, 'ports');
}
