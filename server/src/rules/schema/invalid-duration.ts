import { t } from '../../l10n.ts';
import type { Fix } from '../../problem.ts';
import type { InvalidDuration } from '../../schema/findings.ts';
import type { ResourceEntry } from '../../workspace/resource-entry.ts';
import { defineSchemaRule } from '../define-schema-rule.ts';
import { changeText } from '../edits.ts';
import { shown } from '../schema-texts.ts';

export default defineSchemaRule({
  id: 'schema/invalid-duration',
  alias: 'dr-warmup-legacy',
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
    report(finding.range, message, { fixes: () => fixesFor(finding, entry) });
  },
});

function fixesFor({ node }: InvalidDuration, entry: ResourceEntry): Fix[] {
  const text = node.text.trim();
  const days = /^([0-9]{1,4})d$/.exec(text)?.[1];
  const seconds = /^([0-9]*\.?[0-9]+) ?(?:sec|secs|seconds?)?$/.exec(text)?.[1];
  const minutes = /^([0-9]+) ?(?:min|mins|minutes?)$/.exec(text)?.[1];
  const meant =
    days !== undefined
      ? `${Number(days) * 24}h`
      : seconds !== undefined && Number(seconds) > 0
        ? `${seconds}s`
        : minutes === undefined
          ? undefined
          : `${minutes}m`;
  if (meant === undefined) return [];
  return [{ title: t('Change to "{0}"', meant), edits: [changeText(entry, node, meant)], isPreferred: true }];
}
