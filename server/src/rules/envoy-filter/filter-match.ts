import { t } from '../../l10n.ts';
import type { MapNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSound } from '../define-schema-rule.ts';
import { isSet, keyOf, mapAt, textAt, wordAt } from '../field-access.ts';

const CONNECTION_MANAGER = 'envoy.filters.network.http_connection_manager';
const LISTENER_CLASS: ReadonlySet<string> = new Set(['LISTENER', 'FILTER_CHAIN', 'NETWORK_FILTER', 'HTTP_FILTER']);

export default defineFieldRule({
  id: 'envoy-filter/filter-match',
  alias: 'ef-filter-match',
  severity: 'error',
  rejects: true,
  kinds: ['EnvoyFilter'],
  at: ['EnvoyFilter:spec.configPatches[]'],
  docs: () => ({
    summary: t(
      'A filter is matched by its name, and an HTTP filter inside the connection manager; Istio refuses the rest.',
    ),
    details: t(
      'HTTP filters live inside the network filter `envoy.filters.network.http_connection_manager`: to put something before or after one of them match that filter, and name the HTTP filter under `subFilter`. Only `applyTo: HTTP_FILTER` looks there. With LISTENER and FILTER_CHAIN the filter is not looked at, and Istio warns.',
    ),
    invalid: `
//- whoami-filter.yaml
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata:
  name: whoami-filter
spec:
  configPatches:
    - applyTo: HTTP_FILTER
      match:
        listener:
          filterChain:
            filter:
              name: envoy.filters.network.tcp_proxy
              subFilter:
                name: envoy.filters.http.router
      patch:
        operation: REMOVE
`,
    valid: `
//- whoami-filter.yaml
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata:
  name: whoami-filter
spec:
  configPatches:
    - applyTo: HTTP_FILTER
      match:
        listener:
          filterChain:
            filter:
              name: envoy.filters.network.http_connection_manager
              subFilter:
                name: envoy.filters.http.router
      patch:
        operation: REMOVE
`,
    sources: ['istio: pkg/config/validation/envoyfilter/envoyfilter.go, validateEnvoyFilter'],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const applyTo = wordAt(node, 'applyTo', 'INVALID');
    const chain = applyTo !== undefined && LISTENER_CLASS.has(applyTo) ? filterChainOf(node) : undefined;
    const filter = mapAt(chain, 'filter');
    const place = keyOf(chain, 'filter');
    if (applyTo === undefined || !filter || !place || !isSound(entry, filter)) return;
    if (applyTo === 'LISTENER' || applyTo === 'FILTER_CHAIN') {
      report(place, t('With {0} nobody looks at filters; this match has no effect.', applyTo), { severity: 'warning' });
    }
    const name = wordAt(filter, 'name', '');
    if (name === '') {
      report(textAt(filter, 'name')?.node ?? place, t('This match names no filter; Istio refuses it.'));
      return;
    }
    const subFilter = mapAt(filter, 'subFilter');
    const inner = keyOf(filter, 'subFilter');
    if (!subFilter || !inner) return;
    if (applyTo !== 'HTTP_FILTER') {
      report(inner, t('Only HTTP_FILTER is found by "subFilter"; Istio refuses it with {0}.', applyTo));
    } else if (name !== undefined && name !== CONNECTION_MANAGER && name !== 'envoy.http_connection_manager') {
      report(
        textAt(filter, 'name')?.node ?? inner,
        t('HTTP filters are inside "{0}"; Istio refuses a "subFilter" of another filter.', CONNECTION_MANAGER),
      );
    } else if (wordAt(subFilter, 'name', '') === '') {
      report(textAt(subFilter, 'name')?.node ?? inner, t('This match names no filter; Istio refuses it.'));
    }
  },
});

function filterChainOf(patch: MapNode): MapNode | undefined {
  const match = mapAt(patch, 'match');
  if (!match || wordAt(match, 'context', 'ANY') === 'WAYPOINT' || !isSet(match, 'listener')) return undefined;
  return mapAt(mapAt(match, 'listener'), 'filterChain');
}
