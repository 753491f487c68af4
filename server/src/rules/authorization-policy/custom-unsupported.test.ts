import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './custom-unsupported.ts';

const HEAD = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: a}
`;

test('refuses questions about the caller', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  action: CUSTOM
  provider: {name: a}
  rules:
    - from:
        - source:
            namespaces: [a]
#           ^^^^^^^^^^ error: Before a CUSTOM policy nobody has looked who calls; Istio refuses "namespaces".
            notRequestPrincipals: ["*"]
#           ^^^^^^^^^^^^^^^^^^^^ error: Before a CUSTOM policy nobody has looked who calls; Istio refuses "notRequestPrincipals".
            principals: []
            ipBlocks: [10.0.0.0/8]
      when:
        - {key: source.principal, values: [a]}
#               ^^^^^^^^^^^^^^^^ error: Before a CUSTOM policy nobody has looked who calls; Istio refuses "source.principal".
        - {key: "request.auth.claims[a]", values: [a]}
#               ^^^^^^^^^^^^^^^^^^^^^^^^ error: Before a CUSTOM policy nobody has looked who calls; Istio refuses "request.auth.claims[a]".
        - {key: "request.headers[a]", values: [a]}
`,
  );
});

test('is silent about other actions', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  rules: [{from: [{source: {namespaces: [a]}}]}]
`,
  );
});

test('takes the field out', () => {
  checkFix(
    rule,
    `${HEAD}spec:
  action: CUSTOM
  rules: [{from: [{source: {namespaces: [a], ipBlocks: [10.0.0.1]}}]}]
`,
    'Remove "namespaces"',
    `${HEAD}spec:
  action: CUSTOM
  rules: [{from: [{source: {ipBlocks: [10.0.0.1]}}]}]
`,
  );
});
