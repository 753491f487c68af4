import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { countAt, isSet, keyOf, mapAt } from '../field-access.ts';
import { addFix } from '../field-fixes.ts';

export default defineFieldRule({
  id: 'destination-rule/zone-aware-without-outlier-detection',
  alias: 'dr-zone-aware-no-outlier',
  severity: 'hint',
  kinds: ['DestinationRule'],
  at: ['trafficPolicy:', 'trafficPolicy:portLevelSettings[]'],
  docs: () => ({
    summary: t('Istio warns of zone-aware failover without `outlierDetection`, though it works without.'),
    details: t(
      'Endpoints are sorted in any case, unlike with `localityLbSetting`. But an endpoint that answers with errors stays in use for as long as nothing takes it out; `outlierDetection` does.',
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
        failover:
          - from: us-east
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
    outlierDetection:
      consecutive5xxErrors: 5
`,
    sources: ['istio: pkg/config/validation/agent/validation.go, ValidateZoneAwareLbSetting'],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map' || isSet(node, 'outlierDetection')) return;
    const setting = mapAt(mapAt(node, 'loadBalancer'), 'zoneAwareLbSetting');
    if (!setting) return;
    const field = ['failover', 'failoverPriority'].find((name) => countAt(setting, name) > 0);
    const key = field === undefined ? undefined : keyOf(setting, field);
    if (!key) return;
    report(key, t('Istio warns of this without outlierDetection: endpoints that answer with errors stay in use.'), {
      fixes: () => addFix(entry, node, 'outlierDetection', { consecutive5xxErrors: 5 }),
    });
  },
});
