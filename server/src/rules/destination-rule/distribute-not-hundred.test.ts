import { test } from 'vitest';
import { checkFix, checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './distribute-not-hundred.ts';

function withItem(item: string): string {
  return `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  trafficPolicy:
    loadBalancer:
      localityLbSetting:
        distribute:
          - ${item}
`;
}

test('refuses other sums', () => {
  checkRule(
    rule,
    `${withItem('{from: us, to: {us: 50, eu: 49}}')}#                      ^^ error: These shares add up to 99; Istio refuses anything but 100.
---
${withItem('{from: us, to: {}}')}#                      ^^ error: These shares add up to 0; Istio refuses anything but 100.
---
${withItem('{from: us}')}#            ^^^^ error: This distributes to no locality; Istio refuses it, since the shares must add up to 100.
`,
  );
});

test('says nothing of what is right, not known, or wrong by itself', () => {
  checkRule(
    rule,
    [
      '{from: us, to: {us: 50, eu: 50}}',
      `{from: us, to: {us: 50, eu: "\${SHARE}"}}`,
      '{from: us, to: {us: 0, eu: 50}}',
      '{from: us, To: {us: 100}}',
    ]
      .map(withItem)
      .join('---\n'),
  );
});

test('keeps the proportions', () => {
  checkFix(
    rule,
    withItem('{from: us, to: {us: 8, eu: 2}}'),
    'Change the shares to 80, 20',
    withItem('{from: us, to: {us: 80, eu: 20}}'),
  );
  checkFix(rule, withItem('{from: us, to: {us: 90}}'), 'Change to "100"', withItem('{from: us, to: {us: 100}}'));
  checkFixTitles(rule, withItem('{from: us, to: {us: 50, eu: 25}}'), []);
});
