import { t } from '../../l10n.ts';
import { defineSchemaRule } from '../define-schema-rule.ts';
import { shown } from '../schema-texts.ts';

export default defineSchemaRule({
  id: 'schema/selector-wildcard',
  findings: ['selector-wildcard'],
  docs: () => ({
    summary: t('A selector compares labels to the letter; Istio refuses `*` in it, and keys without a name.'),
    details: t(
      'There are no patterns in selectors. What is to be selected together needs a label in common; a selector without labels, or none, selects the whole namespace.',
    ),
    invalid: `
//- mtls.yaml
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: whoami-mtls
spec:
  selector:
    matchLabels:
      app: whoami-*
  mtls:
    mode: STRICT
`,
    valid: `
//- mtls.yaml
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: whoami-mtls
spec:
  selector:
    matchLabels:
      app: whoami
  mtls:
    mode: STRICT
`,
    sources: ['https://istio.io/latest/docs/reference/config/type/workload-selector/'],
  }),
  report({ range, node, problem }, { report }) {
    if (problem === 'empty-key') report(range, t('This label has no name; Istio refuses it in a selector.'));
    else
      report(
        range,
        t('Istio compares labels to the letter and refuses "{0}": * stands for nothing else here.', shown(node.text)),
      );
  },
});
