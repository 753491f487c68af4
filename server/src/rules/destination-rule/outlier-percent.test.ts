import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './outlier-percent.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  trafficPolicy:
`;

test('refuses what is no percentage', () => {
  checkRule(
    rule,
    `${HEAD}    outlierDetection:
      maxEjectionPercent: 101
#                         ^^^ error: 101 is no percentage; Istio takes 0 to 100.
      minHealthPercent: -1
#                       ^^ error: -1 is no percentage; Istio takes 0 to 100.
    portLevelSettings:
      - {port: {number: 80}, outlierDetection: {maxEjectionPercent: 100, minHealthPercent: 0}}
`,
  );
});

test('goes to the end', () => {
  checkFix(
    rule,
    `${HEAD}    outlierDetection: {maxEjectionPercent: 1000}\n`,
    'Change to "100"',
    `${HEAD}    outlierDetection: {maxEjectionPercent: 100}\n`,
  );
});
