import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './invalid-duration.ts';

test('tells what is no duration from what is too short', () => {
  checkRule(
    rule,
    `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  trafficPolicy:
    outlierDetection:
      interval: "10"
#               ^^^^ error: "10" is no duration; the API server takes numbers with units, such as 10s, 500ms or 1m30s.
      baseEjectionTime: 0s
#                       ^^ error: "0s" is too short; the API server takes durations from 1ms on.
`,
  );
});

test('adds the unit', () => {
  const head = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
`;
  checkFix(
    rule,
    `${head}spec: {host: a, trafficPolicy: {outlierDetection: {interval: "10"}}}
`,
    'Change to "10s"',
    `${head}spec: {host: a, trafficPolicy: {outlierDetection: {interval: "10s"}}}
`,
  );
});

test('turns days into hours', () => {
  const head = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
`;
  checkFix(
    rule,
    `${head}spec: {host: a, trafficPolicy: {outlierDetection: {interval: 2d}}}
`,
    'Change to "48h"',
    `${head}spec: {host: a, trafficPolicy: {outlierDetection: {interval: 48h}}}
`,
  );
});
