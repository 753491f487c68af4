import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './egress-no-hosts.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: a}
spec:
  egress:
`;

test('refuses an empty list', () => {
  checkRule(
    rule,
    `${HEAD}    - hosts: []
#     ^^^^^ error: An egress listener needs at least one host; Istio refuses none.
    - hosts: [./*]
`,
  );
});
