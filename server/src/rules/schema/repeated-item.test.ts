import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './repeated-item.ts';

test('points at the second and shows the first', () => {
  checkRule(
    rule,
    `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
spec:
  hosts: [a.com]
  ports:
    - {number: 80, name: a}
#                        ^ related: the first one
    - {number: 81, name: a}
#                        ^ error: An item with the name a stands before; the API server refuses a second one.
`,
  );
});
