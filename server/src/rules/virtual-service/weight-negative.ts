import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { numberAt } from '../field-access.ts';

export default defineFieldRule({
  id: 'virtual-service/weight-negative',
  alias: 'vs-weight-negative',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec.http[].route[]', 'VirtualService:spec.tls[].route[]', 'VirtualService:spec.tcp[].route[]'],
  docs: () => ({
    summary: t('The weight of a destination is not negative; Istio refuses it.'),
    details: t('Weights are shares: each destination gets its weight divided by the sum. 0 means none.'),
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
          weight: -1
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
          weight: 1
`,
    sources: [
      'istio: pkg/config/validation/validation.go, validateWeight',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination-weight',
    ],
  }),
  check({ node }, { report }) {
    if (node.kind !== 'map') return;
    const weight = numberAt(node, 'weight');
    if (weight && weight.value < 0)
      report(weight.node, t('The weight {0} is below 0; Istio refuses it.', weight.value));
  },
});
