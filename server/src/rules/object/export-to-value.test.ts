import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './export-to-value.ts';

const entry = (exportTo: string, kind = 'ServiceEntry') => `apiVersion: networking.istio.io/v1
kind: ${kind}
metadata: {name: a, namespace: shop}
spec: {exportTo: ${exportTo}}
`;

test('takes namespaces, the own one, and one of * and ~ alone', () => {
  checkRule(
    rule,
    [
      entry('[., data, A-1]'),
      entry('["*"]', 'VirtualService'),
      entry('["~"]'),
      entry('["*", "*"]'),
      entry(`["\${NS}", "*\${X}"]`),
      entry('[]', 'DestinationRule'),
    ].join('---\n'),
  );
});

test('refuses patterns, what is no name, and * or ~ beside others', () => {
  checkRule(
    rule,
    `${entry('[team-*]')}#                 ^^^^^^ error: "team-*" is a pattern; Istio takes only whole names of namespaces here, or "*" alone.
---
${entry('[a.b]')}#                 ^^^ error: "a.b" cannot be the name of a namespace; Istio refuses it here.
---
${entry('[., "*"]')}#                    ^^^ error: "*" already stands for all namespaces; Istio refuses others beside it.
---
${entry('["~", a]')}#                 ^^^ error: "~" stands for nobody; Istio refuses others beside it.
---
${entry('["~"]', 'VirtualService')}#                 ^^^ error: Only a ServiceEntry can be exported to nobody ("~"); Istio refuses it here.
`,
  );
});

test('offers either side', () => {
  checkFix(rule, entry('[., "*"]'), 'Keep "*" alone', entry('["*"]'));
  checkFix(rule, entry('[., "*"]'), 'Remove "*"', entry('[.]'));
  const list = (items: string) => entry('').replace(/spec: .*/, `spec:\n  exportTo:\n${items}`);
  checkFix(rule, list('  - data\n  - "*"'), 'Keep "*" alone', list('  - "*"'));
});
