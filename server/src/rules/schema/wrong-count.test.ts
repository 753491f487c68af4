import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './wrong-count.ts';

test('counts', () => {
  checkRule(
    rule,
    `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
spec:
  hosts: []
# ^^^^^ error: There are 0 entries here; the API server takes at least 1.
`,
  );
});
