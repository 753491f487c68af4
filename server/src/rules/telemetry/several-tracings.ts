import { t } from '../../l10n.ts';
import type { RelativeRange } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { itemsOf, listAt } from '../field-access.ts';

export default defineFieldRule({
  id: 'telemetry/several-tracings',
  alias: 'tel-tracing-multiple',
  severity: 'warning',
  kinds: ['Telemetry'],
  at: ['Telemetry:spec.tracing', 'Telemetry:spec.tracing[]'],
  docs: () => ({
    summary: t('Istio traces with one item and one provider; it ignores the others.'),
    details: t(
      'The lists are there for later. Until then the first item under `tracing`, and the first of its `providers`, is the one that counts. For other workloads make a second Telemetry with a selector.',
    ),
    invalid: `
//- whoami-tracing.yaml
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata:
  name: whoami-tracing
spec:
  tracing:
    - providers:
        - name: zipkin
        - name: otel
`,
    valid: `
//- whoami-tracing.yaml
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata:
  name: whoami-tracing
spec:
  tracing:
    - providers:
        - name: zipkin
`,
    sources: [
      'istio: pkg/config/validation/validation.go, validateTelemetryTracing',
      'https://istio.io/latest/docs/reference/config/telemetry/#Tracing',
    ],
  }),
  check({ node }, { report }) {
    if (node.kind === 'seq') {
      const second = startOf(node.items[1]);
      if (second) report(second, t('Istio traces with the first item only; this one has no effect.'));
      return;
    }
    const second = startOf(itemsOf(listAt(node, 'providers'))[1]);
    if (second) report(second, t('Istio traces with one provider; this one has no effect.'));
  },
});

/** What to point at when speaking of an item. */
function startOf(item: ReturnType<typeof itemsOf>[number] | RelativeRange | undefined): RelativeRange | undefined {
  return item && 'kind' in item && item.kind === 'map' ? (item.pairs[0]?.key ?? item) : item;
}
