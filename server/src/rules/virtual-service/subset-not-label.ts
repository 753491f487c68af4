import { t } from '../../l10n.ts';
import { isDnsLabel } from '../../model/host-names.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { textAt } from '../field-access.ts';
import { changeFix } from '../field-fixes.ts';
import { asLabel } from '../listener-values.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'virtual-service/subset-not-label',
  alias: 'vs-dest-subset',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['destination:'],
  docs: () => ({
    summary: t('The name of a subset is of letters, digits and dashes; Istio refuses others.'),
    details: t(
      'A DestinationRule can have no subset with dots or underscores in its name either: name it `v1-2` and give it the label `version: v1.2`.',
    ),
    invalid: `
//- whoami-vs.yaml
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: whoami
spec:
  hosts:
    - whoami.internal.com
  http:
    - route:
        - destination:
            host: whoami.internal.com
            subset: v1.2
`,
    valid: `
//- whoami-vs.yaml
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: whoami
spec:
  hosts:
    - whoami.internal.com
  http:
    - route:
        - destination:
            host: whoami.internal.com
            subset: v1-2
`,
    sources: [
      'istio: pkg/config/validation/validation.go, validateSubsetName',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination-subset',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const subset = textAt(node, 'subset');
    if (!subset || subset.value === '' || isDnsLabel(subset.value)) return;
    const label = asLabel(subset.value);
    report(
      subset.node,
      t(
        'A subset cannot be named "{0}": letters, digits and dashes only, up to 63; Istio refuses it.',
        shown(subset.value),
      ),
      { fixes: () => (label === '' ? [] : [changeFix(entry, subset.node, label)]) },
    );
  },
});
