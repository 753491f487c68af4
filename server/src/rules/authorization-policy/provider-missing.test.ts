import { test } from 'vitest';
import { checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './provider-missing.ts';

const HEAD = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: a}
`;

test('asks for a provider', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  action: CUSTOM
#         ^^^^^^ error: CUSTOM asks a provider, and none is named; Istio refuses the policy.
  rules: [{}]
`,
  );
});

test('asks for its name', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  action: CUSTOM
  provider: {name: ""}
#                  ^^ error: CUSTOM asks a provider, and none is named; Istio refuses the policy.
  rules: [{}]
`,
  );
});

test('is silent without rules, and where it cannot know', () => {
  checkRule(
    rule,
    `${HEAD}spec: {action: CUSTOM}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: b}
spec: {action: CUSTOM, provider: {name: "\${PROVIDER}"}, rules: [{}]}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: c}
spec: {action: ALLOW, rules: [{}]}
`,
  );
});

test('offers one', () => {
  checkFixTitles(
    rule,
    `${HEAD}spec:
  action: CUSTOM
  rules: [{}]
`,
    ['Add "provider" *'],
  );
});
