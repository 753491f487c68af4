import { t } from '../../l10n.ts';
import { defineSchemaRule } from '../define-schema-rule.ts';

export default defineSchemaRule({
  id: 'schema/wrong-count',
  findings: ['wrong-count'],
  docs: () => ({
    summary: t(
      'A list or map must have as many entries as its field allows; the API server refuses more, and fewer where some must be.',
    ),
    details: t(
      'A ServiceEntry has 1 to 256 hosts, a selector up to 256 or 4096 labels, `targetRefs` up to 16 entries. Where a limit is reached, split the resource.',
    ),
    invalid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
spec:
  hosts: []
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
`,
    sources: ['istio: manifests/charts/base/files/crd-all.gen.yaml'],
  }),
  report({ range, count, minimum, maximum }, { report }) {
    if (maximum !== undefined && count > maximum) {
      report(range, t('There are {0} entries here; the API server takes at most {1}.', count, maximum));
    } else report(range, t('There are {0} entries here; the API server takes at least {1}.', count, minimum ?? 1));
  },
});
