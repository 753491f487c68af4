import { t } from '../../l10n.ts';
import { readKeySet } from '../../model/key-set.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { textAt } from '../field-access.ts';

export default defineFieldRule({
  // The second half of `ra-jwks-parse`.
  id: 'request-authentication/jwks-private',
  severity: 'warning',
  kinds: ['RequestAuthentication'],
  at: ['RequestAuthentication:spec.jwtRules[]'],
  docs: () => ({
    summary: t('Tokens are verified with public keys; a private one in `jwks` gives its secret away.'),
    details: t(
      'Everyone who may read this resource, and every proxy, gets the key and could sign tokens with it. Publish the public part only: without `d`, `p`, `q`, `dp`, `dq` and `qi`. A key of type `oct` is its secret; use a pair of keys in its place. What was once committed should be replaced.',
    ),
    invalid: `
//- whoami-jwt.yaml
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata:
  name: whoami-jwt
spec:
  jwtRules:
    - issuer: https://login.internal.com
      jwks: '{"keys": [{"kty": "oct", "kid": "1", "k": "c2VjcmV0"}]}'
`,
    valid: `
//- whoami-jwt.yaml
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata:
  name: whoami-jwt
spec:
  jwtRules:
    - issuer: https://login.internal.com
      jwks: '{"keys": [{"kty": "RSA", "kid": "1", "n": "sXch", "e": "AQAB"}]}'
`,
    sources: ['istio: pkg/config/validation/validation.go, warnPrivateJwksKeys'],
  }),
  check({ node }, { report }) {
    if (node.kind !== 'map') return;
    const jwks = textAt(node, 'jwks');
    if (!jwks || jwks.value === '') return;
    const [first, ...others] = readKeySet(jwks.value).secret;
    if (first === undefined) return;
    report(
      jwks.node,
      others.length === 0
        ? t('Key {0} of the set is private: whoever reads this can sign tokens with it.', first + 1)
        : t('{0} keys of the set are private: whoever reads this can sign tokens with them.', others.length + 1),
    );
  },
});
