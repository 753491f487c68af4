import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './dynamic-addresses.ts';

const SE = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
`;

const entry = (rest: string, resolution = 'DYNAMIC_DNS') =>
  `${SE}spec: {hosts: ["*.a.com"], resolution: ${resolution}${rest}}\n`;

test('refuses addresses', () => {
  checkRule(
    rule,
    `${entry(', addresses: [10.0.0.1]')}#                                                   ^^^^^^^^^ error: There are addresses, but with resolution DYNAMIC_DNS each request says where it goes; Istio refuses the two together.
---
${entry(', addresses: []')}---
${entry(', addresses: [10.0.0.1]', 'STATIC')}`,
  );
});

test('takes them out', () => {
  checkFix(rule, entry(', addresses: [10.0.0.1]'), 'Remove "addresses"', entry(''));
});

test('leaves ranges to the check of the API server', () => {
  checkRule(rule, entry(', addresses: [10.0.0.1, 10.0.0.0/8]'));
});
