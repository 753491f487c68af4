import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { removeItem } from '../edits.ts';
import { isSet, itemsOf } from '../field-access.ts';
import { hasUnknownField } from '../unknown-fields.ts';

const PARTS = ['loadBalancer', 'connectionPool', 'outlierDetection', 'tls'] as const;

export default defineFieldRule({
  id: 'destination-rule/port-policy-empty',
  alias: 'dr-port-policy-empty',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule'],
  at: ['trafficPolicy:portLevelSettings'],
  docs: () => ({
    summary: t('Settings of a port hold more than its number; Istio refuses them otherwise.'),
    details: t(
      'One of `loadBalancer`, `connectionPool`, `outlierDetection` and `tls` must be there. `tunnel`, `proxyProtocol` and `retryBudget` exist for all ports together only. A port that needs nothing of its own is left out of the list.',
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
    portLevelSettings:
      - port:
          number: 80
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
    portLevelSettings:
      - port:
          number: 80
        connectionPool:
          tcp:
            connectTimeout: 1s
`,
    sources: ['istio: pkg/config/validation/validation.go, validatePortTrafficPolicies'],
  }),
  check({ node, schema }, { entry, report }) {
    if (node.kind !== 'seq') return;
    for (const item of itemsOf(node)) {
      if (item.kind !== 'map' || PARTS.some((part) => isSet(item, part))) continue;
      if (hasUnknownField(item, schema.items)) continue;
      report(item.pairs[0]?.key ?? item, t('Nothing is set for this port; Istio refuses settings without content.'), {
        fixes: () => {
          const edit = node.items.length > 1 ? removeItem(entry, node, item) : undefined;
          return edit ? [{ title: t('Remove the settings of this port'), edits: [edit], isPreferred: true }] : [];
        },
      });
    }
  },
});
