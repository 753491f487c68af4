import { t } from '../../l10n.ts';
import { TOPOLOGY_LABELS } from '../../model/localities.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { countAt, keyOf, textsAt } from '../field-access.ts';
import { removeFix, removeItemFix } from '../field-fixes.ts';

export default defineFieldRule({
  id: 'destination-rule/failover-and-topology-priority',
  alias: 'dr-locality-failover-and-priority',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule'],
  at: ['loadBalancer:localityLbSetting'],
  docs: () => ({
    summary: t(
      'Beside `failover` no priority can go by region, zone or subzone: both would say which locality is next, and Istio refuses them.',
    ),
    details: t(
      '`failover` prefers the own subzone, zone and region by itself and names the region after them. A `failoverPriority` beside it sorts by other labels, such as `topology.istio.io/network` or `version`; alone it may go by localities too.',
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
      localityLbSetting:
        failoverPriority:
          - topology.kubernetes.io/region
        failover:
          - from: us-east
            to: us-west
    outlierDetection:
      interval: 10s
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
      localityLbSetting:
        failoverPriority:
          - topology.istio.io/network
        failover:
          - from: us-east
            to: us-west
    outlierDetection:
      interval: 10s
`,
    sources: ['istio: pkg/config/validation/agent/validation.go, ValidateLocalityLbSetting'],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map' || countAt(node, 'failover') === 0) return;
    const label = textsAt(node, 'failoverPriority').find(({ value }) => TOPOLOGY_LABELS.has(value));
    const failover = label && keyOf(node, 'failover');
    if (!failover) return;
    report(label.node, t('Istio refuses "{0}" here: failover already goes by locality.', label.value), {
      related: [{ entry, node: failover, message: t('"{0}" is set here', 'failover') }],
      fixes: () => [
        ...removeItemFix(entry, node, 'failoverPriority', label.node, false),
        ...removeFix(entry, node, 'failover'),
      ],
    });
  },
});
