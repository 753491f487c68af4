import { test } from 'vitest';
import { checkFix, checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './cookie-attribute-repeated.ts';

test('refuses the second attribute of a name', () => {
  checkRule(
    rule,
    `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  trafficPolicy:
    loadBalancer:
      consistentHash:
        httpCookie:
          name: a
          attributes:
            - name: SameSite
#                   ^^^^^^^^ related: The first attribute of this name
            - name: samesite
            - name: SameSite
#                   ^^^^^^^^ error: The cookie has an attribute "SameSite" already; Istio refuses two of one name.
            - name: ""
            - name: ""
`,
  );
});

test('takes the second away', () => {
  const text = (attributes: string) => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec: {host: a, trafficPolicy: {loadBalancer: {consistentHash: {httpCookie: {name: a, attributes: ${attributes}}}}}}
`;
  checkFix(rule, text('[{name: B}, {name: B, value: c}]'), 'Remove "B"', text('[{name: B}]'));
  checkFixTitles(rule, text('[{name: B}, {name: B, value: c}]'), ['Remove "B"']);
  checkFixTitles(rule, text('[{name: B}, {name: B}]'), ['Remove "B" *']);
});
