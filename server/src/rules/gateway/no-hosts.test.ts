import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './no-hosts.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: a}
spec:
  servers:
`;

test('refuses an empty list', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 80, name: a, protocol: HTTP}
      hosts: []
#     ^^^^^ error: A server needs at least one host; Istio refuses none.
    - hosts: [a.com]
`,
  );
});
