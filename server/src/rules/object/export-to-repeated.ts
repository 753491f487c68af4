import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { removeItem } from '../edits.ts';
import { asText, itemsOf, listAt } from '../field-access.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'object/export-to-repeated',
  alias: 'obj-exportto-duplicate',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule', 'ServiceEntry', 'VirtualService'],
  at: ['DestinationRule:spec', 'ServiceEntry:spec', 'VirtualService:spec'],
  docs: () => ({
    summary: t('Each namespace is listed once in `exportTo`; Istio refuses a repetition.'),
    details: t('The own namespace counts as `.` too, so `.` beside its name is a repetition.'),
    invalid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
  namespace: shop
spec:
  hosts:
    - whoami.internal.com
  exportTo:
    - .
    - shop
  resolution: DNS
`,
    valid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
  namespace: shop
spec:
  hosts:
    - whoami.internal.com
  exportTo:
    - .
    - data
  resolution: DNS
`,
    sources: ['istio: pkg/config/validation/validation.go, validateExportTo'],
  }),
  check({ node }, { entry, report }) {
    const list = node.kind === 'map' ? listAt(node, 'exportTo') : undefined;
    if (!list || list.items.length < 2) return;
    const { namespace } = entry;
    const seen = new Set<string>();
    for (const target of itemsOf(list)) {
      const said = asText(target);
      if (!said) continue;
      const { value, node: item } = said;
      const key = value === '.' && namespace !== '' ? namespace : value;
      if (seen.has(key)) {
        const isOwn = key === namespace && itemsOf(list).some((other) => asText(other)?.value === '.');
        report(
          item,
          isOwn
            ? t('"." already is the own namespace "{0}"; Istio refuses to have it twice.', namespace)
            : t('"{0}" is listed twice; Istio refuses that.', shown(value)),
          {
            fixes: () => {
              const edit = removeItem(entry, list, item);
              return edit ? [{ title: t('Remove "{0}"', value), edits: [edit], isPreferred: true }] : [];
            },
          },
        );
      } else seen.add(key);
    }
  },
});
