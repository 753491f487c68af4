import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './failover-without-outlier-detection.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
`;

test('warns once, of failover or a priority', () => {
  checkRule(
    rule,
    `${HEAD}  trafficPolicy:
    loadBalancer:
      localityLbSetting:
        failoverPriority: [topology.istio.io/network]
        failover: [{from: us, to: eu}]
#       ^^^^^^^^ warning: This has no effect without outlierDetection: only then does Istio sort endpoints by it.
---
${HEAD}  trafficPolicy:
    loadBalancer:
      localityLbSetting:
        failoverPriority: [topology.istio.io/network]
#       ^^^^^^^^^^^^^^^^ warning: This has no effect without outlierDetection: only then does Istio sort endpoints by it.
        failover: []
`,
  );
});

test('takes an empty outlierDetection, and leaves subsets to what they inherit', () => {
  checkRule(
    rule,
    `${HEAD}  trafficPolicy:
    outlierDetection: {}
    loadBalancer: {localityLbSetting: {failover: [{from: us, to: eu}]}}
  subsets:
    - name: v1
      trafficPolicy: {loadBalancer: {localityLbSetting: {failover: [{from: us, to: eu}]}}}
`,
  );
});

test('adds it with the defaults', () => {
  const before = `${HEAD}  trafficPolicy:
    loadBalancer: {localityLbSetting: {failover: [{from: us, to: eu}]}}
`;
  checkFix(
    rule,
    before,
    'Add "outlierDetection"',
    `${before}    outlierDetection:
      consecutive5xxErrors: 5
      interval: 10s
      baseEjectionTime: 30s
`,
  );
});
