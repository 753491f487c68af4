import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './rewrite-form.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses two paths, none, and half an expression', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - rewrite: {uri: /a, uriRegexRewrite: {match: a, rewrite: b}}
#                        ^^^^^^^^^^^^^^^ error: The path is rewritten twice, by "uri" and "uriRegexRewrite"; Istio refuses that.
    - rewrite: {uri: ""}
#     ^^^^^^^ error: This rewrite changes neither path nor authority; Istio refuses it.
    - rewrite: {uriRegexRewrite: {match: a}}
#               ^^^^^^^^^^^^^^^ error: "uriRegexRewrite" needs "match" and "rewrite"; Istio refuses it without "rewrite".
    - rewrite: {uriRegexRewrite: {match: "", rewrite: b}}
#                                 ^^^^^ error: "uriRegexRewrite" needs "match" and "rewrite"; Istio refuses it without "match".
    - rewrite: {uriRegexRewrite: {match: "(?=a)", rewrite: b}}
#                                        ^^^^^^^ error: Regular expressions are of RE2 here, which has no look-around; Istio refuses "(?=".
    - rewrite: {uris: /a}
`,
  );
});

test('takes each of the three', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - rewrite: {uri: /a, authority: b}
    - rewrite: {authority: b}
    - rewrite: {uri: "", uriRegexRewrite: {match: ^/a/(.*)$, rewrite: "/\\\\1"}}
    - rewrite: {uri: "\${PATH}"}
`,
  );
});

test('removes one of two', () => {
  checkFix(
    rule,
    `${HEAD}  http:
    - rewrite:
        uri: /a
        uriRegexRewrite: {match: a, rewrite: b}
`,
    'Remove "uriRegexRewrite"',
    `${HEAD}  http:
    - rewrite:
        uri: /a
`,
  );
});
