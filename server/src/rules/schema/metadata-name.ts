import { t } from '../../l10n.ts';
import { defineSchemaRule } from '../define-schema-rule.ts';
import { changeText } from '../edits.ts';
import { shown } from '../schema-texts.ts';

export default defineSchemaRule({
  id: 'schema/metadata-name',
  alias: 'obj-name-invalid',
  findings: ['metadata-name'],
  docs: () => ({
    summary: t(
      'The name of a resource is made of lower-case letters, digits, dashes and dots; the API server refuses any other.',
    ),
    details: t(
      'A name has at most 253 characters and starts and ends with a letter or digit, as does each part between dots. Names of Services and namespaces, and of namespaces where a resource names its own, have no dots and at most 63 characters; that of a Service starts with a letter.',
    ),
    invalid: `
//- whoami-we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: Whoami_WE
spec:
  address: 172.29.9.61
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
    sources: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/names/'],
  }),
  report({ range, node, form }, { report, entry }) {
    const name = shown(node.text);
    const message =
      form === 'dns-name'
        ? t(
            'The API server refuses "{0}" as a name: lower-case letters, digits, dashes and dots, starting and ending with a letter or digit.',
            name,
          )
        : form === 'dns-label'
          ? t(
              'The API server refuses "{0}" as a namespace: up to 63 lower-case letters, digits and dashes, starting and ending with a letter or digit.',
              name,
            )
          : t(
              'The API server refuses "{0}" as the name of a Service: up to 63 lower-case letters, digits and dashes, starting with a letter.',
              name,
            );
    report(range, message, {
      fixes: () => {
        const meant = asName(node.text, form === 'dns-name');
        if (meant === '' || meant === node.text) return [];
        return [{ title: t('Change to "{0}"', meant), edits: [changeText(entry, node, meant)] }];
      },
    });
  },
});

/** The nearest name that is taken. */
function asName(text: string, mayHaveDots: boolean): string {
  return text
    .toLowerCase()
    .replace(mayHaveDots ? /[^a-z0-9.]+/g : /[^a-z0-9]+/g, '-')
    .replace(/-*\.[-.]*/g, '.')
    .slice(0, mayHaveDots ? 253 : 63)
    .replace(/^[-.]+|[-.]+$/g, '');
}
