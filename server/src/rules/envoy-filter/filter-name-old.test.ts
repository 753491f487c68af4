import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './filter-name-old.ts';

const HEAD = `apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: {name: a}
`;

test('warns of short names', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  configPatches:
    - applyTo: HTTP_FILTER
      match:
        listener:
          filterChain:
            filter:
              name: envoy.http_connection_manager
#                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: "envoy.http_connection_manager" is an old name; the filter is called "envoy.filters.network.http_connection_manager" today.
              subFilter: {name: envoy.ext_authz}
#                               ^^^^^^^^^^^^^^^ warning: "envoy.ext_authz" is an old name; the filter is called "envoy.filters.http.ext_authz" today.
    - applyTo: NETWORK_FILTER
      match: {listener: {filterChain: {filter: {name: envoy.filters.network.tcp_proxy}}}}
`,
  );
});

test('writes the name of today', () => {
  checkFix(
    rule,
    `${HEAD}spec:
  configPatches: [{match: {listener: {filterChain: {filter: {name: envoy.tcp_proxy}}}}}]
`,
    'Change to "envoy.filters.network.tcp_proxy"',
    `${HEAD}spec:
  configPatches: [{match: {listener: {filterChain: {filter: {name: envoy.filters.network.tcp_proxy}}}}}]
`,
  );
});
