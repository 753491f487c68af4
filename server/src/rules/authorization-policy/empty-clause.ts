import { t } from '../../l10n.ts';
import type { MapNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSound } from '../define-schema-rule.ts';
import { countAt, entriesOf, isSet, keyOf, mapAt } from '../field-access.ts';

export default defineFieldRule({
  id: 'authorization-policy/empty-clause',
  alias: 'ap-empty-clause',
  severity: 'error',
  rejects: true,
  kinds: ['AuthorizationPolicy'],
  at: ['AuthorizationPolicy:spec.rules[].from[]', 'AuthorizationPolicy:spec.rules[].to[]'],
  docs: () => ({
    summary: t('A source or operation says at least one thing; Istio refuses an empty one.'),
    details: t(
      'An item under `from` holds a `source`, one under `to` an `operation`, and each of them at least one list that is not empty. To match every caller or every operation leave out `from` or `to` altogether.',
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
        - source: {}
      to:
        - operation:
            methods: [GET]
`,
    valid: `
//- whoami-access.yaml
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: whoami-access
spec:
  rules:
    - to:
        - operation:
            methods: [GET]
`,
    sources: ['istio: pkg/config/validation/validation.go, ValidateAuthorizationPolicy'],
  }),
  check({ node, schema, where }, { entry, report }) {
    if (node.kind !== 'map' || !isSound(entry, node)) return;
    const field = schema.path.endsWith('.from[]') ? 'source' : 'operation';
    const clause = mapAt(node, field);
    if (!saysNothing(node, field, clause)) return;
    const place = keyOf(node, field) ?? where;
    report(
      place,
      field === 'source'
        ? t('This source says nothing about the caller; Istio refuses it.')
        : t('This operation says nothing about the request; Istio refuses it.'),
    );
  },
});

/** Whether nothing is said, as far as it can be known. */
function saysNothing(map: MapNode, field: string, clause: MapNode | undefined): boolean {
  if (!isSet(map, field)) return true;
  if (!clause) return false;
  // What is no list is either reported already or yet to be filled in.
  return entriesOf(clause).every(({ key, value }) => value.kind === 'seq' && countAt(clause, key) === 0);
}
