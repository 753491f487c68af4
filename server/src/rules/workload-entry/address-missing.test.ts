import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './address-missing.ts';

const WE = `apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: a}
`;
const SE = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
`;

test('asks for an address where neither is filled', () => {
  checkRule(
    rule,
    `${WE}spec: {address: ""}
#      ^^^^^^^ error: There is no address, and no network whose gateway could be called instead; Istio refuses the endpoint.
---
${WE}spec: {network: ""}
#      ^^^^^^^ error: There is no address, and no network whose gateway could be called instead; Istio refuses the endpoint.
---
${SE}spec: {hosts: [a.com], resolution: STATIC, endpoints: [{address: "", network: ""}]}
#                                                       ^^^^^^^ error: There is no address, and no network whose gateway could be called instead; Istio refuses the endpoint.
`,
  );
});

test('is content with either, and with text to be filled in', () => {
  checkRule(
    rule,
    `${WE}spec: {address: 10.0.0.1}
---
${WE}spec: {address: "", network: vm}
---
${WE}spec: {address: "\${IP}"}
---
${WE}spec: {address: "", network: "\${NET}"}
`,
  );
});

test('adds an address', () => {
  checkFix(rule, `${WE}spec: {network: ""}\n`, 'Add "address"', `${WE}spec: {network: "", address: 192.0.2.1}\n`);
});
