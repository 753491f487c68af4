import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './hosts-overlap.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses hosts that mean the same names', () => {
  checkRule(
    rule,
    `${HEAD}  hosts:
    - a.com
    - "*.b.com"
    - x.b.com
#     ^^^^^^^ error: "x.b.com" and "*.b.com" mean some of the same names; Istio refuses that in one VirtualService.
    - "*.x.b.com"
#     ^^^^^^^^^^^ error: "*.x.b.com" and "*.b.com" mean some of the same names; Istio refuses that in one VirtualService.
    - a.com
#     ^^^^^ error: "a.com" stands among the hosts twice; Istio refuses that.
`,
  );
});

test('takes others', () => {
  checkRule(
    rule,
    `${HEAD}  hosts: [a.com, A.com, "*.b.com", b.com, "*-b.org"]
`,
  );
});

test('is silent where one of them is no host, as Istio is', () => {
  checkRule(
    rule,
    `${HEAD}  hosts: [a.com, a.com, a_b]
`,
  );
});

test('is silent where * is refused already', () => {
  checkRule(
    rule,
    `${HEAD}  hosts: [a.com, "*"]
`,
  );
});

test('removes the repetition', () => {
  checkFix(
    rule,
    `${HEAD}  hosts:
    - a.com
    - a.com
`,
    'Remove "a.com"',
    `${HEAD}  hosts:
    - a.com
`,
  );
});
