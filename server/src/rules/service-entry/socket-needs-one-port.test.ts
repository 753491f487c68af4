import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './socket-needs-one-port.ts';

const SE = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
`;

const entry = (ports: string, resolution = 'STATIC') =>
  `${SE}spec: {hosts: [a.com], resolution: ${resolution}${ports}, endpoints: [{address: unix:///a}]}\n`;

test('takes a socket for one port', () => {
  checkRule(rule, [entry(', ports: [{number: 80, name: a}]'), entry('', 'DNS')].join('---\n'));
});

test('refuses it for none and for several', () => {
  checkRule(
    rule,
    `${entry('')}#                                                                ^^^^^^^^^ error: A socket belongs to one port of the service, and this one has none; Istio refuses it.
---
${SE}spec:
  hosts: [a.com]
  resolution: STATIC
  ports: [{number: 80, name: a}, {number: 81, name: b}]
  endpoints:
    - address: unix:///a
#              ^^^^^^^^^ error: A socket belongs to one port of the service, and this one has 2; Istio refuses it.
`,
  );
});
