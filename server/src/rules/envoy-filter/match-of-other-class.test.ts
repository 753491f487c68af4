import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './match-of-other-class.ts';

const HEAD = `apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: {name: a}
`;

test('refuses matches of another class', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  configPatches:
    - applyTo: CLUSTER
      match: {listener: {}}
#             ^^^^^^^^ error: CLUSTER is matched by "cluster"; Istio refuses "listener" here.
    - applyTo: HTTP_FILTER
      match: {cluster: {}}
#             ^^^^^^^ error: HTTP_FILTER is matched by "listener"; Istio refuses "cluster" here.
    - applyTo: VIRTUAL_HOST
      match: {listener: {portNumber: 80}}
#             ^^^^^^^^ error: VIRTUAL_HOST is matched by "routeConfiguration"; Istio refuses "listener" here.
`,
  );
});

test('is silent about those of the same, and where it does not matter', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  configPatches:
    - applyTo: CLUSTER
      match: {cluster: {}}
    - applyTo: CLUSTER
      match: {context: ANY, proxy: {proxyVersion: a}}
    - applyTo: EXTENSION_CONFIG
      match: {listener: {}}
    - applyTo: HTTP_FILTER
      match: {context: WAYPOINT, waypoint: {}}
`,
  );
});

test('takes the match out', () => {
  checkFix(
    rule,
    `${HEAD}spec:
  configPatches: [{applyTo: CLUSTER, match: {context: ANY, listener: {}}}]
`,
    'Remove "listener"',
    `${HEAD}spec:
  configPatches: [{applyTo: CLUSTER, match: {context: ANY}}]
`,
  );
});
