import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './target-port.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: a}
spec:
  servers:
`;

test('refuses a target', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 80, name: a, protocol: HTTP, targetPort: 8080}
#                                                 ^^^^^^^^^^ error: A Gateway sends nothing on by itself; Istio refuses "targetPort" here.
    - port: {number: 80, name: b, protocol: HTTP, targetPort: 0}
`,
  );
});

test('takes it out', () => {
  checkFix(
    rule,
    `${HEAD}    - port: {number: 80, targetPort: 8080}
`,
    'Remove "targetPort"',
    `${HEAD}    - port: {number: 80}
`,
  );
});
