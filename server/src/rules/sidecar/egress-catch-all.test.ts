import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './egress-catch-all.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: a}
spec:
  egress:
`;

test('asks for a port in all but the last', () => {
  checkRule(
    rule,
    `${HEAD}    - hosts: [./*]
#     ^^^^^ error: A listener without a port takes all that is left over and must be the last; Istio refuses it before others.
    - port: {number: 80}
      hosts: [./*]
    - hosts: [./*]
`,
  );
});
