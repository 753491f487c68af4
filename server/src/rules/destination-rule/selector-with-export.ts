import { t } from '../../l10n.ts';
import { isDnsLabel } from '../../model/host-names.ts';
import { isPlaceholder } from '../../schema/scalars.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { countAt, keyOf, mapAt, textsAt } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'destination-rule/selector-with-export',
  alias: 'dr-selector-exportto',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule'],
  at: ['DestinationRule:spec'],
  docs: () => ({
    summary: t(
      'A rule with a `workloadSelector` is for clients of its own namespace; Istio refuses to export it to others.',
    ),
    details: t(
      'The selector looks at workloads of the rule’s namespace only, so `exportTo` can be left out, or hold `.` (or the name of the own namespace) and nothing else.',
    ),
    invalid: `
//- whoami-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: whoami-dr
spec:
  host: whoami.internal.com
  workloadSelector:
    matchLabels:
      app: shop-frontend
  exportTo:
    - "*"
  trafficPolicy:
    loadBalancer:
      simple: RANDOM
`,
    valid: `
//- whoami-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: whoami-dr
spec:
  host: whoami.internal.com
  workloadSelector:
    matchLabels:
      app: shop-frontend
  exportTo:
    - "."
  trafficPolicy:
    loadBalancer:
      simple: RANDOM
`,
    sources: ['istio: pkg/config/validation/validation.go, validateExportTo'],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map' || !mapAt(node, 'workloadSelector')) return;
    const count = countAt(node, 'exportTo');
    // What is no namespace, or stands there twice, is refused by itself.
    const exports = textsAt(node, 'exportTo');
    const names = new Set(exports.map(({ value }) => (value === '.' ? entry.namespace || '.' : value)));
    const key = keyOf(node, 'exportTo');
    if (!key || names.size < count || [...names].some((name) => !/^[.*]$/.test(name) && !isDnsLabel(name))) return;
    const foreign = exports.find(({ value }) => value !== '.' && value !== entry.namespace);
    if (!foreign) return;
    // One name may be that of the own namespace where that is not known.
    if ((entry.namespace === '' || isPlaceholder(entry.namespace)) && count === 1 && foreign.value !== '*') return;
    report(
      foreign.node,
      t('Istio refuses to export this to "{0}": workloadSelector is for the own namespace only.', shown(foreign.value)),
      {
        fixes: () => removeFix(entry, node, 'exportTo', true),
      },
    );
  },
});
