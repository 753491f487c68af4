import { t } from '../../l10n.ts';
import { defineSchemaRule } from '../define-schema-rule.ts';
import { changeText } from '../edits.ts';
import { closest, listOf, shown } from '../schema-texts.ts';

/** More would be a list to read instead of a choice. */
const MAX_OFFERED = 8;

export default defineSchemaRule({
  id: 'schema/unknown-value',
  findings: ['unknown-value'],
  docs: () => ({
    summary: t(
      'A field with fixed values must hold one of them, in capitals as Istio writes them; the API server refuses any other.',
    ),
    details: t(
      'Case counts: `static` is not `STATIC`. Which values there are is the same for all versions of a kind, and completion offers them with what they do.',
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
  resolution: Static
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
`,
    sources: ['istio: manifests/charts/base/files/crd-all.gen.yaml'],
  }),
  report({ range, node, allowed }, { report, entry }) {
    report(range, t('"{0}" is no value of this field; it takes {1}.', shown(node.text), listOf(allowed)), {
      fixes: () => {
        const meant = closest(node.text, allowed);
        const offered = meant === undefined ? allowed.slice(0, MAX_OFFERED) : [meant];
        return offered.map((value) => ({
          title: t('Change to "{0}"', value),
          edits: [changeText(entry, node, value)],
          ...(value === meant && { isPreferred: true }),
        }));
      },
    });
  },
});
