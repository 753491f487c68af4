import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './consecutive-errors-ignored.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  trafficPolicy:
`;

test('warns also where Istio does not, and of negative numbers', () => {
  checkRule(
    rule,
    `${HEAD}    outlierDetection:
      consecutiveErrors: -1
#     ^^^^^^^^^^^^^^^^^ warning: Istio ignores consecutiveErrors; consecutive5xxErrors takes its place.
    portLevelSettings:
      - port: {number: 80}
        outlierDetection:
          consecutiveErrors: 5
#         ^^^^^^^^^^^^^^^^^ warning: Istio ignores consecutiveErrors; consecutive5xxErrors takes its place.
      - {port: {number: 81}, outlierDetection: {consecutiveErrors: 0}}
`,
  );
});

test('renames it', () => {
  checkFix(
    rule,
    `${HEAD}    outlierDetection: {consecutiveErrors: 5}\n`,
    'Change to "consecutive5xxErrors"',
    `${HEAD}    outlierDetection: {consecutive5xxErrors: 5}\n`,
  );
});

test('takes it away beside its successor', () => {
  checkFix(
    rule,
    `${HEAD}    outlierDetection: {consecutiveErrors: 5, consecutive5xxErrors: 3}\n`,
    'Remove "consecutiveErrors"',
    `${HEAD}    outlierDetection: {consecutive5xxErrors: 3}\n`,
  );
});
