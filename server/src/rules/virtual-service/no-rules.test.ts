import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './no-rules.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses a VirtualService without rules', () => {
  checkRule(
    rule,
    `${HEAD}  hosts: [a.com]
  http: []
# ^^^^ error: This VirtualService has no rules for http, tls or tcp; Istio refuses it.
`,
  );
});

test('refuses one without a spec', () => {
  checkRule(
    rule,
    `apiVersion: networking.istio.io/v1
kind: VirtualService
#<-- error: This VirtualService has no rules for http, tls or tcp; Istio refuses it.
metadata: {name: whoami}
`,
  );
});

test('is silent where rules are or will be', () => {
  checkRule(
    rule,
    `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: a}
spec: {hosts: [a.com], tcp: [{route: [{destination: {host: a.com}}]}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: b}
spec: {hosts: [a.com], http: "\${RULES}"}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: misspelled}
spec: {hosts: [a.com], https: [{route: [{destination: {host: a.com}}]}]}
`,
  );
});

test('adds a route to the first host that is a name', () => {
  checkFix(
    rule,
    `${HEAD}  hosts: ["*.b.com", a.com]
`,
    'Add "http"',
    `${HEAD}  hosts: ["*.b.com", a.com]
  http:
    - route:
        - destination:
            host: a.com
`,
  );
});
