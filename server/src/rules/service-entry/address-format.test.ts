import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './address-format.ts';

const SE = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
`;

const addresses = (list: string) => `${SE}spec: {hosts: [a.com], addresses: [${list}]}\n`;

test('takes addresses and ranges', () => {
  checkRule(rule, addresses(`10.0.0.1, 10.1.2.3/8, "2001:db8::/32", "::1", "\${VIP}"`));
});

test('refuses anything else', () => {
  checkRule(
    rule,
    `${addresses('a.com')}#                                  ^^^^^ error: "a.com" is a name; Istio takes only IP addresses and ranges of them here, names stand under "hosts".
---
${addresses('10.0.0.0/33')}#                                  ^^^^^^^^^^^ error: Istio refuses "10.0.0.0/33": it is neither an IP address nor a range such as 10.0.0.0/8.
---
${addresses('"10.0.0.1:80"')}#                                  ^^^^^^^^^^^^^ error: Istio refuses "10.0.0.1:80": it is neither an IP address nor a range such as 10.0.0.0/8.
`,
  );
});

test('leaves the address alone', () => {
  checkFix(rule, addresses('"10.0.0.1:80"'), 'Change to "10.0.0.1"', addresses('"10.0.0.1"'));
  checkFix(rule, addresses('"[::1]"'), 'Change to "::1"', addresses('"::1"'));
});
