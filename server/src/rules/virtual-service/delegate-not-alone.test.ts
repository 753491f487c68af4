import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './delegate-not-alone.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses route and redirect', () => {
  checkRule(
    rule,
    `${HEAD}  hosts: [a.com]
  http:
    - delegate: {name: b}
#     ^^^^^^^^ error: The delegate says where the traffic goes; Istio refuses "route", "redirect" beside it.
      route: [{destination: {host: a.com}}]
      redirect: {uri: /a}
`,
  );
});

test('takes an empty route and the rest', () => {
  checkRule(
    rule,
    `${HEAD}  hosts: [a.com]
  http:
    - delegate: {name: b}
      route: []
      timeout: 1s
      rewrite: {uri: /a}
`,
  );
});
