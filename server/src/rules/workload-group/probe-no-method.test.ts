import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './probe-no-method.ts';

const WG = `apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata: {name: a}
`;

test('asks for a method', () => {
  checkRule(
    rule,
    `${WG}spec:
  template: {}
  probe: {periodSeconds: 5, httpGet: null}
# ^^^^^ error: The probe does not say how to ask; Istio refuses it without one of httpGet, tcpSocket and exec.
---
${WG}spec: {template: {}, probe: {tcpSocket: {port: 80}}}
---
${WG}spec: {template: {}, probe: {grpc: {port: 80}}}
---
${WG}spec: {template: {}, probe: {httpGett: {port: 80}}}
---
${WG}spec: {template: {}}
`,
  );
});

test('adds one', () => {
  checkFix(
    rule,
    `${WG}spec: {template: {}, probe: {}}\n`,
    'Add "tcpSocket"',
    `${WG}spec: {template: {}, probe: {tcpSocket: {port: 8080}}}\n`,
  );
});
