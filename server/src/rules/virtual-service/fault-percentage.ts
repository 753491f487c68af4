import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { mapAt, numberAt } from '../field-access.ts';

export default defineFieldRule({
  id: 'virtual-service/fault-percentage',
  alias: 'vs-fault-percentage',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec.http[].fault.abort', 'VirtualService:spec.http[].fault.delay'],
  docs: () => ({
    summary: t('The percentage of a fault is 0, or 0.0001 to 100; Istio refuses others.'),
    details: t(
      'Envoy counts in millionths, so there is nothing between 0 and 0.0001. Without a percentage all requests are meant.',
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
    - fault:
        abort:
          httpStatus: 503
          percentage:
            value: 150
      route:
        - destination:
            host: whoami.internal.com
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
    - fault:
        abort:
          httpStatus: 503
          percentage:
            value: 50
      route:
        - destination:
            host: whoami.internal.com
`,
    sources: [
      'istio: pkg/config/validation/validation.go, validatePercentage',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection',
    ],
  }),
  check({ node }, { report }) {
    if (node.kind !== 'map') return;
    const percent = numberAt(mapAt(node, 'percentage'), 'value');
    if (!percent || percent.value === 0 || (percent.value >= 0.0001 && percent.value <= 100)) return;
    report(percent.node, t('{0} is no percentage that Istio takes: 0, or 0.0001 to 100.', percent.node.text));
  },
});
