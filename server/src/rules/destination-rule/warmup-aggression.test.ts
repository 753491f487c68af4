import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './warmup-aggression.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  trafficPolicy:
    loadBalancer:
      warmup:
        duration: 30s
`;

test('refuses 0', () => {
  checkRule(
    rule,
    `${HEAD}        aggression: 0.0
#                   ^^^ error: Istio refuses an aggression of 0; it must be more than 0, and 1 means evenly.
  subsets:
    - name: v1
      trafficPolicy: {loadBalancer: {warmup: {duration: 30s, aggression: 0.1}}}
    - name: v2
      trafficPolicy: {loadBalancer: {warmup: {duration: 30s, aggression: null}}}
`,
  );
});

test('takes it away', () => {
  checkFix(rule, `${HEAD}        aggression: 0\n`, 'Remove "aggression"', HEAD);
});
