import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './ingress-tls.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: a}
spec:
  ingress:
`;

test('refuses what a Sidecar cannot do', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 80, protocol: HTTPS}
      tls: {mode: SIMPLE, credentialName: a, httpsRedirect: true}
#                         ^^^^^^^^^^^^^^ error: A Sidecar does not support "credentialName"; Istio refuses it.
#                                            ^^^^^^^^^^^^^ error: A Sidecar does not support "httpsRedirect"; Istio refuses it.
    - port: {number: 81, protocol: TLS}
      tls: {mode: ISTIO_MUTUAL}
#                 ^^^^^^^^^^^^ error: Istio refuses mode ISTIO_MUTUAL in a Sidecar; mutual TLS is set by a PeerAuthentication.
`,
  );
});

test('asks for an encrypted port', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 80}
      tls: {mode: SIMPLE}
#     ^^^ error: Only a port with HTTPS or TLS takes "tls"; Istio refuses it on any other.
    - port: {number: 81, protocol: "\${PROTOCOL}"}
      tls: {mode: SIMPLE}
`,
  );
});

test('takes files', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 80, protocol: https}
      tls: {mode: SIMPLE, serverCertificate: a, privateKey: b, credentialName: "", subjectAltNames: []}
`,
  );
});

test('takes the field out', () => {
  checkFix(
    rule,
    `${HEAD}    - port: {number: 80, protocol: TLS}
      tls: {mode: SIMPLE, httpsRedirect: true}
`,
    'Remove "httpsRedirect"',
    `${HEAD}    - port: {number: 80, protocol: TLS}
      tls: {mode: SIMPLE}
`,
  );
});
