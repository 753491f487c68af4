import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './out-of-range.ts';

test('names the bounds', () => {
  checkRule(
    rule,
    `
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: a}
spec:
  address: a.com
  weight: -1
#         ^^ error: -1 is out of range; this field takes 0 to 4294967295.
  ports: {http: 0}
#               ^ error: 0 is out of range; this field takes 1 to 65535.
`,
  );
});
