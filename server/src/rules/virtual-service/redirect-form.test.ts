import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './redirect-form.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses one to nowhere, two paths, other codes and schemes', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - redirect: {redirectCode: 301}
#     ^^^^^^^^ error: This redirect says neither path, host, scheme nor port; Istio refuses it.
    - redirect: {uri: /a, prefixRewrite: /b}
#                         ^^^^^^^^^^^^^ error: The path is changed twice, by "uri" and "prefixRewrite"; Istio refuses that.
    - redirect: {uri: /a, redirectCode: 299}
#                                       ^^^ error: 299 is no code of a redirect; Istio takes 300 to 399.
    - redirect: {scheme: HTTPS, redirectCode: 400}
#                                             ^^^ error: 400 is no code of a redirect; Istio takes 300 to 399.
#                        ^^^^^ error: Istio redirects to http or https only and refuses "HTTPS".
    - redirect: {port: 65536}
#                      ^^^^^ error: 65536 is no port; Istio takes numbers from 1 to 65535.
`,
  );
});

test('refuses to replace a prefix that is not asked for', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - match: [{uri: {prefix: /a}}, {uri: {exact: /b}}]
      redirect: {prefixRewrite: /c}
#                ^^^^^^^^^^^^^ error: "prefixRewrite" replaces a prefix, but a match of this rule asks for none; Istio refuses that.
    - match: [{uri: {prefix: /a}}, {port: 80}]
      redirect: {prefixRewrite: /c}
`,
  );
});

test('takes a port of 0, a derived one, and codes of 3xx', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - redirect: {port: 0}
    - redirect: {derivePort: FROM_REQUEST_PORT}
    - redirect: {scheme: https, redirectCode: 399}
    - redirect: {authority: a.com, redirectCode: 0}
`,
  );
});

test('writes the scheme in lower case', () => {
  checkFix(
    rule,
    `${HEAD}  http:
    - redirect: {scheme: HTTPS}
`,
    'Change to "https"',
    `${HEAD}  http:
    - redirect: {scheme: https}
`,
  );
});
