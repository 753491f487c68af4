import { test } from 'vitest';
import { checkFix, checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './warmup-duration-secs.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  trafficPolicy:
    loadBalancer:
`;

test('names what takes its place', () => {
  checkRule(
    rule,
    `${HEAD}      warmupDurationSecs: 30s
#     ^^^^^^^^^^^^^^^^^^ hint: warmupDurationSecs is deprecated; warmup takes its place.
`,
  );
});

test('says what is ignored', () => {
  const before = `${HEAD}      warmup: {duration: 10s}\n      warmupDurationSecs: 30s\n`;
  checkRule(rule, `${before}#     ^^^^^^^^^^^^^^^^^^ hint: Istio ignores warmupDurationSecs where warmup is set.\n`);
  checkFix(rule, before, 'Remove "warmupDurationSecs"', `${HEAD}      warmup: {duration: 10s}\n`);
});

test('moves the duration', () => {
  checkFix(
    rule,
    `${HEAD}      warmupDurationSecs: "30s"\n`,
    'Move to "warmup"',
    `${HEAD}      warmup:\n        duration: 30s\n`,
  );
  checkFixTitles(rule, `${HEAD}      warmupDurationSecs: "\${WARMUP}"\n`, []);
});

test('is silent for releases without the new field', () => {
  checkRule(rule, `//- with Istio 1.23\n${HEAD}      warmupDurationSecs: 30s\n`);
});
