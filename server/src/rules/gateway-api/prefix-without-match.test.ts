import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './prefix-without-match.ts';

const HEAD = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: a}
spec:
  rules:
`;

test('asks for one match with a prefix', () => {
  checkRule(
    rule,
    `${HEAD}    - matches: [{path: {type: Exact, value: /a}}]
      filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /}}}]
#                                                                                ^^^^^^^^^^^^^^^^^^ error: To replace a prefix the rule needs exactly one match, with a path of the type PathPrefix; the API server refuses it.
    - matches: [{}, {}]
      filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /}}}]
#                                                                                ^^^^^^^^^^^^^^^^^^ error: To replace a prefix the rule needs exactly one match, with a path of the type PathPrefix; the API server refuses it.
`,
  );
});

test('takes one, and none', () => {
  checkRule(
    rule,
    `${HEAD}    - matches: [{path: {value: /a}}]
      filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /}}}]
    - filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /}}}]
    - matches: [{headers: [{name: a, value: b}]}]
      filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /}}}]
`,
  );
});
