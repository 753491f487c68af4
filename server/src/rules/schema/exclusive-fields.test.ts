import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './exclusive-fields.ts';

test('points at the last and shows the others', () => {
  checkRule(
    rule,
    `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: a}
spec:
  hosts: [a.com]
  http:
    - match:
        - uri:
            exact: /a
#           ^^^^^ related: "exact" is set here
            prefix: /
#           ^^^^^^ error: Only one of exact, prefix or regex can be set; exact, prefix are.
`,
  );
});

test('removes one', () => {
  const head = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
`;
  checkFix(
    rule,
    `${head}spec:
  hosts: [a.com]
  resolution: STATIC
  endpoints: [{address: 10.0.0.1}]
  workloadSelector: {labels: {a: b}}
`,
    'Remove "endpoints"',
    `${head}spec:
  hosts: [a.com]
  resolution: STATIC
  workloadSelector: {labels: {a: b}}
`,
  );
});
