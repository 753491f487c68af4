import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSound } from '../define-schema-rule.ts';
import { addField } from '../edits.ts';
import { isSet } from '../field-access.ts';

export default defineFieldRule({
  id: 'request-authentication/issuer-missing',
  alias: 'ra-issuer',
  severity: 'error',
  rejects: true,
  kinds: ['RequestAuthentication'],
  at: ['RequestAuthentication:spec.jwtRules[]'],
  docs: () => ({
    summary: t('A rule for tokens says who issues them, or where the keys are; Istio refuses one without both.'),
    details: t(
      'With `issuer` only tokens whose `iss` claim says the same are taken, and without `jwksUri` or `jwks` the keys are looked up at the issuer. With `jwksUri` alone any issuer is taken whose tokens these keys verify.',
    ),
    invalid: `
//- whoami-jwt.yaml
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata:
  name: whoami-jwt
spec:
  jwtRules:
    - audiences: [whoami]
`,
    valid: `
//- whoami-jwt.yaml
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata:
  name: whoami-jwt
spec:
  jwtRules:
    - audiences: [whoami]
      issuer: https://login.internal.com
`,
    sources: [
      'istio: pkg/config/validation/validation.go, validateJwtRule',
      'https://istio.io/latest/docs/reference/config/security/jwt/#JWTRule',
    ],
  }),
  check({ node, where }, { entry, report }) {
    if (node.kind !== 'map' || !isSound(entry, node)) return;
    if (['issuer', 'jwksUri', 'jwks_uri'].some((field) => isSet(node, field))) return;
    report(where, t('This rule names no "issuer" and no "jwksUri"; Istio refuses it.'), {
      fixes: () => {
        const edit = addField(entry, node, 'issuer', 'https://example.com');
        return edit ? [{ title: t('Add "{0}"', 'issuer'), edits: [edit] }] : [];
      },
    });
  },
});
