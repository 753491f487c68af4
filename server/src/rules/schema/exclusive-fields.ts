import { t } from '../../l10n.ts';
import { defineSchemaRule } from '../define-schema-rule.ts';
import { removePair } from '../edits.ts';
import { keyText, listOf } from '../schema-texts.ts';

export default defineSchemaRule({
  id: 'schema/exclusive-fields',
  findings: ['exclusive-fields'],
  docs: () => ({
    summary: t('Of fields that exclude each other only one may be set; the API server refuses two of them.'),
    details: t(
      'Such fields are several answers to one question: `exact`, `prefix` and `regex` of a match, `simple` and `consistentHash` of a load balancer, `selector` and `targetRefs` of a policy, `workloadSelector` and `endpoints` of a ServiceEntry. Keep the one that is meant.',
    ),
    invalid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
spec:
  hosts:
    - whoami.internal.com
  resolution: STATIC
  endpoints:
    - address: 172.29.9.61
  workloadSelector:
    labels:
      app: whoami
`,
    valid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
spec:
  hosts:
    - whoami.internal.com
  resolution: STATIC
  workloadSelector:
    labels:
      app: whoami
`,
    sources: ['istio: manifests/charts/base/files/crd-all.gen.yaml'],
  }),
  report({ range, map, fields, pairs }, { report, entry }) {
    if (pairs.length === 0) {
      report(range, t('One of {0} must be set here; the API server refuses the resource without.', listOf(fields)));
      return;
    }
    const names = pairs.map(keyText);
    report(range, t('Only one of {0} can be set; {1} are.', listOf(fields), names.join(', ')), {
      related: pairs
        .slice(0, -1)
        .map((pair) => ({ entry, node: pair.key, message: t('"{0}" is set here', keyText(pair)) })),
      fixes: () =>
        [...pairs].reverse().flatMap((pair) => {
          const edit = removePair(entry, map, pair);
          return edit ? [{ title: t('Remove "{0}"', keyText(pair)), edits: [edit] }] : [];
        }),
    });
  },
});
