import { test } from 'vitest';
import { checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './h2-upgrade-with-client-protocol.ts';

test('refuses both, and nothing less', () => {
  const fixture = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  trafficPolicy:
    connectionPool:
      http:
        h2UpgradePolicy: UPGRADE
#                        ^^^^^^^ related: "h2UpgradePolicy" is set here
        useClientProtocol: true
#       ^^^^^^^^^^^^^^^^^ error: The client’s protocol cannot be kept and upgraded to HTTP/2; Istio refuses both.
    portLevelSettings:
      - {port: {number: 80}, connectionPool: {http: {h2UpgradePolicy: UPGRADE, useClientProtocol: false}}}
      - {port: {number: 81}, connectionPool: {http: {h2UpgradePolicy: DO_NOT_UPGRADE, useClientProtocol: true}}}
`;
  checkRule(rule, fixture);
  checkFixTitles(rule, fixture, ['Remove "useClientProtocol"', 'Remove "h2UpgradePolicy"']);
});
