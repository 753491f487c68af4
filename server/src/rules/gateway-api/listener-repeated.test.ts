import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './listener-repeated.ts';

const HEAD = `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: a}
spec:
  gatewayClassName: istio
  listeners:
`;

test('refuses the same port, protocol and host name', () => {
  checkRule(
    rule,
    `${HEAD}    - {name: a, port: 80, protocol: HTTP}
    - {name: b, port: 80, protocol: HTTP}
#                     ^^ error: Another listener has port 80 and no host name already; the API server refuses a second one.
    - {name: c, port: 80, protocol: HTTP, hostname: a.com}
    - {name: d, port: 80, protocol: HTTP, hostname: a.com}
#                                                   ^^^^^ error: Another listener has a.com at port 80 already; the API server refuses a second one.
    - {name: e, port: 80, protocol: TCP}
`,
  );
});
