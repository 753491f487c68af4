import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './allows-nothing.ts';

const HEAD = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: a}
`;

test('tells of an empty spec', () => {
  checkRule(
    rule,
    `${HEAD}spec: {}
#<-- info: Without rules nothing is allowed: every request to what this policy selects is denied.
`,
  );
});

test('tells of an empty list', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  selector: {matchLabels: {app: a}}
  rules: []
# ^^^^^ info: Without rules nothing is allowed: every request to what this policy selects is denied.
`,
  );
});

test('tells of no spec at all', () => {
  checkRule(
    rule,
    `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
#     ^^^^^^^^^^^^^^^^^^^ info: Without rules nothing is allowed: every request to what this policy selects is denied.
metadata: {name: a}
`,
  );
});

test('is silent about other actions and misspelled keys', () => {
  checkRule(
    rule,
    `${HEAD}spec: {action: DENY}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: b}
spec: {rule: [{}]}
`,
  );
});
