import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './tls-istio-mutual-certificates.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: a}
spec:
  servers:
`;

test('refuses each certificate', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {mode: ISTIO_MUTUAL, credentialName: a, caCertificates: b}
#                               ^^^^^^^^^^^^^^ error: With ISTIO_MUTUAL the certificates are those of the mesh; Istio refuses "credentialName".
#                                                  ^^^^^^^^^^^^^^ error: With ISTIO_MUTUAL the certificates are those of the mesh; Istio refuses "caCertificates".
`,
  );
});

test('takes the rest', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {mode: ISTIO_MUTUAL, credentialName: "", caCrl: a, subjectAltNames: [b]}
`,
  );
});

test('takes it out', () => {
  checkFix(
    rule,
    `${HEAD}    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {mode: ISTIO_MUTUAL, credentialName: a}
`,
    'Remove "credentialName"',
    `${HEAD}    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {mode: ISTIO_MUTUAL}
`,
  );
});
