import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './match-text.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses an empty prefix but for uri', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - match:
        - uri: {prefix: ""}
          method: {prefix: ""}
#                          ^^ error: An empty prefix is allowed for "uri" only; Istio refuses it here.
          headers: {a: {prefix: ""}, b: {exact: ""}, c: {}, d: null}
#                               ^^ error: An empty prefix is allowed for "uri" only; Istio refuses it here.
          queryParams: {a: {prefix: ""}}
#                                   ^^ error: An empty prefix is allowed for "uri" only; Istio refuses it here.
`,
  );
});

test('refuses a regex that RE2 does not read', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - match:
        - uri: {regex: "/a(?!b)"}
#                      ^^^^^^^^^ error: Regular expressions are of RE2 here, which has no look-around; Istio refuses "(?!".
          scheme: {regex: ""}
#                         ^^ error: The regular expression is empty; Istio refuses it.
          authority: {regex: "(a"}
#                            ^^^^ error: A "(" is not closed; Istio refuses the expression "(a".
          headers: {a: {regex: "*"}, b: {regex: "(a)\\\\1"}, c: {regex: "(?i)^a.*$"}, d: {regex: "\${REGEX"}}
#                              ^^^ error: Nothing stands before "*" that it could repeat; Istio refuses the expression.
#                                               ^^^^^^^^ error: Regular expressions are of RE2 here, which has no references to groups; Istio refuses "\\1".
`,
  );
});

test('takes * where a header is to be absent', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - match:
        - withoutHeaders: {a: {regex: "*"}, b: {regex: "**"}}
#                                                      ^^^^ error: Nothing stands before "*" that it could repeat; Istio refuses the expression.
`,
  );
});

test('leaves two of a kind to the schema', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - match:
        - uri: {exact: /, regex: ""}
`,
  );
});

test('writes the expression for anything', () => {
  checkFix(
    rule,
    `${HEAD}  http:
    - match: [{headers: {a: {regex: "*"}}}]
`,
    'Change to ".*"',
    `${HEAD}  http:
    - match: [{headers: {a: {regex: ".*"}}}]
`,
  );
});

test('asks for presence instead of an empty prefix', () => {
  checkFix(
    rule,
    `${HEAD}  http:
    - match:
        - headers:
            a:
              prefix: ""
`,
    'Ask only that it is there',
    `${HEAD}  http:
    - match:
        - headers:
            a: {}
`,
  );
});
