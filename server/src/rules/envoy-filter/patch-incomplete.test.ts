import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './patch-incomplete.ts';

const HEAD = `apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: {name: a}
`;

test('asks for what a patch needs', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  configPatches:
    - patch: {operation: REMOVE}
#     ^^^^^ error: This patch does not say what it is applied to; Istio refuses it.
    - applyTo: INVALID
#              ^^^^^^^ error: This patch does not say what it is applied to; Istio refuses it.
      patch: {operation: REMOVE}
    - applyTo: CLUSTER
#     ^^^^^^^ error: There is no "patch" here that says what to do; Istio refuses it.
    - applyTo: CLUSTER
      patch: {value: {}}
#     ^^^^^ error: This patch does not say what is done; Istio refuses it.
    - applyTo: CLUSTER
      patch: {operation: MERGE}
#                        ^^^^^ error: MERGE needs a value, and there is none; Istio refuses the patch.
`,
  );
});

test('is silent about the rest', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  configPatches:
    - applyTo: CLUSTER
      patch: {operation: MERGE, value: {}}
    - applyTo: CLUSTER
      patch: {operation: REMOVE}
    - match: {context: WAYPOINT, waypoint: {}}
    - applyto: CLUSTER
      patch: {operation: REMOVE}
    - applyTo: CLUSTER
      patch: {operation: "\${OPERATION}"}
`,
  );
});
