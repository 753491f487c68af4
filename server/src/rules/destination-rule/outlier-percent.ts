import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { numberAt } from '../field-access.ts';
import { changeFix } from '../field-fixes.ts';

export default defineFieldRule({
  id: 'destination-rule/outlier-percent',
  alias: 'dr-outlier-percent',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule'],
  at: ['outlierDetection:'],
  docs: () => ({
    summary: t(
      'How many endpoints may be taken out, and how many must be healthy, are percentages; Istio refuses others.',
    ),
    details: t(
      '`maxEjectionPercent` (10 if not set) is the share of endpoints that may be out at a time; `minHealthPercent` is the share below which outlier detection stops and all endpoints are used. Both go from 0 to 100.',
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
    outlierDetection:
      maxEjectionPercent: 1000
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
    outlierDetection:
      maxEjectionPercent: 100
`,
    sources: ['istio: pkg/config/validation/validation.go, validateOutlierDetection'],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    for (const field of ['maxEjectionPercent', 'minHealthPercent']) {
      const percent = numberAt(node, field);
      if (!percent || (percent.value >= 0 && percent.value <= 100)) continue;
      report(percent.node, t('{0} is no percentage; Istio takes 0 to 100.', percent.value), {
        fixes: () => (percent.value > 100 ? [changeFix(entry, percent.node, 100)] : []),
      });
    }
  },
});
