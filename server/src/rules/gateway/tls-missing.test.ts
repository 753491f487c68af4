import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './tls-missing.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: a}
spec:
  servers:
`;

test('asks for tls where the protocol is encrypted', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 443, name: a, protocol: https}
#                                            ^^^^^ error: A server with https needs "tls"; Istio refuses it without.
    - port: {number: 443, name: b, protocol: TLS}
#                                            ^^^ error: A server with TLS needs "tls"; Istio refuses it without.
    - port: {number: 443, name: c, protocol: HTTPS}
      tls: {}
    - port: {number: 80, name: d, protocol: HTTP}
    - port: {number: 80, name: e, protocol: TCP}
`,
  );
});

test('offers to pass the connection through', () => {
  checkFix(
    rule,
    `${HEAD}    - hosts: [a.com]
      port: {protocol: TLS}
`,
    'Pass the encrypted connection through',
    `${HEAD}    - hosts: [a.com]
      port: {protocol: TLS}
      tls:
        mode: PASSTHROUGH
`,
  );
});
