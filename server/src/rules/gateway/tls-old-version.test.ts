import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './tls-old-version.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: a}
spec:
  servers:
`;

test('warns of old versions', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {minProtocolVersion: TLSV1_1}
#                               ^^^^^^^ warning: TLSV1_1 needs "cipherSuites" that old clients know; by default there are none.
    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {minProtocolVersion: TLSV1_0, cipherSuites: [AES128-SHA]}
    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {minProtocolVersion: TLSV1_2}
`,
  );
});

test('goes to 1.2', () => {
  checkFix(
    rule,
    `${HEAD}    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {minProtocolVersion: TLSV1_0}
`,
    'Change to "TLSV1_2"',
    `${HEAD}    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {minProtocolVersion: TLSV1_2}
`,
  );
});
