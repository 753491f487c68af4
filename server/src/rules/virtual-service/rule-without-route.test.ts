import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './rule-without-route.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses rules that lead nowhere', () => {
  checkRule(
    rule,
    `${HEAD}  hosts: [a.com]
  tls:
    - match: [{sniHosts: [a.com]}]
#     ^^^^^ error: This rule has no route; Istio refuses it.
  tcp:
    - route: []
#     ^^^^^ error: This rule has no route; Istio refuses it.
    - route: [{destination: {host: a.com}}]
    - routes: [{destination: {host: a.com}}]
`,
  );
});

test('adds a route', () => {
  checkFix(
    rule,
    `${HEAD}  hosts: [a.com]
  tcp:
    - match:
        - port: 80
`,
    'Add "route"',
    `${HEAD}  hosts: [a.com]
  tcp:
    - match:
        - port: 80
      route:
        - destination:
            host: a.com
`,
  );
});
