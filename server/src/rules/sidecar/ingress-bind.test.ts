import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './ingress-bind.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: a}
spec:
  ingress:
`;

test('takes addresses only', () => {
  checkRule(
    rule,
    `${HEAD}    - {port: {number: 80}, bind: "unix:///a"}
#                                ^^^^^^^^^^^ error: An ingress listener has a port; Istio refuses a Unix socket as its address.
    - {port: {number: 81}, bind: a.com}
#                                ^^^^^ error: "a.com" is no IP address; Istio refuses it as the address to listen at.
    - {port: {number: 82}, bind: "::1"}
`,
  );
});
