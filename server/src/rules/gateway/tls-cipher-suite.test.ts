import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './tls-cipher-suite.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: a}
spec:
  servers:
`;

test('warns of unknown and repeated suites', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 443, name: a, protocol: HTTPS}
      tls: 
        cipherSuites:
          - AES128-SHA
          - FOO
#           ^^^ warning: Istio does not know the cipher suite "FOO" and leaves it out.
          - AES128-SHA
#           ^^^^^^^^^^ warning: The cipher suite "AES128-SHA" stands before; it counts once.
`,
  );
});

test('does not read expressions', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {cipherSuites: [ALL, "-AES128", "", "\${SUITE}"]}
`,
  );
});

test('knows the name that others use', () => {
  checkFix(
    rule,
    `${HEAD}    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {cipherSuites: [TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256]}
`,
    'Change to "ECDHE-RSA-CHACHA20-POLY1305"',
    `${HEAD}    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {cipherSuites: [ECDHE-RSA-CHACHA20-POLY1305]}
`,
  );
});
