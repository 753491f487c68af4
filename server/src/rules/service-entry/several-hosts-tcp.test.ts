import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './several-hosts-tcp.ts';

const SE = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
`;

const entry = (protocol: string, resolution = 'DNS', hosts = 'a.com, b.com') =>
  `${SE}spec: {hosts: [${hosts}], resolution: ${resolution}, ports: [{number: 80, name: a${protocol}}]}\n`;

test('refuses a protocol that does not say the host', () => {
  checkRule(
    rule,
    `${entry(', protocol: TCP')}#                                                                                      ^^^ error: Several hosts share this port for TCP; Istio refuses that, since only HTTP and TLS say which host is meant.
---
${entry('')}#                                                       ^^^^^^ error: Several hosts share this port, which has no protocol; Istio refuses that, since only HTTP and TLS say which host is meant.
`,
  );
});

test('is silent for HTTP and TLS, for one host, for NONE and for what is not known', () => {
  checkRule(
    rule,
    [
      entry(', protocol: grpc'),
      entry(', protocol: HTTPS'),
      entry(', protocol: TCP', 'NONE'),
      entry(', protocol: TCP', 'DNS', 'a.com'),
      entry(`, protocol: "\${P}"`),
      entry(', protocol: HTPP'),
    ].join('---\n'),
  );
});

test('speaks once', () => {
  checkRule(
    rule,
    `${SE}spec:
  hosts: [a.com, b.com]
  resolution: STATIC
  ports:
    - {number: 80, name: a, protocol: HTTP}
    - {number: 81, name: b, protocol: UDP}
#                                     ^^^ error: Several hosts share this port for UDP; Istio refuses that, since only HTTP and TLS say which host is meant.
    - {number: 82, name: c, protocol: TCP}
`,
  );
});
