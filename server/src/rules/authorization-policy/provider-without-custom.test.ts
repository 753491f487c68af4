import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './provider-without-custom.ts';

const HEAD = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: a}
`;

test('refuses a provider beside other actions', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  action: DENY
  provider: {}
# ^^^^^^^^ error: DENY is decided by the proxy itself; Istio refuses a provider beside it.
  rules: [{}]
`,
  );
});

test('is silent about CUSTOM', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  action: CUSTOM
  provider: {name: a}
`,
  );
});

test('sets the action', () => {
  checkFix(
    rule,
    `${HEAD}spec:
  provider: {name: a}
`,
    'Set the action to CUSTOM',
    `${HEAD}spec:
  provider: {name: a}
  action: CUSTOM
`,
  );
});
