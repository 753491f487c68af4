import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './redirect-protocol.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: a}
spec:
  servers:
`;

test('warns where nothing is redirected', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 443, name: a, protocol: HTTPS}
      tls: {mode: SIMPLE, credentialName: a, httpsRedirect: true}
#                                            ^^^^^^^^^^^^^ warning: Only plain HTTP is redirected to HTTPS; on this port "httpsRedirect" does nothing.
    - port: {number: 443, name: b, protocol: HTTPS}
      tls: {mode: SIMPLE, credentialName: a, httpsRedirect: false}
    - port: {number: 80, name: c, protocol: HTTP}
      tls: {httpsRedirect: true}
`,
  );
});

test('takes it out', () => {
  checkFix(
    rule,
    `${HEAD}    - port: {protocol: TLS}
      tls: {mode: PASSTHROUGH, httpsRedirect: true}
`,
    'Remove "httpsRedirect"',
    `${HEAD}    - port: {protocol: TLS}
      tls: {mode: PASSTHROUGH}
`,
  );
});
