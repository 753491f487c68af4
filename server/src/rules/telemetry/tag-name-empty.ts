import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { entriesOf } from '../field-access.ts';

export default defineFieldRule({
  id: 'telemetry/tag-name-empty',
  alias: 'tel-tags',
  severity: 'error',
  rejects: true,
  kinds: ['Telemetry'],
  at: ['Telemetry:spec.tracing[].customTags', 'Telemetry:spec.metrics[].overrides[].tagOverrides'],
  docs: () => ({
    summary: t('A tag has a name; Istio refuses an empty one in traces, and warns of it in metrics.'),
    details: t('The key under `customTags` or `tagOverrides` is the name that the tag gets in traces and metrics.'),
    invalid: `
//- whoami-tracing.yaml
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata:
  name: whoami-tracing
spec:
  tracing:
    - customTags:
        "":
          literal:
            value: vm
`,
    valid: `
//- whoami-tracing.yaml
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata:
  name: whoami-tracing
spec:
  tracing:
    - customTags:
        runs-on:
          literal:
            value: vm
`,
    sources: ['istio: pkg/config/validation/validation.go, validateTelemetryTracing and validateTelemetryMetrics'],
  }),
  check({ node, schema }, { report }) {
    if (node.kind !== 'map') return;
    for (const { key, keyNode } of entriesOf(node)) {
      if (key !== '') continue;
      if (schema.path.endsWith('customTags')) report(keyNode, t('This tag has no name; Istio refuses it.'));
      else report(keyNode, t('This tag has no name, so that no tag is changed.'), { severity: 'warning' });
    }
  },
});
