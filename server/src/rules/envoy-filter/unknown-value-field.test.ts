import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './unknown-value-field.ts';

const HEAD = `apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: {name: a}
`;

test('warns of fields that Envoy has not', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  configPatches:
    - applyTo: HTTP_ROUTE
      patch:
        operation: MERGE
        value:
          route: {timeouts: 3s, timeout: 3s, maxStreamDuration: {maxStreamDuration: 3s}}
#                 ^^^^^^^^ warning: Envoy’s RouteAction has no field "timeouts"; Istio drops it.
    - applyTo: CLUSTER
      patch: {operation: MERGE, value: {connectTimeout: 3s, conect_timeout: 3s}}
#                                                           ^^^^^^^^^^^^^^ warning: Envoy’s Cluster has no field "conect_timeout"; Istio drops it.
`,
  );
});

test('knows what was meant', () => {
  checkFix(
    rule,
    `${HEAD}spec:
  configPatches: [{applyTo: CLUSTER, patch: {operation: MERGE, value: {conect_timeout: 3s}}}]
`,
    'Change to "connect_timeout"',
    `${HEAD}spec:
  configPatches: [{applyTo: CLUSTER, patch: {operation: MERGE, value: {connect_timeout: 3s}}}]
`,
  );
});
