import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './filter-match.ts';

const HEAD = `apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: {name: a}
`;

test('asks for names, and for the connection manager', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  configPatches:
    - applyTo: NETWORK_FILTER
      match: {listener: {filterChain: {filter: {}}}}
#                                      ^^^^^^ error: This match names no filter; Istio refuses it.
    - applyTo: NETWORK_FILTER
      match: {listener: {filterChain: {filter: {name: a, subFilter: {name: b}}}}}
#                                                        ^^^^^^^^^ error: Only HTTP_FILTER is found by "subFilter"; Istio refuses it with NETWORK_FILTER.
    - applyTo: HTTP_FILTER
      match: {listener: {filterChain: {filter: {name: a, subFilter: {name: b}}}}}
#                                                     ^ error: HTTP filters are inside "envoy.filters.network.http_connection_manager"; Istio refuses a "subFilter" of another filter.
    - applyTo: HTTP_FILTER
      match: {listener: {filterChain: {filter: {name: envoy.http_connection_manager, subFilter: {name: ""}}}}}
#                                                                                                      ^^ error: This match names no filter; Istio refuses it.
`,
  );
});

test('warns where filters do not matter', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  configPatches:
    - applyTo: FILTER_CHAIN
      match: {listener: {filterChain: {filter: {name: a}}}}
#                                      ^^^^^^ warning: With FILTER_CHAIN nobody looks at filters; this match has no effect.
`,
  );
});

test('is silent about the right ones', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  configPatches:
    - applyTo: HTTP_FILTER
      match: {listener: {filterChain: {filter: {name: envoy.filters.network.http_connection_manager, subFilter: {name: b}}}}}
    - applyTo: HTTP_FILTER
      match: {listener: {filterChain: {filter: {name: "\${FILTER}", subFilter: {name: b}}}}}
    - applyTo: CLUSTER
      match: {listener: {filterChain: {filter: {}}}}
`,
  );
});
