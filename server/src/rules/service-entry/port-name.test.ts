import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './port-name.ts';

const SE = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
`;

const port = (name: string) => `${SE}spec: {hosts: [a.com], ports: [{number: 80, name: ${name}}]}\n`;

test('takes letters, digits and dashes', () => {
  checkRule(rule, [port('HTTP-1'), port('a'.repeat(63)), port(`"\${NAME}"`)].join('---\n'));
});

test('refuses any other name', () => {
  checkRule(
    rule,
    `${port('http_api')}#                                                 ^^^^^^^^ error: Istio refuses the port name "http_api": it has up to 63 letters, digits and dashes, and starts and ends with a letter or digit.
---
${port('""')}#                                                 ^^ error: This port has no name; Istio refuses it.
`,
  );
});

test('makes dashes of other characters', () => {
  checkFix(rule, port('http_api.1'), 'Change to "http-api-1"', port('http-api-1'));
});
