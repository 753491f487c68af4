import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './jwks-private.ts';

const HEAD = `apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: a}
`;

test('warns of secrets', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  jwtRules:
    - {issuer: a, jwks: '{"kty": "oct", "k": "AQAB"}'}
#                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: Key 1 of the set is private: whoever reads this can sign tokens with it.
    - {issuer: a, jwks: '{"keys": [{"kty": "OKP", "crv": "Ed25519", "x": "AQ", "d": "AQ"}, {"kty": "oct", "k": "AQAB"}]}'}
#                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: 2 keys of the set are private: whoever reads this can sign tokens with them.
    - {issuer: a, jwks: '{"kty": "OKP", "crv": "Ed25519", "x": "AQ"}'}
`,
  );
});
