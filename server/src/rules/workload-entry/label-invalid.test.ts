import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './label-invalid.ts';

const WE = `apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: a}
`;
const SE = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
`;

test('refuses what is no label', () => {
  checkRule(
    rule,
    `${WE}spec:
  address: a.com
  labels:
    a b: c
#   ^^^ error: Istio refuses "a b" in a label: it takes letters, digits, dashes, underscores and dots, with a letter or digit at both ends.
    d: e f
#      ^^^ error: Istio refuses "e f" in a label: it takes letters, digits, dashes, underscores and dots, with a letter or digit at both ends.
    "": g
#   ^^ error: Istio refuses "" in a label: it takes letters, digits, dashes, underscores and dots, with a letter or digit at both ends.
    h/i/j: k
#   ^^^^^ error: Istio refuses "h/i/j" in a label: before its slash stands a DNS name.
---
${SE}spec: {hosts: [a.com], resolution: STATIC, endpoints: [{address: 1.1.1.1, labels: {a: "*"}}]}
#                                                                                     ^^^ error: Istio refuses "*" in a label: it takes letters, digits, dashes, underscores and dots, with a letter or digit at both ends.
`,
  );
});

test('takes capitals in a prefix, empty and long values', () => {
  checkRule(
    rule,
    `${WE}spec: {address: a.com, labels: {EX.com/a: "", b_c.d: ${'e'.repeat(70)}, "\${K}": "\${V} x"}}\n`,
  );
});
