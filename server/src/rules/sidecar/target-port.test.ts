import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './target-port.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: a}
spec:
  ingress:
`;

test('refuses a target', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 80, targetPort: 8080}
#                        ^^^^^^^^^^ error: "targetPort" has no effect in a Sidecar; Istio refuses it.
    - port: {number: 80, targetPort: 0}
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
