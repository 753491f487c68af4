import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './jwks-unreadable.ts';

const HEAD = `apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: a}
`;

test('says where the set ends to be one', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  jwtRules:
    - {issuer: a, jwks: "{"}
#                       ^^^ error: This is not the JSON of a set of keys; Istio refuses it.
    - {issuer: a, jwks: "https://a.com/keys"}
#                       ^^^^^^^^^^^^^^^^^^^^ error: Keys themselves are asked for here, not their address; Istio refuses it outside of "jwksUri".
    - {issuer: a, jwks: '{"keys": {}}'}
#                       ^^^^^^^^^^^^^^ error: "keys" is no list; Istio refuses the set.
    - {issuer: a, jwks: '{}'}
#                       ^^^^ error: Key 1 of the set has no type "kty"; Istio refuses the set.
    - {issuer: a, jwks: '{"keys": [{"kty": "rsa"}]}'}
#                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: Key 1 of the set is of an unknown type "rsa"; Istio refuses the set.
    - {issuer: a, jwks: '{"kty": "RSA", "n": "AQAB"}'}
#                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: Key 1 of the set lacks "e"; Istio refuses the set.
    - {issuer: a, jwks: '{"keys": [{"kty": "oct", "k": "a"}]}'}
#                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: "k" of key 1 of the set cannot be read; Istio refuses the set.
`,
  );
});

test('takes sets, keys and nothing', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  jwtRules:
    - {issuer: a, jwks: ""}
    - {issuer: a, jwks: '{"keys": []}'}
    - {issuer: a, jwks: '{"kty": "EC", "crv": "P-256", "x": "AQAB", "y": "AQ=="}'}
    - {issuer: a, jwks: "\${KEYS}"}
`,
  );
});
