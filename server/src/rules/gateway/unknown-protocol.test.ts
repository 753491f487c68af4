import { test } from 'vitest';
import { checkFix, checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './unknown-protocol.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: a}
spec:
  servers:
`;

test('refuses names that Istio does not know', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 1, name: a, protocol: kafka}
#                                          ^^^^^ error: Istio does not know the protocol "kafka", but HTTP, HTTPS, HTTP2, GRPC, GRPC-WEB, TCP, TLS, MONGO, MYSQL, REDIS.
    - port: {number: 2, name: b, protocol: ""}
#                                          ^^ error: A port of a Gateway needs a protocol; Istio knows HTTP, HTTPS, HTTP2, GRPC, GRPC-WEB, TCP, TLS, MONGO, MYSQL, REDIS.
`,
  );
});

test('does not mind case', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 1, name: a, protocol: grpc-Web}
    - port: {number: 2, name: b, protocol: udp}
    - port: {number: 3, name: c, protocol: "\${PROTOCOL}"}
`,
  );
});

test('knows other names', () => {
  checkFix(
    rule,
    `${HEAD}    - port: {protocol: h2c}
`,
    'Change to "HTTP2"',
    `${HEAD}    - port: {protocol: HTTP2}
`,
  );
});

test('knows a slip', () => {
  checkFixTitles(
    rule,
    `${HEAD}    - port: {protocol: HTPS}
`,
    ['Change to "HTTPS" *'],
  );
});

test('does not guess', () => {
  checkFixTitles(
    rule,
    `${HEAD}    - port: {protocol: foo}
`,
    [],
  );
});
