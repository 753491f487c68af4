import { t } from '../../l10n.ts';
import { dereference } from '../../yaml/node-access.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { changeText } from '../edits.ts';
import { isSet, numberAt, setPair } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';

const SUCCESSOR = 'consecutive5xxErrors';

export default defineFieldRule({
  id: 'destination-rule/consecutive-errors-ignored',
  alias: 'dr-outlier-legacy',
  severity: 'warning',
  kinds: ['DestinationRule'],
  at: ['outlierDetection:'],
  docs: () => ({
    summary: t('`consecutiveErrors` is deprecated and has no effect; Istio warns of it.'),
    details: t(
      'Istio hands Envoy `consecutive5xxErrors` (all answers of 5xx, and connections that fail) and `consecutiveGatewayErrors` (502, 503, 504 only), but nothing of the old field. Without either of them Envoy takes an endpoint out after five answers of 5xx. Istio says nothing where the field stands in a subset or in the settings of a port; it is ignored there all the same.',
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
      consecutiveErrors: 1
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
    outlierDetection:
      consecutive5xxErrors: 1
      interval: 10s
`,
    sources: [
      'istio: pkg/config/validation/validation.go, validateOutlierDetection',
      'istio: pilot/pkg/networking/core/cluster_traffic_policy.go, applyOutlierDetection',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const errors = numberAt(node, 'consecutiveErrors');
    const pair = errors && setPair(node, 'consecutiveErrors');
    if (!pair || errors.value === 0) return;
    report(pair.key, t('Istio ignores consecutiveErrors; consecutive5xxErrors takes its place.'), {
      fixes: () => {
        const key = dereference(pair.key);
        if (isSet(node, SUCCESSOR) || errors.value < 0) return removeFix(entry, node, 'consecutiveErrors', true);
        if (key?.kind !== 'scalar' || !node.pairs.includes(pair)) return [];
        const edits = [changeText(entry, key, SUCCESSOR)];
        return [{ title: t('Change to "{0}"', SUCCESSOR), edits, isPreferred: true }];
      },
    });
  },
});
