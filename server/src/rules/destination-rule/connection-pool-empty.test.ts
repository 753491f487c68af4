import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './connection-pool-empty.ts';

test('refuses a pool without http and tcp', () => {
  checkRule(
    rule,
    `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  trafficPolicy:
    connectionPool: {http: null}
#   ^^^^^^^^^^^^^^ error: This connection pool limits nothing; Istio refuses it without http or tcp.
    portLevelSettings:
      - {port: {number: 80}, connectionPool: {http: {}}}
      - {port: {number: 81}, connectionPool: {tcp: {}}}
      - {port: {number: 82}, connectionPool: {HTTP: {}}}
`,
  );
});

test('refuses it in a Sidecar', () => {
  checkRule(
    rule,
    `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: a}
spec:
  inboundConnectionPool: {}
# ^^^^^^^^^^^^^^^^^^^^^ error: This connection pool limits nothing; Istio refuses it without http or tcp.
  ingress:
    - port: {number: 80, protocol: HTTP, name: http}
      connectionPool: {}
#     ^^^^^^^^^^^^^^ error: This connection pool limits nothing; Istio refuses it without http or tcp.
`,
  );
});

test('takes it away', () => {
  const text = (pool: string) => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec: {host: a, trafficPolicy: {tls: {}${pool}}}
`;
  checkFix(rule, text(', connectionPool: {}'), 'Remove "connectionPool"', text(''));
});
