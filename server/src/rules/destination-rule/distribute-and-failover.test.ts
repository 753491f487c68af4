import { test } from 'vitest';
import { checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './distribute-and-failover.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  trafficPolicy:
    loadBalancer:
      localityLbSetting:
`;

test('refuses both', () => {
  const fixture = `${HEAD}        distribute: [{from: us, to: {us: 100}}]
#       ^^^^^^^^^^ related: "distribute" is set here
        failover: [{from: us, to: eu}]
#       ^^^^^^^^ error: failover and distribute exclude each other; Istio refuses both.
`;
  checkRule(rule, fixture);
  checkFixTitles(rule, fixture, ['Remove "failover"', 'Remove "distribute"']);
});

test('takes an empty list for none, and a priority beside distribute', () => {
  checkRule(
    rule,
    `${HEAD}        distribute: [{from: us, to: {us: 100}}]
        failover: []
        failoverPriority: [topology.kubernetes.io/region]
`,
  );
});
