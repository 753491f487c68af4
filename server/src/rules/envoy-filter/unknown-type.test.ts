import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './unknown-type.ts';

const HEAD = `apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: {name: a}
`;

test('refuses types that Envoy has not, at any depth', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  configPatches:
    - applyTo: NETWORK_FILTER
      patch:
        operation: ADD
        value:
          typed_config:
            "@type": type.googleapis.com/envoy.config.filter.network.tcp_proxy.v2.TcpProxy
#                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: "envoy.config.filter.network.tcp_proxy.v2.TcpProxy" is of Envoy’s old API v2; Istio refuses it.
    - applyTo: NETWORK_FILTER
      patch:
        operation: ADD
        value:
          typed_config:
            "@type": type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy
            access_log:
              - typed_config: {"@type": type.googleapis.com/envoy.extensions.access_loggers.file.v3.FileAccessLog}
              - typed_config: {"@type": Lua}
#                                       ^^^ error: Envoy has no type "Lua"; Istio refuses the patch.
              - typed_config: {}
#               ^^^^^^^^^^^^ error: "@type" is missing, which says what this is; Istio refuses the patch.
`,
  );
});

test('only warns of what may be newer', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  configPatches:
    - applyTo: HTTP_FILTER
      patch:
        operation: ADD
        value: {typed_config: {"@type": type.googleapis.com/envoy.extensions.filters.http.brand_new.v3.BrandNew}}
#                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: No type "envoy.extensions.filters.http.brand_new.v3.BrandNew" is known here; Istio refuses those that its release does not know.
`,
  );
});

test('is silent about waypoints, other makers and what is filled in', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  configPatches:
    - match: {context: WAYPOINT, waypoint: {}}
      applyTo: HTTP_FILTER
      patch: {value: {typed_config: {"@type": x}}}
    - applyTo: HTTP_FILTER
      patch: {value: {typed_config: {"@type": type.googleapis.com/udpa.type.v1.TypedStruct, value: {"@type": x}}}}
    - applyTo: HTTP_FILTER
      patch: {value: {typed_config: {"@type": type.googleapis.com/istio.envoy.config.filter.http.alpn.v2alpha1.FilterConfig}}}
    - applyTo: HTTP_FILTER
      patch: {value: {typed_config: {"@type": "\${TYPE}"}}}
`,
  );
});

test('writes the type of today', () => {
  checkFix(
    rule,
    `${HEAD}spec:
  configPatches: [{applyTo: HTTP_FILTER, patch: {value: {typed_config: {"@type": "type.googleapis.com/envoy.config.filter.http.rate_limit.v2.RateLimit"}}}}]
`,
    'Change to "envoy.extensions.filters.http.ratelimit.v3.RateLimit"',
    `${HEAD}spec:
  configPatches: [{applyTo: HTTP_FILTER, patch: {value: {typed_config: {"@type": "type.googleapis.com/envoy.extensions.filters.http.ratelimit.v3.RateLimit"}}}}]
`,
  );
});

test('finds the only namesake', () => {
  checkFix(
    rule,
    `${HEAD}spec:
  configPatches: [{applyTo: HTTP_FILTER, patch: {value: {typed_config: {"@type": "HttpConnectionManager"}}}}]
`,
    'Change to "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager"',
    `${HEAD}spec:
  configPatches: [{applyTo: HTTP_FILTER, patch: {value: {typed_config: {"@type": "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager"}}}}]
`,
  );
});
