import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './fault-empty.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses a fault that does nothing', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - fault: {}
#     ^^^^^ error: This fault has neither abort nor delay; Istio refuses it.
    - fault: {abort: {httpStatus: 503}}
    - fault: {delays: {}}
`,
  );
});
