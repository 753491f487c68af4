import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './mirror-percent-old.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('warns of the older field, and refuses more than 100', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - mirrorPercent: 100
#     ^^^^^^^^^^^^^ warning: "mirrorPercent" is deprecated; "mirrorPercentage" says it now.
    - mirror_percent: 5
#     ^^^^^^^^^^^^^^ warning: "mirror_percent" is deprecated; "mirrorPercentage" says it now.
    - mirrorPercent: 101
#                    ^^^ error: 101 is more than 100 percent; Istio refuses it.
    - mirrorPercent: null
    - mirrorPercentage: {value: 5}
`,
  );
});

test('moves it', () => {
  checkFix(
    rule,
    `${HEAD}  http:
    - mirrorPercent: 5
`,
    'Change to "mirrorPercentage"',
    `${HEAD}  http:
    - mirrorPercentage: {value: 5}
`,
  );
});
