import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './ingress-port.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: a}
spec:
  ingress:
`;

test('asks for a port', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {protocol: HTTP}
#     ^^^^ error: An ingress listener needs the number of its port; Istio refuses it without.
    - port: {number: 65536}
#                    ^^^^^ error: 65536 is no port; Istio takes numbers from 1 to 65535.
    - port: {number: 65535}
    - port: {number: "\${PORT}"}
`,
  );
});
