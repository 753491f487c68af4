import { test } from 'vitest';
import { checkFix, checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './local-origin-without-split.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  trafficPolicy:
`;

test('refuses a limit for what is not counted apart', () => {
  checkRule(
    rule,
    `${HEAD}    outlierDetection:
      consecutiveLocalOriginFailures: 5
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: These failures are not counted apart; Istio refuses a limit for them without splitExternalLocalOriginErrors: true.
      splitExternalLocalOriginErrors: false
    portLevelSettings:
      - port: {number: 80}
        outlierDetection: {consecutiveLocalOriginFailures: 5, splitExternalLocalOriginErrors: true}
      - port: {number: 81}
        outlierDetection: {consecutiveLocalOriginFailures: 0}
      - port: {number: 82}
        outlierDetection: {consecutiveLocalOriginFailures: 5, splitExternalLocalOriginErrors: "\${SPLIT}"}
`,
  );
});

test('has them counted apart', () => {
  const before = `${HEAD}    outlierDetection: {consecutiveLocalOriginFailures: 5}\n`;
  checkFix(
    rule,
    before,
    'Add "splitExternalLocalOriginErrors"',
    `${HEAD}    outlierDetection: {consecutiveLocalOriginFailures: 5, splitExternalLocalOriginErrors: true}\n`,
  );
  checkFixTitles(rule, before, ['Add "splitExternalLocalOriginErrors" *', 'Remove "consecutiveLocalOriginFailures"']);
});

test('changes false to true', () => {
  const text = (split: string) =>
    `${HEAD}    outlierDetection: {consecutiveLocalOriginFailures: 5, splitExternalLocalOriginErrors: ${split}}\n`;
  checkFix(rule, text('false'), 'Set "splitExternalLocalOriginErrors" to true', text('true'));
});
