import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './ingress-port-repeated.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: a}
spec:
  ingress:
`;

test('refuses a second listener at a port', () => {
  checkRule(
    rule,
    `${HEAD}    - {port: {number: 80}, bind: 1.2.3.4}
    - {port: {number: 80}, bind: 1.2.3.5}
#                     ^^ error: Another listener has the port 80 already; Istio refuses a second one.
    - {port: {number: 81}}
`,
  );
});
