import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './subset-not-label.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses other characters', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - route:
        - destination: {host: a, subset: v1.2}
#                                        ^^^^ error: A subset cannot be named "v1.2": letters, digits and dashes only, up to 63; Istio refuses it.
        - destination: {host: a, subset: v_1}
#                                        ^^^ error: A subset cannot be named "v_1": letters, digits and dashes only, up to 63; Istio refuses it.
        - destination: {host: a, subset: V-1}
        - destination: {host: a, subset: ""}
`,
  );
});

test('offers dashes', () => {
  checkFix(
    rule,
    `${HEAD}  http:
    - route: [{destination: {host: a, subset: v1.2}}]
`,
    'Change to "v1-2"',
    `${HEAD}  http:
    - route: [{destination: {host: a, subset: v1-2}}]
`,
  );
});
