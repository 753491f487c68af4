import { test } from 'vitest';
import { checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './locality-and-zone-aware.ts';

test('refuses both, even empty', () => {
  const fixture = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  trafficPolicy:
    loadBalancer:
      localityLbSetting: {}
#     ^^^^^^^^^^^^^^^^^ related: "localityLbSetting" is set here
      zoneAwareLbSetting: {}
#     ^^^^^^^^^^^^^^^^^^ error: zoneAwareLbSetting and localityLbSetting exclude each other; Istio refuses both.
    portLevelSettings:
      - {port: {number: 80}, loadBalancer: {localityLbSetting: null, zoneAwareLbSetting: {}}}
`;
  checkRule(rule, fixture);
  checkFixTitles(rule, fixture, ['Remove "zoneAwareLbSetting"', 'Remove "localityLbSetting"']);
});
