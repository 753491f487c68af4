import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './filter-not-expression.ts';

const HEAD = `apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: {name: a}
`;

test('refuses what is not CEL', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  accessLogging:
    - filter: {}
#     ^^^^^^ error: This filter has no expression; Istio refuses it.
    - filter: {expression: ""}
#                          ^^ error: This filter has no expression; Istio refuses it.
    - filter: {expression: "a >"}
#                          ^^^^^ error: The expression ends too early; Istio refuses it.
    - filter: {expression: "a b"}
#                          ^^^^^ error: The expression is not CEL: "b" has no place there; Istio refuses it.
    - filter: {expression: has(a)}
#                          ^^^^^^ error: has() asks for a field, such as response.code; Istio refuses the expression.
    - filter: {expression: "a.all(1, a)"}
#                          ^^^^^^^^^^^^^ error: all() asks for the name of a variable first; Istio refuses the expression.
    - filter: {expression: if == 1}
#                          ^^^^^^^ error: "if" is a word of CEL itself and no name; Istio refuses the expression.
    - filter: {expression: 'a == "\\ud800"'}
#                          ^^^^^^^^^^^^^^^ error: "\\ud800" cannot be read in CEL; Istio refuses the expression.
`,
  );
});

test('takes expressions, whatever they speak of', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  accessLogging:
    - filter: {expression: "response.code >= 400 && has(request.headers.x)"}
    - filter: {expression: "'a' in x.y ? foo(1) : [1, 2].exists(i, i > 1)"}
    - filter: {expression: "\${FILTER}"}
    - filter: {expresion: a}
`,
  );
});

test('writes the operators of CEL', () => {
  checkFix(
    rule,
    `${HEAD}spec:
  accessLogging: [{filter: {expression: "a = 'x and y' and not b"}}]
`,
    'Write the operators of CEL',
    `${HEAD}spec:
  accessLogging: [{filter: {expression: "a == 'x and y' && !b"}}]
`,
  );
});
