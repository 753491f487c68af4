import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './wrong-length.ts';

test('tells an empty text from a long one', () => {
  checkRule(
    rule,
    `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  workloadSelector:
    matchLabels: {a: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}
#                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: This has 64 characters; the API server takes at most 63 here.
  trafficPolicy:
    loadBalancer: {consistentHash: {httpHeaderName: x}}
`,
  );
});
