import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './cors-form.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses origins that say nothing', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - corsPolicy:
        allowOrigins:
          - {}
#           ^^ error: This origin is empty; Istio refuses it.
          - exact: ""
#                  ^^ error: This origin is empty; Istio refuses it.
          - regex: "*"
#                  ^^^ error: Nothing stands before "*" that it could repeat; Istio refuses the expression.
          - exact: "*"
          - regex: .*
`,
  );
});

test('refuses methods and headers that are none', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - corsPolicy:
        allowMethods: [get, GET, "*", FOO]
#                      ^^^ error: "get" is no method that Istio knows; it takes names such as GET, or "*".
#                                     ^^^ error: "FOO" is no method that Istio knows; it takes names such as GET, or "*".
        allowHeaders: [x-a, "a b", "*"]
#                           ^^^^^ error: "a b" cannot be the name of a header; Istio refuses it.
        exposeHeaders: [""]
#                       ^^ error: This header has no name; Istio refuses it.
`,
  );
});

test('refuses parts of a second', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - corsPolicy: {maxAge: 1500ms}
#                          ^^^^^^ error: "1500ms" is not a whole number of seconds; Istio refuses it here.
    - corsPolicy: {maxAge: 1h0.5s}
#                          ^^^^^^ error: "1h0.5s" is not a whole number of seconds; Istio refuses it here.
    - corsPolicy: {maxAge: 1000ms}
    - corsPolicy: {maxAge: 24h}
`,
  );
});

test('writes the method in capital letters', () => {
  checkFix(
    rule,
    `${HEAD}  http:
    - corsPolicy: {allowMethods: [post]}
`,
    'Change to "POST"',
    `${HEAD}  http:
    - corsPolicy: {allowMethods: [POST]}
`,
  );
});

test('rounds to seconds', () => {
  checkFix(
    rule,
    `${HEAD}  http:
    - corsPolicy: {maxAge: 1600ms}
`,
    'Change to "2s"',
    `${HEAD}  http:
    - corsPolicy: {maxAge: 2s}
`,
  );
});
