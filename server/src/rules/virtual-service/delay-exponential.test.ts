import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './delay-exponential.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses a delay that is not supported', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - fault: {delay: {exponentialDelay: 1s}}
#                     ^^^^^^^^^^^^^^^^ error: Istio refuses "exponentialDelay": it is not supported.
    - fault: {delay: {fixedDelay: 1s}}
`,
  );
});

test('renames it', () => {
  checkFix(
    rule,
    `${HEAD}  http:
    - fault: {delay: {exponentialDelay: 1s}}
`,
    'Rename to "fixedDelay"',
    `${HEAD}  http:
    - fault: {delay: {fixedDelay: 1s}}
`,
  );
});
