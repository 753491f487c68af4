import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './service-account-form.ts';

const HEAD = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: a}
`;

test('takes names, with a namespace or without', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  rules: [{from: [{source: {serviceAccounts: [a, n/a]}}]}]
`,
  );
});

test('refuses all else', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  rules:
    - from:
        - source:
            serviceAccounts: ["n/*", /a]
#                             ^^^^^ error: "n/*" must name one service account; Istio refuses * here.
#                                    ^^ error: "/a" is neither a service account nor namespace/account; Istio refuses it.
            notServiceAccounts: [a/b/c]
#                                ^^^^^ error: "a/b/c" is neither a service account nor namespace/account; Istio refuses it.
`,
  );
});

test('takes namespace and name out of an identity', () => {
  checkFix(
    rule,
    `${HEAD}spec:
  rules: [{from: [{source: {serviceAccounts: ["spiffe://cluster.local/ns/n/sa/a"]}}]}]
`,
    'Change to "n/a"',
    `${HEAD}spec:
  rules: [{from: [{source: {serviceAccounts: ["n/a"]}}]}]
`,
  );
});
