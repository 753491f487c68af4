import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './failover-same-region.ts';

test('refuses a region to itself, and none to none', () => {
  checkRule(
    rule,
    `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  trafficPolicy:
    loadBalancer:
      localityLbSetting:
        failover:
          - {from: us, to: us}
#                          ^^ error: This failover goes from "us" to itself; Istio refuses it.
          - {from: "", to: null}
#            ^^^^ error: This failover names no regions; Istio refuses it.
          - {from: us/a, to: us/a}
          - {from: us}
          - {from: "\${REGION}", to: "\${REGION}"}
          - {From: us}
          - {from: us, to: US}
`,
  );
});
