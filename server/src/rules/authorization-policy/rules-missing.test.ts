import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './rules-missing.ts';

const HEAD = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: a}
`;

test('refuses DENY without rules', () => {
  checkRule(
    rule,
    `${HEAD}spec: {action: DENY}
#              ^^^^ error: Without rules DENY acts on no request; Istio refuses the policy.
`,
  );
});

test('refuses CUSTOM with an empty list', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  action: CUSTOM
  rules: []
# ^^^^^ error: Without rules CUSTOM acts on no request; Istio refuses the policy.
`,
  );
});

test('is silent about a misspelled key, and about other actions', () => {
  checkRule(
    rule,
    `${HEAD}spec: {action: DENY, rule: [{}]}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: b}
spec: {action: AUDIT}
`,
  );
});

test('adds an empty rule', () => {
  checkFix(
    rule,
    `${HEAD}spec:
  action: DENY
`,
    'Add a rule for every request',
    `${HEAD}spec:
  action: DENY
  rules:
    - {}
`,
  );
});

test('fills an empty list', () => {
  checkFix(
    rule,
    `${HEAD}spec:
  action: DENY
  rules: []
`,
    'Add a rule for every request',
    `${HEAD}spec:
  action: DENY
  rules: [{}]
`,
  );
});
