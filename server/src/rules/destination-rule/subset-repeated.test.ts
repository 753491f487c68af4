import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './subset-repeated.ts';

test('refuses the second of a name', () => {
  checkRule(
    rule,
    `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  subsets:
    - name: v1
#           ^^ related: The first subset of this name
    - name: v2
    - name: v1
#           ^^ error: There is a subset "v1" already; Istio refuses two of one name.
    - name: V1
    - {name: "", labels: {a: b}}
    - {name: "", labels: {a: c}}
    - null
`,
  );
});
