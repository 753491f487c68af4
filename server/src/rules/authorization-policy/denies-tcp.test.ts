import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './denies-tcp.ts';

const HEAD = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: a}
`;

test('warns of rules about HTTP alone', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  action: DENY
  rules:
    - to: [{operation: {methods: [GET], ports: []}}]
#     ^^ warning: This rule looks at HTTP alone and names no ports; on TCP ports it denies every connection.
      from: [{source: {namespaces: [a]}}]
    - from: [{source: {requestPrincipals: ["*"]}}]
#     ^^^^ warning: This rule looks at HTTP alone and names no ports; on TCP ports it denies every connection.
`,
  );
});

test('is silent where ports or callers are named', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  action: DENY
  rules:
    - to: [{operation: {methods: [GET]}}, {operation: {ports: ["80"]}}]
    - from: [{source: {requestPrincipals: ["*"]}}, {source: {notNamespaces: [a]}}]
    - when: [{key: "request.headers[a]", values: [a]}]
`,
  );
});

test('is silent about other actions', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  rules: [{to: [{operation: {methods: [GET]}}]}]
`,
  );
});
