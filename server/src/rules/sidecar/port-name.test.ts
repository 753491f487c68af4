import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './port-name.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: a}
spec:
  ingress:
`;

test('refuses other characters', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 80, name: http_a}
#                              ^^^^^^ error: Istio refuses "http_a" as the name of a port: letters, digits and dashes only, 63 at most.
    - port: {number: 81, name: ""}
    - port: {number: 82, name: HTTP-a}
`,
  );
});

test('puts dashes in their place', () => {
  checkFix(
    rule,
    `${HEAD}    - port: {number: 80, name: http_a.b}
`,
    'Change to "http-a-b"',
    `${HEAD}    - port: {number: 80, name: http-a-b}
`,
  );
});
