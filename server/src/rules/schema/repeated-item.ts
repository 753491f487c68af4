import { t } from '../../l10n.ts';
import { defineSchemaRule } from '../define-schema-rule.ts';
import { shown } from '../schema-texts.ts';

export default defineSchemaRule({
  id: 'schema/repeated-item',
  findings: ['repeated-item'],
  docs: () => ({
    summary: t(
      'Items of a list that are told apart by a field must differ in it; the API server refuses a second one.',
    ),
    details: t(
      'The ports of a ServiceEntry are told apart by `name`, and their numbers must differ too; so do the variables of a Wasm plugin by `name`.',
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
  ports:
    - number: 80
      name: http
    - number: 8080
      name: http
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
  ports:
    - number: 80
      name: http
    - number: 8080
      name: http-admin
`,
    sources: ['https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy'],
  }),
  report({ range, field, node, first }, { report, entry }) {
    report(
      range,
      t('An item with the {0} {1} stands before; the API server refuses a second one.', field, shown(node.text)),
      {
        related: [{ entry, node: first, message: t('the first one') }],
      },
    );
  },
});
