import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSet, keyOf } from '../field-access.ts';
import { hasUnknownField } from '../unknown-fields.ts';

export default defineFieldRule({
  id: 'object/missing-spec',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule'],
  at: ['DestinationRule:'],
  docs: () => ({
    summary: t('A DestinationRule has a `spec`; Istio refuses one that says nothing.'),
    details: t(
      'The API server does not ask for `spec` here, the webhook does: without it there is no host. What is said of VirtualServices, Gateways and Sidecars without a `spec` is that they have no rules, servers or listeners. Policies may be empty: they then hold for the whole namespace.',
    ),
    invalid: `
//- whoami-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: whoami-dr
`,
    valid: `
//- whoami-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: whoami-dr
spec:
  host: whoami.internal.com
`,
    sources: ['istio: pkg/config/validation/validation.go, ValidateDestinationRule'],
  }),
  check({ node, schema }, { entry, report }) {
    if (node.kind !== 'map' || isSet(node, 'spec') || hasUnknownField(node, schema)) return;
    report(
      keyOf(node, 'kind') ?? entry.resource.kindNode,
      t('There is no "spec"; Istio refuses an empty {0}.', entry.resource.kindNode.text),
    );
  },
});
