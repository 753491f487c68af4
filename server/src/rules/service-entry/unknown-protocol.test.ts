import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './unknown-protocol.ts';

const SE = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
`;

const port = (protocol: string) =>
  `${SE}spec: {hosts: [a.com], ports: [{number: 80, name: a, protocol: ${protocol}}]}\n`;

test('takes known protocols in any case', () => {
  checkRule(rule, ['http', 'GRPC-Web', 'http_proxy', 'udp', '""', `"\${P}"`].map(port).join('---\n'));
});

test('refuses others', () => {
  checkRule(
    rule,
    `${port('HTPP')}#                                                              ^^^^ error: Istio knows no protocol "HTPP" and refuses the port; there are HTTP, HTTPS, HTTP2, GRPC, GRPC-WEB, TCP, TLS, MONGO, MYSQL, REDIS.
`,
  );
});

test('offers the one that is meant', () => {
  checkFix(rule, port('HTPP'), 'Change to "HTTP"', port('HTTP'));
  checkFix(rule, port('postgres'), 'Change to "TCP"', port('TCP'));
});
