import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './cookie-without-name.ts';

test('refuses empty names of the cookie and its attributes', () => {
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
          name: ""
#               ^^ error: A cookie to hash has a name; Istio refuses an empty one.
          attributes:
            - name: ""
#                   ^^ error: An attribute of a cookie has a name; Istio refuses an empty one.
            - {name: SameSite, value: ""}
  subsets:
    - name: v1
      trafficPolicy:
        loadBalancer:
          consistentHash: {httpCookie: {name: "\${COOKIE}"}}
`,
  );
});
