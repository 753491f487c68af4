import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './policy-empty.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
`;

test('refuses a policy in which nothing is set', () => {
  checkRule(
    rule,
    `${HEAD}  trafficPolicy: {loadBalancer: null, portLevelSettings: []}
# ^^^^^^^^^^^^^ error: This traffic policy says nothing; Istio refuses it.
  subsets:
    - name: v1
      trafficPolicy: {}
#     ^^^^^^^^^^^^^ error: This traffic policy says nothing; Istio refuses it.
    - {name: v2, trafficPolicy: {outlierDetection: {}}}
    - {name: v3, trafficPolicy: null}
    - {name: v4, trafficPolicy: {loadbalancer: {}}}
    - {name: v5, trafficPolicy: {portLevelSettings: "\${SETTINGS}"}}
    - {name: v6, trafficPolicy: {retryBudget: {}}}
`,
  );
});

test('takes it away', () => {
  checkFix(rule, `${HEAD}  trafficPolicy: {}\n`, 'Remove "trafficPolicy"', HEAD);
});
