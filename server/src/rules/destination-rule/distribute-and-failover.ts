import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { countAt, setPair } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';

export default defineFieldRule({
  id: 'destination-rule/distribute-and-failover',
  alias: 'dr-locality-distribute-and-failover',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule'],
  at: ['loadBalancer:localityLbSetting'],
  docs: () => ({
    summary: t('Traffic is distributed over localities, or fails over between them; Istio refuses both together.'),
    details: t(
      '`distribute` sends fixed shares to localities at all times, `failover` sends everything to another region when the own one fails. Keep the one that is meant.',
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
        distribute:
          - from: us-east/*
            to:
              us-east/*: 90
              us-west/*: 10
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
        failover:
          - from: us-east
            to: us-west
    outlierDetection:
      interval: 10s
`,
    sources: [
      'istio: pkg/config/validation/agent/validation.go, ValidateLocalityLbSetting',
      'https://istio.io/latest/docs/reference/config/networking/destination-rule/#LocalityLoadBalancerSetting',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map' || countAt(node, 'failover') === 0 || countAt(node, 'distribute') === 0) return;
    const failover = setPair(node, 'failover');
    const distribute = setPair(node, 'distribute');
    if (!failover || !distribute) return;
    report(failover.key, t('failover and distribute exclude each other; Istio refuses both.'), {
      related: [{ entry, node: distribute.key, message: t('"{0}" is set here', 'distribute') }],
      fixes: () => [...removeFix(entry, node, 'failover'), ...removeFix(entry, node, 'distribute')],
    });
  },
});
