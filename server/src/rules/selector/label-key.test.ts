import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './label-key.ts';

const HEAD = `apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: {name: a}
`;

test('refuses stars and empty keys', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  workloadSelector:
    labels:
      "*": a
#     ^^^ error: Istio compares labels to the letter and refuses "*": * stands for nothing else here.
      app.*/name: a
#     ^^^^^^^^^^ error: Istio compares labels to the letter and refuses "app.*/name": * stands for nothing else here.
      "": a
#     ^^ error: This label has no name; Istio refuses it in a selector.
      app: a
      none*: null
`,
  );
});
