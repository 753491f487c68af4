import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSound } from '../define-schema-rule.ts';
import { addField } from '../edits.ts';
import { countAt, isSet, keyOf, listAt, mapAt, textAt, wordAt } from '../field-access.ts';

export default defineFieldRule({
  id: 'authorization-policy/allows-nothing',
  alias: 'ap-allow-nothing',
  severity: 'info',
  kinds: ['AuthorizationPolicy'],
  at: ['AuthorizationPolicy:'],
  docs: () => ({
    summary: t('A policy that allows, without rules, allows nothing: every request to what it selects is denied.'),
    details: t(
      'As soon as one ALLOW policy applies to a workload, only what such a policy matches is let in. One without rules matches nothing. That is a good base to allow single things on top of, and a surprise otherwise. To allow everything write one empty rule, `- {}`.',
    ),
    invalid: `
//- default.yaml
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: default
spec:
  action: ALLOW
`,
    valid: `
//- default.yaml
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: default
spec:
  action: ALLOW
  rules:
    - {}
`,
    sources: ['https://istio.io/latest/docs/reference/config/security/authorization-policy/#AuthorizationPolicy'],
  }),
  check({ node: root }, { entry, report }) {
    if (root.kind !== 'map' || !isSound(entry, root)) return;
    const spec = mapAt(root, 'spec');
    if (isSet(root, 'spec') && !spec) return;
    if (spec && wordAt(spec, 'action', 'ALLOW') !== 'ALLOW') return;
    if (countAt(spec, 'rules') > 0 || (isSet(spec, 'rules') && !listAt(spec, 'rules'))) return;
    const place =
      keyOf(spec, 'rules') ?? textAt(spec, 'action')?.node ?? keyOf(root, 'spec') ?? entry.resource.kindNode;
    report(place, t('Without rules nothing is allowed: every request to what this policy selects is denied.'), {
      fixes: () => {
        const edit = spec && !isSet(spec, 'rules') ? addField(entry, spec, 'rules', [{}]) : undefined;
        return edit ? [{ title: t('Allow every request'), edits: [edit] }] : [];
      },
    });
  },
});
