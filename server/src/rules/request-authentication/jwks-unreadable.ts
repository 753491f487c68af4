import { t } from '../../l10n.ts';
import { type KeySetFault, readKeySet } from '../../model/key-set.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { textAt } from '../field-access.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'request-authentication/jwks-unreadable',
  alias: 'ra-jwks-parse',
  severity: 'error',
  rejects: true,
  kinds: ['RequestAuthentication'],
  at: ['RequestAuthentication:spec.jwtRules[]'],
  docs: () => ({
    summary: t('`jwks` holds a set of JSON Web Keys as text; Istio refuses what it cannot read as one.'),
    details: t(
      'The text is JSON: `{"keys": [ … ]}`, or one key alone. Each key has a type `kty`: `RSA` with `n` and `e`, `EC` with `crv`, `x` and `y`, `OKP` with `crv` and `x`, or `oct` with `k`, all of them in base64. To have the keys fetched and renewed give their address in `jwksUri` in its place.',
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
      jwks: https://login.internal.com/keys
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
    sources: [
      'istio: pkg/config/validation/validation.go, validateJwtRule',
      'https://datatracker.ietf.org/doc/html/rfc7517',
    ],
  }),
  check({ node }, { report }) {
    if (node.kind !== 'map') return;
    const jwks = textAt(node, 'jwks');
    if (!jwks || jwks.value === '') return;
    const { fault } = readKeySet(jwks.value);
    if (fault) report(jwks.node, messageFor(fault, jwks.value));
  },
});

function messageFor(fault: KeySetFault, text: string): string {
  switch (fault.code) {
    case 'no-json':
      return /^https?:\/\//.test(text)
        ? t('Keys themselves are asked for here, not their address; Istio refuses it outside of "jwksUri".')
        : t('This is not the JSON of a set of keys; Istio refuses it.');
    case 'no-list':
      return t('"keys" is no list; Istio refuses the set.');
    case 'unknown-type':
      return fault.type === ''
        ? t('Key {0} of the set has no type "kty"; Istio refuses the set.', fault.index + 1)
        : t(
            'Key {0} of the set is of an unknown type "{1}"; Istio refuses the set.',
            fault.index + 1,
            shown(fault.type),
          );
    case 'missing':
      return t('Key {0} of the set lacks "{1}"; Istio refuses the set.', fault.index + 1, fault.field);
    case 'unreadable':
      return t('"{1}" of key {0} of the set cannot be read; Istio refuses the set.', fault.index + 1, fault.field);
  }
}
