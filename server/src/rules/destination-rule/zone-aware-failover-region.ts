import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { textAt, wordAt } from '../field-access.ts';
import { changeFix } from '../field-fixes.ts';
import { shown } from '../schema-texts.ts';
import { hasUnknownField } from '../unknown-fields.ts';

export default defineFieldRule({
  id: 'destination-rule/zone-aware-failover-region',
  alias: 'dr-zone-aware-failover',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule'],
  at: ['loadBalancer:zoneAwareLbSetting.failover[]'],
  docs: () => ({
    summary: t(
      'Failover of a zone-aware load balancer goes from one region to another; Istio refuses zones, `*` and a region to itself.',
    ),
    details: t('Zones within a region are Envoy’s business: it moves traffic between them by how much each can take.'),
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
      zoneAwareLbSetting:
        failover:
          - from: us-east/zone-1
            to: us-west
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
      zoneAwareLbSetting:
        failover:
          - from: us-east
            to: us-west
`,
    sources: ['istio: pkg/config/validation/agent/validation.go, ValidateZoneAwareLbSetting'],
  }),
  check({ node, schema, where }, { entry, report }) {
    if (node.kind !== 'map') return;
    let isRegion = true;
    for (const field of ['from', 'to']) {
      const locality = textAt(node, field);
      if (!locality || !/[/*]/.test(locality.value)) continue;
      isRegion = false;
      const region = locality.value.split('/')[0] ?? '';
      const text = shown(locality.value);
      const message = locality.value.includes('/')
        ? t('"{0}" is more than a region; Istio refuses zones in failover.', text)
        : t('"{0}" is no single region; Istio refuses * in failover.', text);
      report(locality.node, message, {
        fixes: () => (/^[^*]+$/.test(region) ? [changeFix(entry, locality.node, region, true)] : []),
      });
    }
    const from = wordAt(node, 'from', '');
    if (!isRegion || from === undefined || from !== wordAt(node, 'to', '') || hasUnknownField(node, schema)) return;
    if (from === '') report(where, t('This failover names no regions; Istio refuses it.'));
    else {
      const place = textAt(node, 'to')?.node ?? where;
      report(place, t('This failover goes from "{0}" to itself; Istio refuses it.', shown(from)));
    }
  },
});
