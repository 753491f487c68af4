import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { countAt, isSet, keyOf, mapAt } from '../field-access.ts';
import { addFix } from '../field-fixes.ts';

export default defineFieldRule({
  id: 'destination-rule/failover-without-outlier-detection',
  alias: 'dr-failover-no-outlier',
  severity: 'warning',
  kinds: ['DestinationRule'],
  at: ['DestinationRule:spec'],
  docs: () => ({
    summary: t('Failover by locality needs `outlierDetection`; without it Istio warns, and the order has no effect.'),
    details: t(
      'Istio gives endpoints priorities only where the same policy has an `outlierDetection`, even an empty one, since something must tell healthy endpoints from others. With an empty one an endpoint is taken out after 5 answers of 5xx in a row.',
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
      localityLbSetting:
        failover:
          - from: us-east
            to: us-west
    outlierDetection:
      consecutive5xxErrors: 5
      interval: 10s
      baseEjectionTime: 30s
`,
    sources: [
      'istio: pkg/config/validation/agent/validation.go, ValidateLocalityLbSetting',
      'https://istio.io/latest/docs/tasks/traffic-management/locality-load-balancing/failover/',
    ],
  }),
  check({ node }, { entry, report }) {
    // Only here: a subset takes what is missing from this policy.
    const policy = node.kind === 'map' ? mapAt(node, 'trafficPolicy') : undefined;
    if (!policy || isSet(policy, 'outlierDetection')) return;
    const setting = mapAt(mapAt(policy, 'loadBalancer'), 'localityLbSetting');
    const field = ['failover', 'failoverPriority'].find((name) => countAt(setting, name) > 0);
    const key = field === undefined ? undefined : keyOf(setting, field);
    // Beside distribute, failover is refused as it is.
    if (!key || (field === 'failover' && countAt(setting, 'distribute') > 0)) return;
    report(key, t('This has no effect without outlierDetection: only then does Istio sort endpoints by it.'), {
      fixes: () =>
        addFix(
          entry,
          policy,
          'outlierDetection',
          { consecutive5xxErrors: 5, interval: '10s', baseEjectionTime: '30s' },
          true,
        ),
    });
  },
});
