import { t } from '../../l10n.ts';
import { defineSchemaRule } from '../define-schema-rule.ts';
import { shown } from '../schema-texts.ts';

export default defineSchemaRule({
  id: 'schema/out-of-range',
  findings: ['out-of-range'],
  docs: () => ({
    summary: t('A number must lie within the bounds of its field; the API server refuses it otherwise.'),
    details: t(
      'Ports go from 1 to 65535, percentages from 0 to 100, HTTP statuses from 100 to 599; counts are not negative, and most of them end at 2147483647 or 4294967295.',
    ),
    invalid: `
//- whoami-we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: whoami-we
spec:
  address: 172.29.9.61
  ports:
    http: 80800
`,
    valid: `
//- whoami-we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: whoami-we
spec:
  address: 172.29.9.61
  ports:
    http: 8080
`,
    sources: ['istio: manifests/charts/base/files/crd-all.gen.yaml'],
  }),
  report({ range, node, minimum, maximum }, { report }) {
    const written = shown(node.text);
    if (minimum === undefined)
      report(range, t('{0} is too large; this field takes at most {1}.', written, maximum ?? 0));
    else if (maximum === undefined)
      report(range, t('{0} is too small; this field takes at least {1}.', written, minimum));
    else report(range, t('{0} is out of range; this field takes {1} to {2}.', written, minimum, maximum));
  },
});
