import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSound } from '../define-schema-rule.ts';
import { addField } from '../edits.ts';
import { isSet, textAt } from '../field-access.ts';

export default defineFieldRule({
  id: 'telemetry/tag-value-missing',
  alias: 'tel-metric-override',
  severity: 'error',
  rejects: true,
  kinds: ['Telemetry'],
  at: ['Telemetry:spec.metrics[].overrides[].tagOverrides.*'],
  docs: () => ({
    summary: t('A tag override sets a value or removes the tag; Istio refuses one that does neither.'),
    details: t(
      'Without `operation` UPSERT is meant: the tag is added or changed, and `value` says to what. To drop the tag write `operation: REMOVE`. An override without anything is refused by Istio although it passes the API server.',
    ),
    invalid: `
//- whoami-metrics.yaml
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata:
  name: whoami-metrics
spec:
  metrics:
    - overrides:
        - tagOverrides:
            request_host: {}
`,
    valid: `
//- whoami-metrics.yaml
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata:
  name: whoami-metrics
spec:
  metrics:
    - overrides:
        - tagOverrides:
            request_host: { value: request.host }
`,
    sources: [
      'istio: pkg/config/validation/validation.go, validateTelemetryMetrics',
      'https://istio.io/latest/docs/reference/config/telemetry/#MetricsOverrides-TagOverride',
    ],
  }),
  check({ node, where }, { entry, report }) {
    // With an operation the API server sees to it.
    if (node.kind !== 'map' || isSet(node, 'operation') || !isSound(entry, node)) return;
    const value = textAt(node, 'value');
    if (isSet(node, 'value') && value?.value !== '') return;
    report(value?.node ?? where, t('This sets the tag to nothing; Istio refuses it without a value.'), {
      fixes: () => {
        if (isSet(node, 'value')) return [];
        const edit = addField(entry, node, 'operation', 'REMOVE');
        return edit ? [{ title: t('Remove the tag'), edits: [edit] }] : [];
      },
    });
  },
});
