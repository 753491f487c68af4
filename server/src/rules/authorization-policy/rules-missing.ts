import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSound } from '../define-schema-rule.ts';
import { addField, replaceText } from '../edits.ts';
import { countAt, isSet, keyOf, listAt, textAt, wordAt } from '../field-access.ts';

export default defineFieldRule({
  id: 'authorization-policy/rules-missing',
  alias: 'ap-rules-missing',
  severity: 'error',
  rejects: true,
  kinds: ['AuthorizationPolicy'],
  at: ['AuthorizationPolicy:spec'],
  docs: () => ({
    summary: t('A policy that denies or asks somebody needs rules; Istio refuses one that would never act.'),
    details: t(
      'A rule says which requests the action is for, and without rules it is for none. To act on every request write one empty rule, `- {}`. Only ALLOW may have no rules: it then allows nothing.',
    ),
    invalid: `
//- whoami-deny.yaml
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: whoami-deny
spec:
  action: DENY
`,
    valid: `
//- whoami-deny.yaml
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: whoami-deny
spec:
  action: DENY
  rules:
    - {}
`,
    sources: ['istio: pkg/config/validation/validation.go, ValidateAuthorizationPolicy'],
  }),
  check({ node: spec }, { entry, report }) {
    if (spec.kind !== 'map') return;
    const action = wordAt(spec, 'action', 'ALLOW');
    if (action !== 'DENY' && action !== 'CUSTOM') return;
    const list = listAt(spec, 'rules');
    if (countAt(spec, 'rules') > 0 || (isSet(spec, 'rules') && !list)) return;
    // A misspelled "rules" is the cause, and this its consequence.
    if (!isSound(entry, spec)) return;
    const place = keyOf(spec, 'rules') ?? textAt(spec, 'action')?.node;
    if (!place) return;
    report(place, t('Without rules {0} acts on no request; Istio refuses the policy.', action), {
      fixes: () => {
        const edit = list ? replaceText(entry, list, '[{}]') : addField(entry, spec, 'rules', [{}]);
        return edit ? [{ title: t('Add a rule for every request'), edits: [edit] }] : [];
      },
    });
  },
});
