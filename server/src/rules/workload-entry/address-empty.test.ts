import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './address-empty.ts';

const WE = `apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: a}
`;
const SE = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
`;

test('warns of an endpoint that only a gateway leads to', () => {
  checkRule(
    rule,
    `${WE}spec: {network: vm}
#               ^^ warning: There is no address: this endpoint is reached through the gateway of network "vm" only.
---
${WE}spec: {address: "", network: vm}
#      ^^^^^^^ warning: There is no address: this endpoint is reached through the gateway of network "vm" only.
---
${SE}spec: {hosts: [a.com], resolution: STATIC, endpoints: [{network: vm}]}
#                                                                ^^ warning: There is no address: this endpoint is reached through the gateway of network "vm" only.
`,
  );
});

test('is silent with an address, without a network, and where the endpoint is refused', () => {
  checkRule(
    rule,
    `${WE}spec: {address: 10.0.0.1, network: vm}
---
${WE}spec: {address: "\${IP}", network: vm}
---
${WE}spec: {address: "", network: ""}
---
${SE}spec: {hosts: [a.com], resolution: DNS, endpoints: [{network: vm}]}
`,
  );
});
