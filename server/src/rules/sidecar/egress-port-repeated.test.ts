import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './egress-port-repeated.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: a}
spec:
  egress:
`;

test('refuses a second listener at a port', () => {
  checkRule(
    rule,
    `${HEAD}    - {port: {number: 80}, bind: 1.2.3.4, hosts: [./*]}
    - {port: {number: 80}, bind: 1.2.3.5, hosts: [./*]}
#                     ^^ error: Another listener has the port 80 already; Istio refuses a second one.
    - {port: {number: 81}, hosts: [./*]}
`,
  );
});

test('refuses a second listener at a socket', () => {
  checkRule(
    rule,
    `${HEAD}    - {port: {}, bind: "unix://@a", hosts: [./*]}
    - {port: {}, bind: "unix://@a", hosts: [./*]}
#                      ^^^^^^^^^^^ error: Another listener has the socket unix://@a already; Istio refuses a second one.
    - {port: {}, bind: "unix://@b", hosts: [./*]}
`,
  );
});
