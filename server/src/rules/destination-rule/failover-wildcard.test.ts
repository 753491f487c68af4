import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './failover-wildcard.ts';

test('refuses stars on either side', () => {
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
          - {from: "*", to: us-*}
#                  ^^^ error: "*" is no single region; Istio refuses * in failover.
#                           ^^^^ error: "us-*" is no single region; Istio refuses * in failover.
          - {from: eu/*, to: us}
          - {from: eu, to: us}
`,
  );
});
