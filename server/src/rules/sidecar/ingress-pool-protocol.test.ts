import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './ingress-pool-protocol.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: a}
spec:
  ingress:
`;

test('warns where limits for HTTP have no effect', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 80, protocol: TCP}
      connectionPool: {http: {maxRetries: 1}}
#                      ^^^^ warning: The port does not speak HTTP, so only the limits for TCP apply.
    - port: {number: 81}
      connectionPool: {http: {maxRetries: 1}}
#                      ^^^^ warning: The port does not speak HTTP, so only the limits for TCP apply.
    - port: {number: 82, protocol: grpc}
      connectionPool: {http: {maxRetries: 1}}
    - port: {number: 83, protocol: TCP}
      connectionPool: {tcp: {maxConnections: 1}}
`,
  );
});
