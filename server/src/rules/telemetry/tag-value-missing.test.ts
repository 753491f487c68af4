import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './tag-value-missing.ts';

const HEAD = `apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: {name: a}
`;

test('asks for a value where no operation is', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  metrics:
    - overrides:
        - tagOverrides:
            a: {}
#           ^ error: This sets the tag to nothing; Istio refuses it without a value.
            b: {value: ""}
#                      ^^ error: This sets the tag to nothing; Istio refuses it without a value.
            c: {value: d}
            d: {operation: REMOVE}
            e: null
            f: {values: a}
`,
  );
});

test('removes the tag', () => {
  checkFix(
    rule,
    `${HEAD}spec:
  metrics: [{overrides: [{tagOverrides: {a: {}}}]}]
`,
    'Remove the tag',
    `${HEAD}spec:
  metrics: [{overrides: [{tagOverrides: {a: {operation: REMOVE}}}]}]
`,
  );
});
