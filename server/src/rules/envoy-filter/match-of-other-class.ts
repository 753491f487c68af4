import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { removePair } from '../edits.ts';
import { mapAt, setPair, wordAt } from '../field-access.ts';

/** By what may be matched, for each thing that a patch can be applied to; others do not care. */
const CLASSES: Readonly<Record<string, string>> = {
  LISTENER: 'listener',
  FILTER_CHAIN: 'listener',
  NETWORK_FILTER: 'listener',
  HTTP_FILTER: 'listener',
  ROUTE_CONFIGURATION: 'routeConfiguration',
  VIRTUAL_HOST: 'routeConfiguration',
  HTTP_ROUTE: 'routeConfiguration',
  CLUSTER: 'cluster',
};
const MATCHES = ['listener', 'routeConfiguration', 'cluster', 'waypoint'] as const;

export default defineFieldRule({
  id: 'envoy-filter/match-of-other-class',
  alias: 'ef-match-class',
  severity: 'error',
  rejects: true,
  kinds: ['EnvoyFilter'],
  at: ['EnvoyFilter:spec.configPatches[]'],
  docs: () => ({
    summary: t('A patch matches objects of the class that it is applied to; Istio refuses a match of another class.'),
    details: t(
      'LISTENER, FILTER_CHAIN, NETWORK_FILTER and HTTP_FILTER are found by `match.listener`, ROUTE_CONFIGURATION, VIRTUAL_HOST and HTTP_ROUTE by `match.routeConfiguration`, CLUSTER by `match.cluster`. `match.waypoint` goes with the context WAYPOINT only.',
    ),
    invalid: `
//- whoami-filter.yaml
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata:
  name: whoami-filter
spec:
  configPatches:
    - applyTo: CLUSTER
      match:
        listener:
          portNumber: 8080
      patch:
        operation: MERGE
        value:
          connect_timeout: 3s
`,
    valid: `
//- whoami-filter.yaml
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata:
  name: whoami-filter
spec:
  configPatches:
    - applyTo: CLUSTER
      match:
        cluster:
          portNumber: 8080
      patch:
        operation: MERGE
        value:
          connect_timeout: 3s
`,
    sources: ['istio: pkg/config/validation/envoyfilter/envoyfilter.go, validateEnvoyFilter'],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const match = mapAt(node, 'match');
    const applyTo = wordAt(node, 'applyTo', 'INVALID');
    if (!match || applyTo === undefined || wordAt(match, 'context', 'ANY') === 'WAYPOINT') return;
    const wanted = Object.hasOwn(CLASSES, applyTo) ? CLASSES[applyTo] : undefined;
    if (wanted === undefined || setPair(match, wanted)) return;
    for (const field of MATCHES) {
      const pair = setPair(match, field);
      if (!pair) continue;
      report(pair.key, t('{0} is matched by "{1}"; Istio refuses "{2}" here.', applyTo, wanted, field), {
        fixes: () => {
          const edit = removePair(entry, match, pair);
          return edit ? [{ title: t('Remove "{0}"', field), edits: [edit] }] : [];
        },
      });
    }
  },
});
