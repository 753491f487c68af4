import { describe, test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './maglev-table-size.ts';

function withMaglev(maglev: string): string {
  return `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  trafficPolicy:
    loadBalancer:
      consistentHash:
        useSourceIp: true
        maglev: ${maglev}
`;
}

test('refuses what is no prime, too large or missing', () => {
  checkRule(
    rule,
    `${withMaglev('{tableSize: 9}')}#                           ^ error: 9 is no prime number; Istio takes no other sizes of a Maglev table.
---
${withMaglev('{tableSize: 0}')}#                           ^ error: 0 is no prime number; Istio takes no other sizes of a Maglev table.
---
${withMaglev('{tableSize: 5000011}')}#                           ^^^^^^^ error: 5000011 is too large; Istio takes prime numbers below 5000011.
---
${withMaglev('{}')}#       ^^^^^^ error: The size of the Maglev table is missing; Istio refuses the rule without.
`,
  );
});

describe('takes', () => {
  test.each(['1', '2', '3', '65537', '4999999', `"\${SIZE}"`])('%s', (size) => {
    checkRule(rule, withMaglev(`{tableSize: ${size}}`));
  });
});

test.each([
  ['65536', '65537'],
  ['0', '65537'],
  ['9000000', '4999999'],
])('has a prime for %s: %s', (written, prime) => {
  checkFix(rule, withMaglev(`{tableSize: ${written}}`), `Change to "${prime}"`, withMaglev(`{tableSize: ${prime}}`));
});

test('adds the usual size', () => {
  checkFix(rule, withMaglev('{}'), 'Add "tableSize"', withMaglev('{tableSize: 65537}'));
});
