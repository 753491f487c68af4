import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './metadata-label.ts';

test('points at key or value', () => {
  checkRule(
    rule,
    `
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: a, labels: {a/b/c: d, e: f g}}
#                            ^^^^^ error: The API server refuses the key "a/b/c": a name is made of letters, digits, dashes, underscores and dots, and starts and ends with a letter or digit.
#                                         ^^^ error: The API server refuses the label value "f g": letters, digits, dashes, underscores and dots, starting and ending with a letter or digit.
spec: {address: a.com}
`,
  );
});
