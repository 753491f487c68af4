import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { itemsOf, type Said, textAt } from '../field-access.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'destination-rule/subset-repeated',
  alias: 'dr-subset-duplicate',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule'],
  at: ['DestinationRule:spec.subsets'],
  docs: () => ({
    summary: t('Each subset of a DestinationRule has a name of its own; Istio refuses a name that occurs twice.'),
    details: t(
      'A destination of a VirtualService names one subset, so two of one name could not be told apart. Give the second another name, or write the labels that both need into one.',
    ),
    invalid: `
//- whoami-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: whoami-dr
spec:
  host: whoami.internal.com
  subsets:
    - name: vm
      labels:
        version: vm-1
    - name: vm
      labels:
        version: vm-2
`,
    valid: `
//- whoami-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: whoami-dr
spec:
  host: whoami.internal.com
  subsets:
    - name: vm-1
      labels:
        version: vm-1
    - name: vm-2
      labels:
        version: vm-2
`,
    sources: ['istio: pkg/config/validation/validation.go, ValidateDestinationRule'],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'seq' || node.items.length < 2) return;
    const seen = new Map<string, Said<string>>();
    for (const item of itemsOf(node)) {
      const name = item.kind === 'map' ? textAt(item, 'name') : undefined;
      if (!name || name.value === '') continue;
      const first = seen.get(name.value);
      if (!first) {
        seen.set(name.value, name);
        continue;
      }
      report(name.node, t('There is a subset "{0}" already; Istio refuses two of one name.', shown(name.value)), {
        related: [{ entry, node: first.node, message: t('The first subset of this name') }],
      });
    }
  },
});
