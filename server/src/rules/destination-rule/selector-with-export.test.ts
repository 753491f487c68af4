import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './selector-with-export.ts';

function withExport(exportTo: string, namespace = 'shop', selector = '{matchLabels: {app: a}}'): string {
  return `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a${namespace === '' ? '' : `, namespace: ${namespace}`}}
spec:
  host: a
  workloadSelector: ${selector}
${exportTo === '' ? '' : `  exportTo: ${exportTo}\n`}`;
}

test('refuses other namespaces beside a selector, be it empty', () => {
  checkRule(
    rule,
    `${withExport('["*"]')}#            ^^^ error: Istio refuses to export this to "*": workloadSelector is for the own namespace only.
---
${withExport('[".", prod]', 'shop', '{}')}#                 ^^^^ error: Istio refuses to export this to "prod": workloadSelector is for the own namespace only.
---
${withExport('[prod]')}#            ^^^^ error: Istio refuses to export this to "prod": workloadSelector is for the own namespace only.
---
${withExport('[".", prod]', '')}#                 ^^^^ error: Istio refuses to export this to "prod": workloadSelector is for the own namespace only.
`,
  );
});

test('takes the own namespace, none, and no selector', () => {
  checkRule(
    rule,
    [
      withExport('["."]'),
      withExport('[shop]'),
      withExport('[]'),
      withExport('["*"]', 'shop', 'null'),
      withExport('[prod]', ''),
      withExport('[prod-*]'),
    ].join('---\n'),
  );
});

test('takes exportTo away', () => {
  checkFix(rule, withExport('["*"]'), 'Remove "exportTo"', withExport(''));
});
