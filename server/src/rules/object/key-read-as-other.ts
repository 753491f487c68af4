import { t } from '../../l10n.ts';
import { jsonKey } from '../../schema/checks/reading.ts';
import { isSurelyString } from '../../schema/scalars.ts';
import { dereference } from '../../yaml/node-access.ts';
import { isStringScalar } from '../../yaml/scalar-value.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { SCHEMA_KINDS } from '../define-schema-rule.ts';
import { changeValue } from '../edits.ts';
import { describeValue, shown } from '../schema-texts.ts';

/** The maps whose keys are names that people choose. */
const PLACES = [
  'metadata:labels',
  'metadata:annotations',
  'selector:matchLabels',
  'labelSelector:matchLabels',
  'workloadSelector:labels',
  'endpoint:labels',
  'endpoint:ports',
  'DestinationRule:spec.subsets[].labels',
  'Gateway:spec.selector',
  'Service:spec.selector',
  'VirtualService:spec.http[].match[].sourceLabels',
  'VirtualService:spec.tcp[].match[].sourceLabels',
  'VirtualService:spec.tls[].match[].sourceLabels',
  'WorkloadGroup:spec.metadata.labels',
  'WorkloadGroup:spec.metadata.annotations',
  'WorkloadGroup:spec.template.labels',
  'WorkloadGroup:spec.template.ports',
  'podSpec:nodeSelector',
];

export default defineFieldRule({
  id: 'object/key-read-as-other',
  severity: 'warning',
  // The webhook says nothing of this.
  codes: [],
  kinds: SCHEMA_KINDS,
  at: PLACES,
  docs: () => ({
    summary: t('A key that YAML reads as something other than text needs quotes; otherwise it gets another name.'),
    details: t(
      'JSON knows text as keys only, so the value that was read becomes the name: `yes:` is named `true`, `010:` is named `8` and `1.0:` is named `1`. Selectors look for the name that was written and do not find it.',
    ),
    invalid: `
//- whoami-we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: whoami-we
spec:
  address: 172.29.9.61
  labels:
    on: call
`,
    valid: `
//- whoami-we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: whoami-we
spec:
  address: 172.29.9.61
  labels:
    "on": call
`,
    sources: ['https://yaml.org/type/bool.html'],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    for (const pair of node.pairs) {
      const keyNode = dereference(pair.key);
      if (keyNode?.kind !== 'scalar' || isSurelyString(keyNode, entry.resource.document.text)) continue;
      const key = jsonKey(keyNode);
      if (key === keyNode.text || isStringScalar(keyNode)) continue;
      report(
        keyNode,
        t('YAML reads {0} as {1}, so this key is named "{2}".', shown(keyNode.text), describeValue(keyNode), key),
        {
          fixes: () => [
            {
              title: t('Quote it: "{0}"', shown(keyNode.text)),
              edits: [changeValue(entry, keyNode, keyNode.text)],
              isPreferred: true,
            },
          ],
        },
      );
    }
  },
});
