import { t } from '../../l10n.ts';
import type { Fix } from '../../problem.ts';
import { defineSchemaRule } from '../define-schema-rule.ts';
import { changeText, removePair } from '../edits.ts';
import { closest, keyText, shown } from '../schema-texts.ts';

const FIELDS: readonly string[] = ['metadata', 'spec', 'status', 'apiVersion', 'kind'];

export default defineSchemaRule({
  id: 'schema/unknown-top-field',
  alias: 'obj-unknown-top-key',
  findings: ['unknown-top-field'],
  docs: () => ({
    summary: t(
      'An Istio resource has `apiVersion`, `kind`, `metadata` and `spec` at its top, and nothing else; another field is refused.',
    ),
    details: t(
      'What belongs to the resource stands below `spec`. A field that starts in column 0 by mistake (`hosts` instead of `spec.hosts`, or `specs`) is refused by kubectl and by the webhook of Istio.',
    ),
    invalid: `
//- whoami-we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: whoami-we
spec:
  address: 172.29.9.61
data: {}
`,
    valid: `
//- whoami-we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: whoami-we
spec:
  address: 172.29.9.61
`,
    sources: ['istio: pkg/config/validation/validation.go'],
  }),
  report({ range, key, map, pair }, { report, entry }) {
    const name = shown(key.text);
    report(
      range,
      t('There is no field "{0}" at the top of {1}; Istio refuses it.', name, entry.resource.kindNode.text),
      {
        fixes: () => {
          const fixes: Fix[] = [];
          const present = new Set(map.pairs.map(keyText));
          const meant = closest(
            key.text,
            FIELDS.filter((field) => !present.has(field)),
          );
          if (meant !== undefined) {
            fixes.push({
              title: t('Change to "{0}"', meant),
              edits: [changeText(entry, key, meant)],
              isPreferred: true,
            });
          }
          const removal = removePair(entry, map, pair);
          if (removal) fixes.push({ title: t('Remove "{0}"', name), edits: [removal] });
          return fixes;
        },
      },
    );
  },
});
