import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './unknown-protocol.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: a}
spec:
  ingress:
`;

test('refuses names that Istio does not know', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 80, protocol: ws}
#                                  ^^ error: Istio does not know the protocol "ws", but HTTP, HTTPS, HTTP2, GRPC, GRPC-WEB, TCP, TLS, MONGO, MYSQL, REDIS.
    - port: {number: 81, protocol: ""}
    - port: {number: 82, protocol: grpc-web}
`,
  );
});

test('knows other names', () => {
  checkFix(
    rule,
    `${HEAD}    - port: {number: 80, protocol: ws}
`,
    'Change to "HTTP"',
    `${HEAD}    - port: {number: 80, protocol: HTTP}
`,
  );
});
