import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { asText, entriesOf } from '../field-access.ts';

export default defineFieldRule({
  id: 'authorization-policy/empty-value',
  alias: 'ap-empty-value',
  severity: 'error',
  rejects: true,
  kinds: ['AuthorizationPolicy'],
  at: ['AuthorizationPolicy:spec.rules[].from[].source', 'AuthorizationPolicy:spec.rules[].to[].operation'],
  docs: () => ({
    summary: t('The values that a rule matches are not empty; Istio refuses empty text.'),
    details: t(
      'Empty text would match nothing. To match whoever has any value write `"*"`; to match those without, put `"*"` into the field that starts with `not`.',
    ),
    invalid: `
//- whoami-access.yaml
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: whoami-access
spec:
  rules:
    - from:
        - source:
            principals: [""]
`,
    valid: `
//- whoami-access.yaml
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: whoami-access
spec:
  rules:
    - from:
        - source:
            principals: ["*"]
`,
    sources: ['istio: pkg/config/security/security.go, CheckEmptyValues'],
  }),
  check({ node }, { report }) {
    if (node.kind !== 'map') return;
    for (const { key, value } of entriesOf(node)) {
      for (const item of value.kind === 'seq' ? value.items : []) {
        const text = asText(item);
        if (text?.value === '') {
          report(text.node, t('An empty value under "{0}" matches nothing; Istio refuses it.', key));
        }
      }
    }
  },
});
