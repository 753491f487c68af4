import { t } from '../../l10n.ts';
import { isDnsLabel } from '../../model/host-names.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { textAt } from '../field-access.ts';
import { changeFix } from '../field-fixes.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'destination-rule/subset-name-not-label',
  alias: 'dr-subset-name',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule'],
  at: ['DestinationRule:spec.subsets[]'],
  docs: () => ({
    summary: t('The name of a subset is letters, digits and `-`, 63 at most; Istio refuses others.'),
    details: t(
      'Envoy’s clusters are named after subsets, so a dot or an underscore has no place there: `v1-0`, not `v1.0`. The labels of the subset keep their own spelling (`version: v1.0`). A VirtualService that names the subset in a destination has to say the new name too.',
    ),
    invalid: `
//- whoami-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: whoami-dr
spec:
  host: whoami.internal.com
  subsets:
    - name: v1.0
      labels:
        version: v1.0
`,
    valid: `
//- whoami-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: whoami-dr
spec:
  host: whoami.internal.com
  subsets:
    - name: v1-0
      labels:
        version: v1.0
`,
    sources: [
      'istio: pkg/config/validation/validation.go, validateSubsetName',
      'https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const name = textAt(node, 'name');
    if (!name || isDnsLabel(name.value)) return;
    const meant = name.value
      .trim()
      .replace(/[^a-zA-Z0-9-]+/g, '-')
      .replace(/^-+|-+$/g, '');
    report(
      name.node,
      name.value === ''
        ? t('This subset has an empty name; Istio refuses it.')
        : name.value.length > 63
          ? t('"{0}" is longer than 63 characters; Istio refuses it as the name of a subset.', shown(name.value))
          : t('"{0}" is more than letters, digits and -; Istio refuses it as the name of a subset.', shown(name.value)),
      { fixes: () => (isDnsLabel(meant) ? [changeFix(entry, name.node, meant, true)] : []) },
    );
  },
});
