import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './tls-crl.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: a}
spec:
  servers:
`;

test('refuses a list where clients show nothing', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {mode: SIMPLE, serverCertificate: a, privateKey: b, caCrl: c}
#                                                              ^^^^^ error: With mode SIMPLE clients show no certificate; Istio refuses "caCrl".
`,
  );
});

test('refuses a list beside a Secret that is passed by', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {credentialName: a, caCrl: c}
#                              ^^^^^ error: With "credentialName" the list of revoked certificates belongs into the Secret; Istio refuses "caCrl".
`,
  );
});

test('takes it elsewhere', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {mode: MUTUAL, serverCertificate: a, privateKey: b, caCertificates: c, caCrl: d}
    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {mode: SIMPLE, credentialName: a, caCrl: d}
`,
  );
});

test('takes it out', () => {
  checkFix(
    rule,
    `${HEAD}    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {mode: SIMPLE, serverCertificate: a, privateKey: b, caCrl: c}
`,
    'Remove "caCrl"',
    `${HEAD}    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {mode: SIMPLE, serverCertificate: a, privateKey: b}
`,
  );
});
