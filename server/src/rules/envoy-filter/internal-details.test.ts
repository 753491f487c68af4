import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './internal-details.ts';

test('hints once at each of them', () => {
  checkRule(
    rule,
    `apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
#     ^^^^^^^^^^^ hint: This patches what Istio generates, which may change with every release; look after it at upgrades.
metadata: {name: a}
`,
  );
});
