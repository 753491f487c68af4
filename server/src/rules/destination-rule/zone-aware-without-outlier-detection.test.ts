import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './zone-aware-without-outlier-detection.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  trafficPolicy:
`;

test('hints at every level, judged by the level’s own outlierDetection', () => {
  checkRule(
    rule,
    `${HEAD}    outlierDetection: {}
    loadBalancer: {zoneAwareLbSetting: {failover: [{from: us, to: eu}]}}
    portLevelSettings:
      - port: {number: 80}
        loadBalancer:
          zoneAwareLbSetting:
            failover: [{from: us, to: eu}]
#           ^^^^^^^^ hint: Istio warns of this without outlierDetection: endpoints that answer with errors stay in use.
      - port: {number: 81}
        loadBalancer: {zoneAwareLbSetting: {minClusterSize: 3, failover: []}}
`,
  );
});

test('adds it', () => {
  checkFix(
    rule,
    `${HEAD}    loadBalancer: {zoneAwareLbSetting: {failover: [{from: us, to: eu}]}}\n`,
    'Add "outlierDetection"',
    `${HEAD}    loadBalancer: {zoneAwareLbSetting: {failover: [{from: us, to: eu}]}}
    outlierDetection:
      consecutive5xxErrors: 5
`,
  );
});
