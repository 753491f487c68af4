import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './zone-aware-failover-region.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  trafficPolicy:
    loadBalancer:
      zoneAwareLbSetting:
        failover:
`;

test('refuses what is not from one region to another', () => {
  checkRule(
    rule,
    `${HEAD}          - {from: us/a, to: us/a}
#                  ^^^^ error: "us/a" is more than a region; Istio refuses zones in failover.
#                            ^^^^ error: "us/a" is more than a region; Istio refuses zones in failover.
          - {from: us, to: "*"}
#                          ^^^ error: "*" is no single region; Istio refuses * in failover.
          - {from: us, to: us}
#                          ^^ error: This failover goes from "us" to itself; Istio refuses it.
          - {}
#           ^^ error: This failover names no regions; Istio refuses it.
          - {from: us, to: eu}
          - {to: eu}
          - {from: "\${REGION}/a", to: eu}
`,
  );
});

test('keeps the region', () => {
  checkFix(
    rule,
    `${HEAD}          - {from: us/a, to: eu}\n`,
    'Change to "us"',
    `${HEAD}          - {from: us, to: eu}\n`,
  );
});
