import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './path-replacement.ts';

const HEAD = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: a}
spec:
  rules:
    - filters:
`;

test('asks for the field of the type', () => {
  checkRule(
    rule,
    `${HEAD}        - {type: URLRewrite, urlRewrite: {path: {type: ReplaceFullPath, replacePrefixMatch: /}}}
#                                                                       ^^^^^^^^^^^^^^^^^^ error: "replacePrefixMatch" does not belong to the type ReplaceFullPath; the API server refuses it.
        - {type: URLRewrite, urlRewrite: {path: {type: ReplaceFullPath}}}
#                                                      ^^^^^^^^^^^^^^^ error: The type ReplaceFullPath needs "replaceFullPath"; the API server refuses it without.
        - {type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: ""}}}
`,
  );
});

test('takes the type of the field', () => {
  checkFix(
    rule,
    `${HEAD}        - {type: URLRewrite, urlRewrite: {path: {type: ReplaceFullPath, replacePrefixMatch: /}}}
`,
    'Change to "ReplacePrefixMatch"',
    `${HEAD}        - {type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /}}}
`,
  );
});
