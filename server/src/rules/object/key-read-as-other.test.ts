import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './key-read-as-other.ts';

const WE = `apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: a}
`;

test('warns of keys that get another name', () => {
  checkRule(
    rule,
    `${WE}spec:
  address: a.com
  labels:
    yes: a
#   ^^^ warning: YAML reads yes as true, so this key is named "true".
    010: b
#   ^^^ warning: YAML reads 010 as the number 8, so this key is named "8".
    1.0: c
#   ^^^ warning: YAML reads 1.0 as the number 1, so this key is named "1".
    7: d
    true: e
    "no": f
    yess: g
  ports: {on: 80}
#         ^^ warning: YAML reads on as true, so this key is named "true".
`,
  );
});

test('quotes it', () => {
  checkFix(rule, `${WE}spec: {labels: {yes: a}}\n`, 'Quote it: "yes"', `${WE}spec: {labels: {"yes": a}}\n`);
});
