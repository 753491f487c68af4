import { test } from 'vitest';
import { checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './credential-with-files.ts';

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

test('refuses a credential beside files', () => {
  checkRule(
    rule,
    `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  trafficPolicy:
    tls:
      mode: MUTUAL
      credentialName: a
#     ^^^^^^^^^^^^^^ error: Istio refuses a credentialName beside caCertificates or caCrl: its Secret holds them.
      caCertificates: b
#     ^^^^^^^^^^^^^^ related: "caCertificates" is set here
      caCrl: c
#     ^^^^^ related: "caCrl" is set here
`,
  );
});

test('takes empty texts for none, and modes that look at neither', () => {
  checkRule(
    rule,
    [
      '{mode: SIMPLE, credentialName: "", caCertificates: a}',
      '{mode: SIMPLE, credentialName: a, caCertificates: ""}',
      '{mode: ISTIO_MUTUAL, credentialName: a, caCertificates: b}',
      '{credentialName: a, caCertificates: b}',
      `{mode: SIMPLE, credentialName: "\${SECRET}", caCertificates: b}`,
      '{mode: SIMPLE, credentialName: a, subjectAltNames: [b], sni: c}',
    ]
      .map(withTls)
      .join('---\n'),
  );
});

test('offers to take either away', () => {
  checkFixTitles(rule, withTls('{mode: SIMPLE, credentialName: a, caCertificates: b}'), [
    'Remove "caCertificates"',
    'Remove "credentialName"',
  ]);
  checkFixTitles(rule, withTls('{mode: MUTUAL, credentialName: a, clientCertificate: b, privateKey: c}'), [
    'Remove "credentialName"',
  ]);
});
