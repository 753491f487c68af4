import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './several-hosts-one-address.ts';

const SE = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
`;

const entry = (hosts: string, protocol: string, rest = ', addresses: [10.0.0.1]') =>
  `${SE}spec: {hosts: [${hosts}], resolution: DNS, ports: [{number: 80, name: a, protocol: ${protocol}}]${rest}}\n`;

test('warns where hosts cannot be told apart', () => {
  checkRule(
    rule,
    `${entry('a.com, b.com', 'https')}#      ^^^^^ warning: Several hosts share these addresses, and a port for https: its traffic cannot be told apart by host, so Istio warns.
`,
  );
});

test('is silent for one host, for HTTP and without addresses', () => {
  checkRule(
    rule,
    [entry('a.com', 'TLS'), entry('a.com, b.com', 'HTTP'), entry('a.com, b.com', 'TLS', '')].join('---\n'),
  );
});
