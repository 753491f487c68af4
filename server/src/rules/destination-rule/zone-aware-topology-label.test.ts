import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './zone-aware-topology-label.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  trafficPolicy:
    loadBalancer:
`;

test('refuses the labels of localities', () => {
  checkRule(
    rule,
    `${HEAD}      zoneAwareLbSetting:
        failoverPriority:
          - topology.istio.io/network
          - topology.kubernetes.io/region
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: Istio refuses "topology.kubernetes.io/region" here: region and zone go first in any case.
          - topology.istio.io/subzone
#           ^^^^^^^^^^^^^^^^^^^^^^^^^ error: Istio refuses "topology.istio.io/subzone" here: region and zone go first in any case.
          - topology.kubernetes.io/zone=a
`,
  );
});

test('takes the label away, and the list with the last one', () => {
  const text = (setting: string) => `${HEAD}      zoneAwareLbSetting: {minClusterSize: 3${setting}}\n`;
  const title = 'Remove "topology.kubernetes.io/zone"';
  checkFix(
    rule,
    text(', failoverPriority: [version, topology.kubernetes.io/zone]'),
    title,
    text(', failoverPriority: [version]'),
  );
  checkFix(rule, text(', failoverPriority: [topology.kubernetes.io/zone]'), title, text(''));
});
