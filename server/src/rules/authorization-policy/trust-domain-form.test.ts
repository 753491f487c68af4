import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './trust-domain-form.ts';

const HEAD = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: a}
`;

test('takes a star at one end', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  rules: [{from: [{source: {trustDomains: [a, "*", "a*", "*a"]}}]}]
`,
  );
});

test('refuses others, and slashes', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  rules: [{from: [{source: {trustDomains: ["a*b", "*a*"], notTrustDomains: [a/b]}}]}]
#                                          ^^^^^ error: Istio refuses "a*b": one * may stand at its start or its end.
#                                                 ^^^^^ error: Istio refuses "*a*": one * may stand at its start or its end.
#                                                                           ^^^ error: "a/b" is more than a trust domain; Istio refuses slashes here.
`,
  );
});

test('keeps the domain', () => {
  checkFix(
    rule,
    `${HEAD}spec:
  rules: [{from: [{source: {trustDomains: ["spiffe://a.com/ns/n/sa/a"]}}]}]
`,
    'Change to "a.com"',
    `${HEAD}spec:
  rules: [{from: [{source: {trustDomains: ["a.com"]}}]}]
`,
  );
});
