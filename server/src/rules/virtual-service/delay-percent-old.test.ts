import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './delay-percent-old.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('warns of the older field', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - fault: {delay: {fixedDelay: 1s, percent: 10}}
#                                     ^^^^^^^ warning: "percent" is deprecated; "percentage" says it now.
    - fault: {delay: {fixedDelay: 1s, percent: 0}}
    - fault: {delay: {fixedDelay: 1s, percentage: {value: 1}}}
`,
  );
});

test('moves it', () => {
  checkFix(
    rule,
    `${HEAD}  http:
    - fault:
        delay:
          percent: 10
          fixedDelay: 1s
`,
    'Change to "percentage"',
    `${HEAD}  http:
    - fault:
        delay:
          percentage: {value: 10}
          fixedDelay: 1s
`,
  );
});

test('drops it where both are', () => {
  checkFix(
    rule,
    `${HEAD}  http:
    - fault:
        delay:
          percent: 10
          percentage: {value: 5}
          fixedDelay: 1s
`,
    'Remove "percent"',
    `${HEAD}  http:
    - fault:
        delay:
          percentage: {value: 5}
          fixedDelay: 1s
`,
  );
});
