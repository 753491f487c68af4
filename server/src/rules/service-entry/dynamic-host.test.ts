import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './dynamic-host.ts';

const SE = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
`;

test('asks for a wildcard', () => {
  checkRule(
    rule,
    `${SE}spec: {resolution: DYNAMIC_DNS, hosts: ["*.a.com", b.com, "*a.com"]}
#                                                  ^^^^^ error: "b.com" has no wildcard in front; Istio refuses it with resolution DYNAMIC_DNS.
---
${SE}spec: {resolution: DNS, hosts: [b.com]}
`,
  );
});

test('looks the name up instead', () => {
  checkFix(
    rule,
    `${SE}spec: {resolution: DYNAMIC_DNS, hosts: [b.com]}\n`,
    'Set resolution to DNS',
    `${SE}spec: {resolution: DNS, hosts: [b.com]}\n`,
  );
});
