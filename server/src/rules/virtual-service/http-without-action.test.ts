import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './http-without-action.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses a rule that does nothing', () => {
  checkRule(
    rule,
    `${HEAD}  hosts: [a.com]
  http:
    - timeout: 5s
#     ^^^^^^^ error: This rule has no route, redirect, directResponse or delegate; Istio refuses it.
    - name: x
      route: []
#     ^^^^^ error: This rule has no route, redirect, directResponse or delegate; Istio refuses it.
`,
  );
});

test('takes each of the four', () => {
  checkRule(
    rule,
    `${HEAD}  hosts: [a.com]
  http:
    - route: [{destination: {host: a.com}}]
    - redirect: {}
    - directResponse: {status: 200}
    - delegate: {}
    - route: "\${ROUTE}"
`,
  );
});

test('leaves a misspelled field to the schema', () => {
  checkRule(
    rule,
    `${HEAD}  hosts: [a.com]
  http:
    - routes: [{destination: {host: a.com}}]
`,
  );
});

test('adds a route to the host', () => {
  checkFix(
    rule,
    `${HEAD}  hosts: [a.com]
  http:
    - timeout: 5s
`,
    'Add "route"',
    `${HEAD}  hosts: [a.com]
  http:
    - timeout: 5s
      route:
        - destination:
            host: a.com
`,
  );
});
