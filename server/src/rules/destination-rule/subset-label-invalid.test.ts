import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './subset-label-invalid.ts';

function withLabels(labels: string): string {
  return `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  subsets:
    - name: v1
      labels:
${labels}`;
}

test('refuses keys and values that no label has', () => {
  checkRule(
    rule,
    withLabels(`        a/b/c: x
#       ^^^^^ error: "a/b/c" cannot be the key of a label; Istio refuses the subset.
        -a: x
#       ^^ error: "-a" cannot be the key of a label; Istio refuses the subset.
        a: v 1
#          ^^^ error: "v 1" cannot be the value of a label; Istio refuses the subset.
        b: v1.*
#          ^^^^ error: Labels are compared to the letter, and "v1.*" cannot be the value of one.
        EX.com/v_1.0: ""
        c: "\${VERSION}"
        d: ${'x'.repeat(64)}
        e: null
`),
  );
});

test('takes spaces away', () => {
  checkFix(rule, withLabels('        a: "v1 "\n'), 'Change to "v1"', withLabels('        a: "v1"\n'));
});
