import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './dynamic-protocol.ts';

const SE = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
`;

const entry = (protocol: string, resolution = 'DYNAMIC_DNS') =>
  `${SE}spec: {hosts: ["*.a.com"], resolution: ${resolution}, ports: [{number: 80, name: a${protocol}}]}\n`;

test('takes HTTP, HTTP2, GRPC and TLS in any case', () => {
  checkRule(
    rule,
    ['http', 'HTTP2', 'GRPC', 'tls', `"\${P}"`].map((protocol) => entry(`, protocol: ${protocol}`)).join('---\n'),
  );
});

test('refuses other protocols, and none', () => {
  checkRule(
    rule,
    `${entry(', protocol: HTTPS')}#                                                                                           ^^^^^ error: With resolution DYNAMIC_DNS Istio takes only HTTP, HTTP2, GRPC and TLS, and refuses HTTPS.
---
${entry('')}#                                                            ^^^^^^ error: This port has no protocol; with resolution DYNAMIC_DNS Istio takes only HTTP, HTTP2, GRPC and TLS.
---
${entry(', protocol: TCP', 'NONE')}`,
  );
});

test('says TLS for HTTPS', () => {
  checkFix(rule, entry(', protocol: HTTPS'), 'Set protocol to TLS', entry(', protocol: TLS'));
});
