import { test } from 'vitest';
import { checkFix, checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './distribute-share-out-of-range.ts';

function withShares(shares: string): string {
  return `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  trafficPolicy:
    loadBalancer:
      localityLbSetting:
        distribute:
          - from: us
            to: ${shares}
`;
}

test('refuses 0 and more than 100', () => {
  checkRule(
    rule,
    `${withShares('{us: 0, eu: 101}')}#                    ^ error: Istio refuses a share of 0; what is left out gets no traffic.
#                           ^^^ error: A share of 101 is out of range; Istio takes 1 to 100.
---
${withShares(`{us: 1, eu: 100, ap: "\${SHARE}"}`)}`,
  );
});

test('leaves a locality out', () => {
  checkFix(rule, withShares('{us: 100, eu: 0}'), 'Remove "eu"', withShares('{us: 100}'));
  checkFixTitles(rule, withShares('{us: 0}'), []);
});
