import { test } from 'vitest';
import { checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './failover-and-topology-priority.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  trafficPolicy:
    loadBalancer:
      localityLbSetting:
`;

test('refuses the labels of localities beside failover', () => {
  const fixture = `${HEAD}        failover: [{from: us, to: eu}]
#       ^^^^^^^^ related: "failover" is set here
        failoverPriority:
          - topology.istio.io/network
          - topology.istio.io/subzone
#           ^^^^^^^^^^^^^^^^^^^^^^^^^ error: Istio refuses "topology.istio.io/subzone" here: failover already goes by locality.
          - topology.kubernetes.io/zone
`;
  checkRule(rule, fixture);
  checkFixTitles(rule, fixture, ['Remove "topology.istio.io/subzone"', 'Remove "failover"']);
});

test('takes a label with a value, and labels without failover', () => {
  checkRule(
    rule,
    `${HEAD}        failover: [{from: us, to: eu}]
        failoverPriority: [topology.kubernetes.io/region=us]
  subsets:
    - name: v1
      trafficPolicy:
        loadBalancer:
          localityLbSetting: {failover: [], failoverPriority: [topology.kubernetes.io/region]}
`,
  );
});
