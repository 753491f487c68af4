import { t } from '../../l10n.ts';
import type { InvalidLabel } from '../../schema/findings.ts';
import { defineSchemaRule } from '../define-schema-rule.ts';
import { shown } from '../schema-texts.ts';

export default defineSchemaRule({
  id: 'schema/metadata-label',
  alias: 'obj-label-invalid',
  findings: ['metadata-label'],
  docs: () => ({
    summary: t(
      'Labels, and the keys of annotations, have a form of their own; the API server refuses a resource with any other.',
    ),
    details: t(
      'The name of a key and the value of a label have up to 63 letters, digits, dashes, underscores and dots, and start and end with a letter or digit; the value may be empty. Before the name may stand a DNS name and a slash. Annotations take any value; all of them together have at most 256 KiB.',
    ),
    invalid: `
//- whoami-we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: whoami-we
  labels:
    team: Team A
spec:
  address: 172.29.9.61
`,
    valid: `
//- whoami-we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: whoami-we
  labels:
    team: team-a
spec:
  address: 172.29.9.61
`,
    sources: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set'],
  }),
  report({ range, node, problem }, { report }) {
    report(range, messageFor(problem, shown(node.text)));
  },
});

function messageFor(problem: InvalidLabel['problem'], text: string): string {
  switch (problem) {
    case 'key':
      return t(
        'The API server refuses the key "{0}": a name is made of letters, digits, dashes, underscores and dots, and starts and ends with a letter or digit.',
        text,
      );
    case 'key-prefix':
      return t('The API server refuses the key "{0}": before the slash stands a DNS name in lower case.', text);
    case 'key-length':
      return t('The API server refuses this key: the name after the slash has at most 63 characters.');
    case 'value':
      return t(
        'The API server refuses the label value "{0}": letters, digits, dashes, underscores and dots, starting and ending with a letter or digit.',
        text,
      );
    case 'value-length':
      return t('The API server refuses this label value: it has more than 63 characters.');
    case 'annotations-size':
      return t('The annotations together have more than 256 KiB; the API server refuses the resource.');
  }
}
