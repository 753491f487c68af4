import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './delegate-in-delegate.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses a delegate of a delegate', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - delegate: {name: b}
#     ^^^^^^^^ error: This VirtualService has no hosts and so is a delegate itself; Istio refuses a further one.
`,
  );
});

test('takes one where hosts are', () => {
  checkRule(
    rule,
    `${HEAD}  hosts: [a.com]
  http:
    - delegate: {name: b}
`,
  );
});
