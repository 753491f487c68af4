import { test } from 'vitest';
import { checkFix, checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './tls-unused-certificates.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: a}
spec:
  servers:
`;

test('warns where no certificate is used', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {credentialName: a}
#           ^^^^^^^^^^^^^^ warning: Without a mode the connection is passed through, and "credentialName" is ignored.
    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {mode: AUTO_PASSTHROUGH, caCrl: a}
#                                   ^^^^^ warning: With mode AUTO_PASSTHROUGH the connection is passed through, and "caCrl" is ignored.
    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {mode: PASSTHROUGH, caCertCredentialName: a}
    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {mode: "\${MODE}", credentialName: a}
    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {mode: SIMPLE, credentialName: a}
`,
  );
});

test('is silent where Istio refuses the whole', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 80, name: a, protocol: TCP}
      tls: {credentialName: a}
    - port: {number: 80, name: b, protocol: HTTP}
      tls: {serverCertificate: a}
`,
  );
});

test('sets the mode', () => {
  checkFix(
    rule,
    `${HEAD}    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {credentialName: a}
`,
    'Set mode to SIMPLE',
    `${HEAD}    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {credentialName: a, mode: SIMPLE}
`,
  );
});

test('offers no mode on a plain port', () => {
  checkFixTitles(
    rule,
    `${HEAD}    - port: {protocol: HTTP}
      tls: {credentialName: a}
`,
    ['Remove "credentialName"'],
  );
});
