import { test } from 'vitest';
import { checkFix, checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './mutual-without-certificate.ts';

function withTls(tls: string): string {
  return `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  trafficPolicy:
    tls: ${tls}
`;
}

test('refuses MUTUAL without files or a credential', () => {
  checkRule(
    rule,
    `${withTls('{mode: MUTUAL}')}#               ^^^^^^ error: MUTUAL needs a credentialName, or a clientCertificate and a privateKey; Istio refuses it without.
---
${withTls('{mode: MUTUAL, privateKey: a, clientCertificate: "", credentialName: ""}')}#               ^^^^^^ error: MUTUAL needs a clientCertificate too; Istio refuses it without.
---
${withTls('{mode: MUTUAL, clientCertificate: a}')}#               ^^^^^^ error: MUTUAL needs a privateKey too; Istio refuses it without.
---
${withTls('{mode: MUTUAL, privateKey: a, clientCertificate: b}')}---
${withTls('{mode: MUTUAL, credentialName: a}')}---
${withTls(`{mode: MUTUAL, credentialName: "\${SECRET}"}`)}---
${withTls(`{mode: MUTUAL, privateKey: a, clientCertificate: "\${FILE}"}`)}---
${withTls('{mode: ISTIO_MUTUAL}')}---
${withTls('{mode: SIMPLE}')}---
${withTls('{}')}`,
  );
});

test('offers the mode for the mesh where nothing speaks of certificates', () => {
  checkFix(rule, withTls('{mode: MUTUAL}'), 'Change to "ISTIO_MUTUAL"', withTls('{mode: ISTIO_MUTUAL}'));
  checkFixTitles(rule, withTls('{mode: MUTUAL, caCertificates: a}'), []);
});
