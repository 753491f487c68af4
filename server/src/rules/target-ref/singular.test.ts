import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './singular.ts';

const HEAD = `apiVersion: extensions.istio.io/v1alpha1
kind: WasmPlugin
metadata: {name: a}
`;

test('hints at the list', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  url: oci://a.com/b
  targetRef:
# ^^^^^^^^^ hint: "targetRef" is the old form of "targetRefs", a list of the same.
    kind: Service
    name: a
`,
  );
});

test('makes a list of a block', () => {
  checkFix(
    rule,
    `${HEAD}spec:
  targetRef:
    # our gateway
    kind: Gateway

    name: a # here
  url: oci://a.com/b
`,
    'Change to a list "targetRefs"',
    `${HEAD}spec:
  targetRefs:
    # our gateway
    - kind: Gateway

      name: a # here
  url: oci://a.com/b
`,
  );
});

test('makes a list of braces', () => {
  checkFix(
    rule,
    `${HEAD}spec:
  "targetRef": {kind: Service, name: a}
`,
    'Change to a list "targetRefs"',
    `${HEAD}spec:
  "targetRefs": [{kind: Service, name: a}]
`,
  );
});
