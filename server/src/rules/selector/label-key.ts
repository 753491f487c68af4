import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { entriesOf } from '../field-access.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  // What the API server finds itself (other kinds' selectors, values with `*`, values of more than 63 characters) is said in
  // schema/. Left are the keys in the selectors of `se-selector-key-value`, `sc-selector` and EnvoyFilter.
  id: 'selector/label-key',
  alias: 'pol-selector',
  severity: 'error',
  rejects: true,
  kinds: ['EnvoyFilter', 'ServiceEntry', 'Sidecar'],
  at: ['workloadSelector:labels'],
  docs: () => ({
    summary: t('Keys of a selector are names of labels, to the letter; Istio refuses an empty one and `*` in it.'),
    details: t(
      'A workload is selected if it has each label with exactly this key and value. There are no patterns on either side. What is to be selected together needs a label in common.',
    ),
    invalid: `
//- whoami-sidecar.yaml
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: whoami-sidecar
spec:
  workloadSelector:
    labels:
      app*: whoami
  egress:
    - hosts: ["./*"]
`,
    valid: `
//- whoami-sidecar.yaml
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: whoami-sidecar
spec:
  workloadSelector:
    labels:
      app: whoami
  egress:
    - hosts: ["./*"]
`,
    sources: ['istio: pkg/config/validation/validation.go, ValidateAlphaWorkloadSelector'],
  }),
  check({ node }, { report }) {
    if (node.kind !== 'map') return;
    for (const { key, keyNode } of entriesOf(node)) {
      if (key === '') report(keyNode, t('This label has no name; Istio refuses it in a selector.'));
      else if (key.includes('*')) {
        report(
          keyNode,
          t('Istio compares labels to the letter and refuses "{0}": * stands for nothing else here.', shown(key)),
        );
      }
    }
  },
});
