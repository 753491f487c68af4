import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { changeText } from '../edits.ts';
import { textAt } from '../field-access.ts';

/** Names of filters until Envoy 1.14, with those of today. */
const NAMES: Readonly<Record<string, string>> = {
  'envoy.buffer': 'envoy.filters.http.buffer',
  'envoy.client_ssl_auth': 'envoy.filters.network.client_ssl_auth',
  'envoy.cors': 'envoy.filters.http.cors',
  'envoy.csrf': 'envoy.filters.http.csrf',
  'envoy.fault': 'envoy.filters.http.fault',
  'envoy.grpc_http1_bridge': 'envoy.filters.http.grpc_http1_bridge',
  'envoy.grpc_json_transcoder': 'envoy.filters.http.grpc_json_transcoder',
  'envoy.grpc_web': 'envoy.filters.http.grpc_web',
  'envoy.gzip': 'envoy.filters.http.gzip',
  'envoy.health_check': 'envoy.filters.http.health_check',
  'envoy.http_connection_manager': 'envoy.filters.network.http_connection_manager',
  'envoy.http_dynamo_filter': 'envoy.filters.http.dynamo',
  'envoy.ip_tagging': 'envoy.filters.http.ip_tagging',
  'envoy.listener.http_inspector': 'envoy.filters.listener.http_inspector',
  'envoy.listener.original_dst': 'envoy.filters.listener.original_dst',
  'envoy.listener.original_src': 'envoy.filters.listener.original_src',
  'envoy.listener.proxy_protocol': 'envoy.filters.listener.proxy_protocol',
  'envoy.listener.tls_inspector': 'envoy.filters.listener.tls_inspector',
  'envoy.lua': 'envoy.filters.http.lua',
  'envoy.mongo_proxy': 'envoy.filters.network.mongo_proxy',
  'envoy.rate_limit': 'envoy.filters.http.ratelimit',
  'envoy.ratelimit': 'envoy.filters.network.ratelimit',
  'envoy.redis_proxy': 'envoy.filters.network.redis_proxy',
  'envoy.router': 'envoy.filters.http.router',
  'envoy.squash': 'envoy.filters.http.squash',
  'envoy.tcp_proxy': 'envoy.filters.network.tcp_proxy',
};
/** The one old name of two filters, one of HTTP and one of the network. */
const EITHER = 'envoy.ext_authz';

export default defineFieldRule({
  // Part of `ef-filter-match`.
  id: 'envoy-filter/filter-name-old',
  severity: 'warning',
  kinds: ['EnvoyFilter'],
  at: [
    'EnvoyFilter:spec.configPatches[].match.listener.filterChain.filter',
    'EnvoyFilter:spec.configPatches[].match.listener.filterChain.filter.subFilter',
  ],
  docs: () => ({
    summary: t('Filters are known by their full names; a short name of old times may match nothing, and Istio warns.'),
    details: t(
      'Envoy renamed its filters in 2020: `envoy.router` is `envoy.filters.http.router` today. Istio still translates the old names when it compares, and will not for ever.',
    ),
    invalid: `
//- whoami-filter.yaml
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata:
  name: whoami-filter
spec:
  configPatches:
    - applyTo: NETWORK_FILTER
      match:
        listener:
          filterChain:
            filter:
              name: envoy.tcp_proxy
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
    - applyTo: NETWORK_FILTER
      match:
        listener:
          filterChain:
            filter:
              name: envoy.filters.network.tcp_proxy
      patch:
        operation: REMOVE
`,
    sources: ['istio: pkg/config/xds/deprecated.go'],
  }),
  check({ node, schema }, { entry, report }) {
    if (node.kind !== 'map') return;
    const name = textAt(node, 'name');
    if (!name) return;
    const isHttp = schema.path.endsWith('.subFilter');
    const today =
      name.value === EITHER
        ? `envoy.filters.${isHttp ? 'http' : 'network'}.ext_authz`
        : Object.hasOwn(NAMES, name.value)
          ? NAMES[name.value]
          : undefined;
    if (today === undefined) return;
    report(name.node, t('"{0}" is an old name; the filter is called "{1}" today.', name.value, today), {
      fixes: () => [
        { title: t('Change to "{0}"', today), edits: [changeText(entry, name.node, today)], isPreferred: true },
      ],
    });
  },
});
