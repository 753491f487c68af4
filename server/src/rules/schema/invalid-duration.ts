import { t } from '../../l10n.ts';
import { defineSchemaRule } from '../define-schema-rule.ts';
import { durationFixes } from '../duration-fixes.ts';
import { shown } from '../schema-texts.ts';

export default defineSchemaRule({
  id: 'schema/invalid-duration',
  findings: ['invalid-duration'],
  docs: () => ({
    summary: t('A duration is a number with a unit and at least 1ms long; the API server refuses anything else.'),
    details: t(
      'The units are `ms`, `s`, `m` and `h`, and several may follow each other: `1m30s`, `1.5h`. There are no days, and a bare number has no unit.',
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
      interval: "10"
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
      interval: 10s
`,
    sources: ['https://pkg.go.dev/time#ParseDuration'],
  }),
  report(finding, { report, entry }) {
    const text = shown(finding.node.text);
    const message = finding.isParseable
      ? t('"{0}" is too short; the API server takes durations from 1ms on.', text)
      : t('"{0}" is no duration; the API server takes numbers with units, such as 10s, 500ms or 1m30s.', text);
    report(finding.range, message, { fixes: () => durationFixes(entry, finding.node) });
  },
});
