import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './tls-several-certificates.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: a}
spec:
  servers:
`;

test('refuses a second place', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {mode: SIMPLE, credentialName: a, tlsCertificates: [{}]}
#                                            ^^^^^^^^^^^^^^^ error: The certificate comes from one place; Istio refuses "tlsCertificates" beside "credentialName".
    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {mode: SIMPLE, credentialName: a, serverCertificate: b, privateKey: c}
#                                            ^^^^^^^^^^^^^^^^^ error: The certificate comes from one place; Istio refuses "serverCertificate" beside "credentialName".
`,
  );
});

test('counts files only where both are there', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {mode: SIMPLE, credentialName: a, serverCertificate: b}
    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {mode: SIMPLE, credentialName: "", serverCertificate: b, privateKey: c}
`,
  );
});

test('leaves to others what they say', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {mode: ISTIO_MUTUAL, credentialName: a, tlsCertificates: [{}]}
    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {mode: SIMPLE, credentialName: a, credentialNames: [b], tlsCertificates: [{}]}
`,
  );
});

test('takes the second one out', () => {
  checkFix(
    rule,
    `${HEAD}    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {mode: SIMPLE, credentialName: a, tlsCertificates: [{}]}
`,
    'Remove "tlsCertificates"',
    `${HEAD}    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {mode: SIMPLE, credentialName: a}
`,
  );
});
