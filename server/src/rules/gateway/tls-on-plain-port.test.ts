import { test } from 'vitest';
import { checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './tls-on-plain-port.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: a}
spec:
  servers:
`;

test('takes a redirect on HTTP only', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 80, name: a, protocol: HTTP}
      tls: {httpsRedirect: true}
    - port: {number: 80, name: b, protocol: TCP}
      tls: {httpsRedirect: true}
#     ^^^ error: A port that speaks TCP is not encrypted; Istio refuses "tls" there.
`,
  );
});

test('refuses modes and files, not names of Secrets', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 80, name: a, protocol: HTTP}
      tls: {mode: SIMPLE, credentialName: a}
#     ^^^ error: A port that speaks HTTP is not encrypted; Istio takes only "httpsRedirect" in "tls" there.
    - port: {number: 80, name: b, protocol: HTTP}
      tls: {serverCertificate: a}
#     ^^^ error: A port that speaks HTTP is not encrypted; Istio takes only "httpsRedirect" in "tls" there.
    - port: {number: 80, name: c, protocol: HTTP}
      tls: {credentialName: a}
    - port: {number: 443, name: d, protocol: HTTPS}
      tls: {mode: SIMPLE, credentialName: a}
`,
  );
});

test('corrects the protocol', () => {
  checkFixTitles(
    rule,
    `${HEAD}    - port: {protocol: HTTP}
      tls: {mode: SIMPLE, credentialName: a}
`,
    ['Change to "HTTPS" *'],
  );
});
