import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './issuer-missing.ts';

const HEAD = `apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: a}
`;

test('asks for an issuer or the address of keys', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  jwtRules:
    - audiences: [a]
#     ^^^^^^^^^ error: This rule names no "issuer" and no "jwksUri"; Istio refuses it.
    - issuer: a
    - jwksUri: https://a.com/keys
    - jwks_uri: https://a.com/keys
    - issueer: a
`,
  );
});

test('adds one', () => {
  checkFix(
    rule,
    `${HEAD}spec:
  jwtRules:
    - audiences: [a]
`,
    'Add "issuer"',
    `${HEAD}spec:
  jwtRules:
    - audiences: [a]
      issuer: https://example.com
`,
  );
});
