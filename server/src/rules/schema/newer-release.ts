import { t } from '../../l10n.ts';
import type { NewerRelease } from '../../schema/findings.ts';
import { defineSchemaRule } from '../define-schema-rule.ts';
import { changeText, removePair } from '../edits.ts';
import { shown } from '../schema-texts.ts';

export default defineSchemaRule({
  id: 'schema/newer-release',
  findings: ['newer-release'],
  docs: () => ({
    summary: t(
      'What a manifest uses must exist in the release of Istio that is installed; kubectl refuses newer fields, values and versions.',
    ),
    details: t(
      'The setting `istioWorkloads.istioVersion` (or `--istio-version` on the command line) says which release that is; without it the newest known one is assumed and this is never reported. A field that the release does not know is refused by kubectl, or dropped in silence by a client that does not ask for strict validation. Versions: `v1` of most kinds arrived with Istio 1.22.',
    ),
    invalid: `
//- with Istio 1.19
//- shop-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: shop-se
spec:
  hosts:
    - shop.internal.com
`,
    valid: `
//- with Istio 1.19
//- shop-se.yaml
apiVersion: networking.istio.io/v1beta1
kind: ServiceEntry
metadata:
  name: shop-se
spec:
  hosts:
    - shop.internal.com
`,
    sources: ['istio/api: kubernetes/customresourcedefinitions.gen.yaml of each release'],
  }),
  report(finding, { report, entry }) {
    report(finding.range, messageFor(finding, entry.resource.kindNode.text), {
      fixes: () => {
        const { node, pair, map, allowed } = finding;
        if (pair && map) {
          const removal = removePair(entry, map, pair);
          return removal ? [{ title: t('Remove "{0}"', shown(node.text)), edits: [removal] }] : [];
        }
        return allowed.slice(0, finding.what === 'version' ? 1 : 0).map((version) => ({
          title: t('Change to "{0}"', version),
          edits: [changeText(entry, node, version)],
          isPreferred: true,
        }));
      },
    });
  },
});

function messageFor({ what, node, since, release }: NewerRelease, kind: string): string {
  const first = `1.${since}`;
  const set = `1.${release}`;
  const text = shown(node.text);
  switch (what) {
    case 'kind':
      return t('{0} exists since Istio {1}; the release that is set is {2}.', kind, first, set);
    case 'version':
      return t('{0} of {1} is served since Istio {2}; the release that is set is {3}.', text, kind, first, set);
    case 'value':
      return t('"{0}" exists since Istio {1}; the release that is set, {2}, refuses it.', text, first, set);
    default:
      return t(
        'The field "{0}" exists since Istio {1}; the release that is set, {2}, has no such field.',
        text,
        first,
        set,
      );
  }
}
