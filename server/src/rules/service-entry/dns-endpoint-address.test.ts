import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './dns-endpoint-address.ts';

const SE = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
`;

const endpoint = (rest: string, resolution = 'DNS') =>
  `${SE}spec: {hosts: [a.com], resolution: ${resolution}, endpoints: [{${rest}}]}\n`;

test('takes names and IP addresses', () => {
  checkRule(
    rule,
    ['address: 10.0.0.1', 'address: b.com', `address: "\${IP}"`, 'address: ""']
      .map((text) => endpoint(text))
      .join('---\n'),
  );
});

test('refuses sockets, endpoints without address, and what is no address', () => {
  checkRule(
    rule,
    `${endpoint('address: unix:///a')}#                                                             ^^^^^^^^^ error: "unix:///a" is a socket; Istio refuses it with resolution DNS.
---
${endpoint('network: vm')}#                                                    ^^^^^^^ error: With resolution DNS each endpoint needs an address; Istio refuses one with a network alone.
---
${endpoint('address: "*.b.com"', 'DNS_ROUND_ROBIN')}#                                                                         ^^^^^^^^^ error: "*.b.com" is a wildcard; an endpoint is a single host.
`,
  );
});

test('leaves the others alone', () => {
  checkRule(rule, endpoint('address: unix:///a', 'STATIC'));
});

test('takes the address as it stands', () => {
  checkFix(rule, endpoint('address: unix:///a'), 'Set resolution to STATIC', endpoint('address: unix:///a', 'STATIC'));
});
