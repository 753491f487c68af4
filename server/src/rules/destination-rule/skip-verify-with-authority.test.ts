import { test } from 'vitest';
import { checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './skip-verify-with-authority.ts';

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

test('refuses to skip what is asked for', () => {
  checkRule(
    rule,
    `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  trafficPolicy:
    tls:
      mode: SIMPLE
      insecureSkipVerify: true
#     ^^^^^^^^^^^^^^^^^^ error: With insecureSkipVerify nothing is checked; Istio refuses it beside credentialName or subjectAltNames.
      credentialName: a
#     ^^^^^^^^^^^^^^ related: "credentialName" is set here
      subjectAltNames: [b]
#     ^^^^^^^^^^^^^^^ related: "subjectAltNames" is set here
`,
  );
});

test('takes a Secret of MUTUAL, empty values, and modes without checks', () => {
  checkRule(
    rule,
    [
      '{mode: MUTUAL, insecureSkipVerify: true, credentialName: a}',
      '{mode: SIMPLE, insecureSkipVerify: true, caCertificates: "", subjectAltNames: []}',
      '{mode: SIMPLE, insecureSkipVerify: false, caCertificates: a}',
      '{mode: ISTIO_MUTUAL, insecureSkipVerify: true, caCertificates: a}',
      '{insecureSkipVerify: true, caCertificates: a}',
      `{mode: SIMPLE, insecureSkipVerify: true, credentialName: "\${SECRET}"}`,
    ]
      .map(withTls)
      .join('---\n'),
  );
});

test('offers to take either away', () => {
  checkFixTitles(rule, withTls('{mode: MUTUAL, insecureSkipVerify: true, caCertificates: a, credentialName: b}'), [
    'Remove "insecureSkipVerify"',
    'Remove "caCertificates"',
  ]);
});
