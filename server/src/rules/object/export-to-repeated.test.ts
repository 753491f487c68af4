import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './export-to-repeated.ts';

const entry = (exportTo: string, kind = 'ServiceEntry') => `apiVersion: networking.istio.io/v1
kind: ${kind}
metadata: {name: a, namespace: shop}
spec: {exportTo: ${exportTo}}
`;

test('refuses a repetition, also of the own namespace by its name', () => {
  checkRule(
    rule,
    `${entry('[a, b, a]')}#                       ^ error: "a" is listed twice; Istio refuses that.
---
${entry('[., shop]', 'DestinationRule')}#                    ^^^^ error: "." already is the own namespace "shop"; Istio refuses to have it twice.
---
${entry('[shop, .]', 'VirtualService')}#                       ^ error: "." already is the own namespace "shop"; Istio refuses to have it twice.
---
${entry('["*", "*"]')}#                      ^^^ error: "*" is listed twice; Istio refuses that.
---
${entry('[., data]')}`,
  );
});

test('claims nothing of a namespace that is not known', () => {
  checkRule(rule, entry('[., shop]').replace(', namespace: shop', ''));
});

test('takes the repetition out', () => {
  checkFix(rule, entry('[a, b, a]'), 'Remove "a"', entry('[a, b]'));
});
