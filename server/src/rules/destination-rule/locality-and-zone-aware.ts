import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { keyOf, mapAt } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';

export default defineFieldRule({
  id: 'destination-rule/locality-and-zone-aware',
  alias: 'dr-locality-and-zone-aware',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule'],
  at: ['loadBalancer:'],
  docs: () => ({
    summary: t('A load balancer is locality-aware or zone-aware; Istio refuses both settings together.'),
    details: t(
      'With `localityLbSetting` Istio sorts endpoints by locality itself and hands Envoy the order. With `zoneAwareLbSetting` (since Istio 1.31) Envoy prefers the own zone by how many endpoints each zone has.',
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
          - topology.istio.io/network
      zoneAwareLbSetting:
        minClusterSize: 3
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
      zoneAwareLbSetting:
        minClusterSize: 3
`,
    sources: ['istio: pkg/config/validation/validation.go, validateLoadBalancer'],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    if (!mapAt(node, 'zoneAwareLbSetting') || !mapAt(node, 'localityLbSetting')) return;
    const zoneAware = keyOf(node, 'zoneAwareLbSetting');
    const locality = keyOf(node, 'localityLbSetting');
    if (!zoneAware || !locality) return;
    report(zoneAware, t('zoneAwareLbSetting and localityLbSetting exclude each other; Istio refuses both.'), {
      related: [{ entry, node: locality, message: t('"{0}" is set here', 'localityLbSetting') }],
      fixes: () => [...removeFix(entry, node, 'zoneAwareLbSetting'), ...removeFix(entry, node, 'localityLbSetting')],
    });
  },
});
