import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './host-partial-wildcard.ts';

const SE = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
`;

test('warns of a wildcard for a part of a label', () => {
  checkRule(
    rule,
    `${SE}spec:
  hosts:
    - "*foo.a.com"
#     ^^^^^^^^^^^^ warning: The wildcard in "*foo.a.com" is a part of a label only; clients with a sidecar may not match it, so Istio warns.
    - "*.a.com"
    - a.com
    - a*.com
`,
  );
});

test('is silent with DYNAMIC_DNS', () => {
  checkRule(rule, `${SE}spec: {hosts: ["*foo.a.com"], resolution: DYNAMIC_DNS}\n`);
});

test('takes the whole label', () => {
  checkFix(rule, `${SE}spec: {hosts: ["*-x.a.com"]}\n`, 'Change to "*.a.com"', `${SE}spec: {hosts: ["*.a.com"]}\n`);
});
