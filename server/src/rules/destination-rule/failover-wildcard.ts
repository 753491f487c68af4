import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { textAt } from '../field-access.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'destination-rule/failover-wildcard',
  alias: 'dr-failover-wildcard',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule'],
  at: ['loadBalancer:localityLbSetting.failover[]'],
  docs: () => ({
    summary: t('Failover names two regions; Istio refuses `*` in their place.'),
    details: t('Write an entry for each region that calls. Regions without an entry fail over to all others at once.'),
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
        failover:
          - from: "*"
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
        failover:
          - from: us-east
            to: us-west
          - from: eu-central
            to: us-west
    outlierDetection:
      interval: 10s
`,
    sources: ['istio: pkg/config/validation/agent/validation.go, ValidateLocalityLbSetting'],
  }),
  check({ node }, { report }) {
    if (node.kind !== 'map') return;
    for (const field of ['from', 'to']) {
      const region = textAt(node, field);
      // Something with a slash is no region in the first place.
      if (!region?.value.includes('*') || region.value.includes('/')) continue;
      report(region.node, t('"{0}" is no single region; Istio refuses * in failover.', shown(region.value)));
    }
  },
});
