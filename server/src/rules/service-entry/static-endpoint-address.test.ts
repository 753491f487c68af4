import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './static-endpoint-address.ts';

const SE = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
`;

const endpoint = (address: string, resolution = 'STATIC') =>
  `${SE}spec: {hosts: [a.com], ports: [{number: 80, name: web}], resolution: ${resolution}, endpoints: [{address: ${address}}]}\n`;

test('takes IP addresses and sockets', () => {
  checkRule(rule, ['10.0.0.1', '"::1"', 'unix:///a', `"\${IP}"`, '""'].map((text) => endpoint(text)).join('---\n'));
});

test('refuses host names and what is no address', () => {
  checkRule(
    rule,
    `${endpoint('b.com')}#                                                                                                  ^^^^^ error: "b.com" is a host name; Istio refuses it, since with resolution STATIC nobody looks it up.
---
${endpoint('10.0.0.256')}#                                                                                                  ^^^^^^^^^^ error: "10.0.0.256" is no IP address: its numbers go up to 255.
`,
  );
});

test('leaves names to the other resolutions', () => {
  checkRule(rule, [endpoint('b.com', 'DNS'), endpoint('b.com', `"\${R}"`)].join('---\n'));
});

test('looks names up instead', () => {
  checkFix(rule, endpoint('b.com'), 'Set resolution to DNS', endpoint('b.com', 'DNS'));
});

test('gives a port the name that the service has for it', () => {
  checkFix(
    rule,
    endpoint('10.0.0.1:8090'),
    'Change to "10.0.0.1" and set port "web" to 8090',
    endpoint('10.0.0.1, ports: {web: 8090}'),
  );
});
