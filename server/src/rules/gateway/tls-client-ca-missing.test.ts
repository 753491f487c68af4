import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './tls-client-ca-missing.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: a}
spec:
  servers:
`;

test('asks for the CA of clients', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {mode: MUTUAL, serverCertificate: a, privateKey: b}
#                 ^^^^^^ error: Mode MUTUAL checks clients and needs their CA: Istio refuses it without "caCertificates".
    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {mode: OPTIONAL_MUTUAL, caCertCredentialName: c, tlsCertificates: [{caCertificates: d}]}
#                 ^^^^^^^^^^^^^^^ error: Mode OPTIONAL_MUTUAL checks clients and needs their CA: Istio refuses it without "caCertificates".
`,
  );
});

test('takes a Secret, and files with a CA', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {mode: MUTUAL, credentialName: a}
    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {mode: MUTUAL, serverCertificate: a, privateKey: b, caCertificates: c}
    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {mode: SIMPLE, serverCertificate: a, privateKey: b}
`,
  );
});
