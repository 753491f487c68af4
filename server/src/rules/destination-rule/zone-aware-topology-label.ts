import { t } from '../../l10n.ts';
import { TOPOLOGY_LABELS } from '../../model/localities.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { textsAt } from '../field-access.ts';
import { removeItemFix } from '../field-fixes.ts';

export default defineFieldRule({
  id: 'destination-rule/zone-aware-topology-label',
  alias: 'dr-zone-aware-topology-label',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule'],
  at: ['loadBalancer:zoneAwareLbSetting'],
  docs: () => ({
    summary: t(
      'A zone-aware load balancer goes by region and zone anyway; Istio refuses them in its `failoverPriority`.',
    ),
    details: t(
      'The list sorts endpoints by other labels, such as `topology.istio.io/network` or `version`. The order of regions is said with `failover`.',
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
      zoneAwareLbSetting:
        failoverPriority:
          - topology.kubernetes.io/zone
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
        failoverPriority:
          - topology.istio.io/network
`,
    sources: ['istio: pkg/config/validation/agent/validation.go, ValidateZoneAwareLbSetting'],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    for (const label of textsAt(node, 'failoverPriority')) {
      if (!TOPOLOGY_LABELS.has(label.value)) continue;
      report(label.node, t('Istio refuses "{0}" here: region and zone go first in any case.', label.value), {
        fixes: () => removeItemFix(entry, node, 'failoverPriority', label.node),
      });
    }
  },
});
