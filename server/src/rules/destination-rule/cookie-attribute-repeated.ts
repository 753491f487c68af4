import { t } from '../../l10n.ts';
import type { MapNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { removeItem } from '../edits.ts';
import { itemsOf, textAt } from '../field-access.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'destination-rule/cookie-attribute-repeated',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule'],
  at: ['loadBalancer:consistentHash.httpCookie.attributes'],
  docs: () => ({
    summary: t('A cookie has each attribute once; Istio refuses a name that occurs twice.'),
    details: t(
      'Attributes such as `SameSite` are added to the cookie that Envoy makes. Browsers would have to choose between two of one name.',
    ),
    invalid: `
//- whoami-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: whoami-dr
spec:
  host: whoami.internal.com
  trafficPolicy:
    loadBalancer:
      consistentHash:
        httpCookie:
          name: whoami-session
          ttl: 1h
          attributes:
            - name: SameSite
              value: Lax
            - name: SameSite
              value: Strict
`,
    valid: `
//- whoami-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: whoami-dr
spec:
  host: whoami.internal.com
  trafficPolicy:
    loadBalancer:
      consistentHash:
        httpCookie:
          name: whoami-session
          ttl: 1h
          attributes:
            - name: SameSite
              value: Strict
`,
    sources: ['istio: pkg/config/validation/validation.go, validateLoadBalancer'],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'seq' || node.items.length < 2) return;
    const seen = new Map<string, MapNode>();
    for (const item of itemsOf(node)) {
      const name = item.kind === 'map' ? textAt(item, 'name') : undefined;
      if (item.kind !== 'map' || !name || name.value === '') continue;
      const first = seen.get(name.value);
      if (!first) {
        seen.set(name.value, item);
        continue;
      }
      const text = shown(name.value);
      report(name.node, t('The cookie has an attribute "{0}" already; Istio refuses two of one name.', text), {
        related: [
          { entry, node: textAt(first, 'name')?.node ?? first, message: t('The first attribute of this name') },
        ],
        fixes: () => {
          const edit = removeItem(entry, node, item);
          const isSame = textAt(first, 'value')?.value === textAt(item, 'value')?.value;
          return edit ? [{ title: t('Remove "{0}"', text), edits: [edit], isPreferred: isSame }] : [];
        },
      });
    }
  },
});
