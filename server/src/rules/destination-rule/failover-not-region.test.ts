import { test } from 'vitest';
import { checkFix, checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './failover-not-region.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
`;

test('refuses a zone on either side', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  host: a
  subsets:
    - name: v1
      trafficPolicy:
        portLevelSettings:
          - port: {number: 80}
            loadBalancer:
              localityLbSetting:
                failover:
                  - {from: eu/a, to: us}
#                          ^^^^ error: "eu/a" is more than a region; Istio refuses zones in failover.
                  - {from: eu, to: us/}
#                                  ^^^ error: "us/" is more than a region; Istio refuses zones in failover.
                  - {from: "\${REGION}/a", to: us}
                  - {from: eu-a, to: us-b}
`,
  );
});

test('keeps the region', () => {
  const text = (from: string) =>
    `${HEAD}spec: {host: a, trafficPolicy: {loadBalancer: {localityLbSetting: {failover: [{from: ${from}, to: us}]}}}}
`;
  checkFix(rule, text('"eu/a"'), 'Change to the region "eu"', text('"eu"'));
});

test('sorts by zone where all entries stay within a region', () => {
  checkFix(
    rule,
    `${HEAD}spec:
  host: a
  trafficPolicy:
    loadBalancer:
      localityLbSetting:
        failover:
          - from: us/a/1
            to: us/b/1
          - from: us/b/1
            to: us/a/1 # and back
    outlierDetection: {}
`,
    'Use failoverPriority by region, zone and subzone',
    `${HEAD}spec:
  host: a
  trafficPolicy:
    loadBalancer:
      localityLbSetting:
        failoverPriority:
          - topology.kubernetes.io/region
          - topology.kubernetes.io/zone
          - topology.istio.io/subzone # and back
    outlierDetection: {}
`,
  );
});

test('has no fix for an entry within a region beside one between two', () => {
  checkFixTitles(
    rule,
    `${HEAD}spec: {host: a, trafficPolicy: {loadBalancer: {localityLbSetting: {failover: [{from: us/a, to: us/b}, {from: us, to: eu/a}]}}}}
`,
    ['Change to the region "eu" *'],
  );
});
