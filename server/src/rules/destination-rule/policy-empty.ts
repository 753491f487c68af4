import { t } from '../../l10n.ts';
import { effectivePairs } from '../../yaml/node-access.ts';
import type { PairNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { mapAt, presentValue, setPair } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';
import { keyText } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'destination-rule/policy-empty',
  alias: 'dr-policy-empty',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule'],
  at: ['DestinationRule:spec', 'DestinationRule:spec.subsets[]'],
  docs: () => ({
    summary: t('A traffic policy says something; Istio refuses one that is empty.'),
    details: t(
      'One of `loadBalancer`, `connectionPool`, `outlierDetection`, `tls`, `portLevelSettings`, `tunnel`, `proxyProtocol` and `retryBudget` must be there. Without `trafficPolicy` a subset has the policy of the rule, and the rule has the mesh’s defaults.',
    ),
    invalid: `
//- whoami-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: whoami-dr
spec:
  host: whoami.internal.com
  subsets:
    - name: v1
      labels:
        version: v1
      trafficPolicy: {}
`,
    valid: `
//- whoami-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: whoami-dr
spec:
  host: whoami.internal.com
  subsets:
    - name: v1
      labels:
        version: v1
      trafficPolicy:
        loadBalancer:
          simple: ROUND_ROBIN
`,
    sources: ['istio: pkg/config/validation/validation.go, validateTrafficPolicy'],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const pair = setPair(node, 'trafficPolicy');
    const policy = pair && mapAt(node, 'trafficPolicy');
    // A part that is misspelled counts too: that it is unknown has been said.
    if (!policy || effectivePairs(policy).some(saysSomething)) return;
    report(pair.key, t('This traffic policy says nothing; Istio refuses it.'), {
      fixes: () => removeFix(entry, node, 'trafficPolicy', true),
    });
  },
});

function saysSomething(part: PairNode): boolean {
  const value = presentValue(part.value);
  if (value === undefined) return false;
  return keyText(part) !== 'portLevelSettings' || value.kind !== 'seq' || value.items.length > 0;
}
