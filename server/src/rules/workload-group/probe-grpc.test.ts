import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './probe-grpc.ts';

const WG = `apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata: {name: a}
`;

test('refuses gRPC', () => {
  checkRule(
    rule,
    `${WG}spec:
  template: {}
  probe:
    grpc: {port: 80}
#   ^^^^ error: Istio refuses probes by gRPC, although its definition has the field; httpGet, tcpSocket and exec remain.
---
${WG}spec: {template: {}, probe: {grpc: null, tcpSocket: {port: 80}}}
`,
  );
});

test('asks by a connection instead', () => {
  checkFix(
    rule,
    `${WG}spec: {template: {}, probe: {grpc: {port: 80, service: a}}}\n`,
    'Open a connection to port 80 instead (tcpSocket)',
    `${WG}spec: {template: {}, probe: {tcpSocket: {port: 80}}}\n`,
  );
});
