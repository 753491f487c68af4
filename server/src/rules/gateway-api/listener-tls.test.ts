import { test } from 'vitest';
import { checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './listener-tls.ts';

const HEAD = `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: a}
spec:
  gatewayClassName: istio
  listeners:
`;

test('refuses tls on plain listeners', () => {
  checkRule(
    rule,
    `${HEAD}    - {name: a, port: 80, protocol: HTTP, tls: {mode: Passthrough}}
#                                         ^^^ error: A listener for HTTP is not encrypted; the API server refuses "tls".
    - {name: b, port: 81, protocol: TCP, hostname: a.com}
#                                        ^^^^^^^^ error: A listener for TCP has no host name; the API server refuses it.
    - {name: c, port: 82, protocol: HTTP, hostname: a.com}
`,
  );
});

test('asks for a certificate where the encryption ends', () => {
  checkRule(
    rule,
    `${HEAD}    - {name: a, port: 443, protocol: HTTPS, tls: {}}
#                                           ^^^ error: Where the encryption ends a certificate is needed; the API server refuses it without "certificateRefs".
    - {name: b, port: 443, protocol: TLS, tls: {mode: Terminate}}
#                                         ^^^ error: Where the encryption ends a certificate is needed; the API server refuses it without "certificateRefs".
    - {name: c, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: a}]}}
    - {name: d, port: 443, protocol: HTTPS, tls: {options: {gateway.istio.io/tls-terminate-mode: ISTIO_MUTUAL}}}
    - {name: e, port: 443, protocol: HTTPS}
`,
  );
});

test('passes TLS through, and no HTTPS', () => {
  checkRule(
    rule,
    `${HEAD}    - {name: a, port: 443, protocol: HTTPS, tls: {mode: Passthrough}}
#                                                       ^^^^^^^^^^^ error: HTTPS ends at the Gateway; the API server refuses to pass it through. The protocol for that is TLS.
    - {name: b, port: 444, protocol: TLS, tls: {mode: Passthrough}}
    - {name: c, port: 445, protocol: TLS}
#                                    ^^^ error: A listener for TLS needs "tls" with a mode; the API server refuses it without.
`,
  );
});

test('offers both ways', () => {
  checkFixTitles(
    rule,
    `${HEAD}    - {name: a, port: 443, protocol: HTTPS, tls: {mode: Passthrough, certificateRefs: [{name: a}]}}
`,
    ['Change to "TLS"', 'Set mode to Terminate'],
  );
});
