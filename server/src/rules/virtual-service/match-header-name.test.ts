import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './match-header-name.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses what is no name', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - match:
        - headers:
            "": {exact: a}
#           ^^ error: This header has no name; Istio refuses it.
            "x-user:": {exact: a}
#           ^^^^^^^^^ error: "x-user:" cannot be the name of a header; Istio refuses it.
            ":foo": {exact: a}
#           ^^^^^^ error: There is no pseudo header ":foo"; Istio refuses it.
            "a b": {exact: a}
#           ^^^^^ error: "a b" cannot be the name of a header; Istio refuses it.
            "@request.auth.claims": {exact: a}
#           ^^^^^^^^^^^^^^^^^^^^^^ error: "@request.auth.claims" names no claim; it goes on with ".NAME" or "[NAME]", and Istio refuses it without.
          withoutHeaders:
            "é": {}
#           ^^^ error: "é" cannot be the name of a header; Istio refuses it.
`,
  );
});

test('takes names, pseudo headers and claims', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - match:
        - headers:
            x_User.1: {}
            "a,b": {}
            ":path": {}
            "@request.auth.claims.a.b": {}
            "@Request.Auth.Claims[a][b]": {}
            "\${HEADER}": {}
            "c d": null
`,
  );
});

test('drops the colon', () => {
  checkFix(
    rule,
    `${HEAD}  http:
    - match: [{headers: {"x-user:": {exact: a}}}]
`,
    'Rename to "x-user"',
    `${HEAD}  http:
    - match: [{headers: {"x-user": {exact: a}}}]
`,
  );
});
