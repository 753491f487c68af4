import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './dynamic-endpoints.ts';

const SE = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
`;

const entry = (rest: string, resolution = 'DYNAMIC_DNS') =>
  `${SE}spec: {hosts: ["*.a.com"], resolution: ${resolution}${rest}}\n`;

test('refuses endpoints', () => {
  checkRule(
    rule,
    `${entry(', endpoints: [{address: 10.0.0.1}]')}#                                                   ^^^^^^^^^ error: There are endpoints, but with resolution DYNAMIC_DNS each request says where it goes; Istio refuses the two together.
---
${entry(', endpoints: []')}---
${entry(', endpoints: [{address: 10.0.0.1}]', 'STATIC')}`,
  );
});

test('takes them out', () => {
  checkFix(rule, entry(', endpoints: [{address: 10.0.0.1}]'), 'Remove "endpoints"', entry(''));
});
