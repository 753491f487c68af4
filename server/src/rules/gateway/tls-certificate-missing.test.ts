import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './tls-certificate-missing.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: a}
spec:
  servers:
`;

test('asks for a certificate', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {mode: SIMPLE}
#                 ^^^^^^ error: Mode SIMPLE needs a certificate: "credentialName", or "serverCertificate" and "privateKey".
    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {mode: SIMPLE, credentialName: "\${NAME}"}
    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {mode: PASSTHROUGH}
`,
  );
});

test('asks for both files', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {mode: MUTUAL, serverCertificate: a}
#                         ^^^^^^^^^^^^^^^^^ error: A certificate needs its key; Istio refuses it without "privateKey".
    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {mode: SIMPLE, privateKey: a, serverCertificate: ""}
#                         ^^^^^^^^^^ error: A key needs its certificate; Istio refuses it without "serverCertificate".
    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {mode: SIMPLE, tlsCertificates: [{serverCertificate: a}, {serverCertificate: a, privateKey: b}]}
#                                            ^^^^^^^^^^^^^^^^^ error: A certificate needs its key; Istio refuses it without "privateKey".
`,
  );
});

test('offers no Secret to a Sidecar', () => {
  checkRule(
    rule,
    `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: a}
spec:
  ingress:
    - port: {number: 443, protocol: HTTPS}
      tls: {mode: SIMPLE}
#                 ^^^^^^ error: Mode SIMPLE needs a certificate: "serverCertificate" and "privateKey".
`,
  );
});
