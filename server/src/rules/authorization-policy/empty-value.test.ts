import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './empty-value.ts';

const HEAD = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: a}
`;

test('refuses empty values', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  rules:
    - from:
        - source: {namespaces: [a, ""]}
#                                  ^^ error: An empty value under "namespaces" matches nothing; Istio refuses it.
      to:
        - operation: {notPaths: [''], hosts: ["*"]}
#                                ^^ error: An empty value under "notPaths" matches nothing; Istio refuses it.
`,
  );
});
