import { t } from '../../l10n.ts';
import type { Fix } from '../../problem.ts';
import { isPlaceholder } from '../../schema/scalars.ts';
import type { ResourceEntry } from '../../workspace/resource-entry.ts';
import type { MapNode, ScalarNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isLookedUp, isSocket, portNames } from '../endpoint-values.ts';
import { entriesOf, isSet, mapAt, mapsAt, textAt, wordAt } from '../field-access.ts';
import { changeFix } from '../field-fixes.ts';
import { closest, listOf, shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'service-entry/endpoint-port-undeclared',
  alias: 'se-endpoint-port-undeclared',
  severity: 'error',
  rejects: true,
  kinds: ['ServiceEntry'],
  at: ['ServiceEntry:spec'],
  docs: () => ({
    summary: t(
      'The ports of an endpoint are named like those of the service; Istio refuses a name that the service does not have.',
    ),
    details: t(
      'The name says which of the service’s ports the number stands for. What the endpoint does not list is called on the `targetPort` of the service, or on its `number`.',
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
  resolution: STATIC
  endpoints:
    - address: 172.29.9.61
      ports:
        web: 8090
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
    - address: 172.29.9.61
      ports:
        http: 8090
`,
    sources: ['istio: pkg/config/validation/validation.go, validateWorkloadEntry'],
  }),
  check({ node }, { report, entry }) {
    if (node.kind !== 'map' || !isSet(node, 'endpoints')) return;
    const resolution = wordAt(node, 'resolution', 'NONE');
    if (resolution !== 'STATIC' && !isLookedUp(resolution)) return;
    const names = portNames(node);
    if (!names) return;
    for (const endpoint of mapsAt(node, 'endpoints')) {
      // A socket has no ports at all.
      if (isSocket(textAt(endpoint, 'address')?.value ?? '')) continue;
      for (const { key, keyNode } of entriesOf(mapAt(endpoint, 'ports'))) {
        if (names.includes(key) || isPlaceholder(key)) continue;
        report(
          keyNode,
          names.length === 0
            ? t('The service has no ports, so none is named "{0}"; Istio refuses the endpoint.', shown(key))
            : t(
                'No port of the service is named "{0}"; Istio refuses the endpoint. There is {1}.',
                shown(key),
                listOf(names.map(shown)),
              ),
          { fixes: () => fixesFor(entry, mapAt(endpoint, 'ports'), keyNode, key, names) },
        );
      }
    }
  },
});

/** The nearest name, or the only one that the endpoint does not list yet. */
function fixesFor(
  entry: ResourceEntry,
  ports: MapNode | undefined,
  node: ScalarNode,
  key: string,
  names: readonly string[],
): Fix[] {
  const free = names.filter((name) => !entriesOf(ports).some((port) => port.key === name));
  const meant = closest(key, free) ?? (free.length === 1 ? free[0] : undefined);
  return meant === undefined ? [] : [changeFix(entry, node, meant, true)];
}
