import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { mapAt, numberAt } from '../field-access.ts';

export default defineFieldRule({
  id: 'virtual-service/mirror-percentage',
  alias: 'vs-mirror-percentage',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec.http[]', 'VirtualService:spec.http[].mirrors[]'],
  docs: () => ({
    summary: t('The percentage of mirrored requests is 0 to 100; Istio refuses others.'),
    details: t('Without a percentage all requests are mirrored.'),
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
      mirrors:
        - destination:
            host: whoami-v2.internal.com
          percentage:
            value: 150
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
      mirrors:
        - destination:
            host: whoami-v2.internal.com
          percentage:
            value: 50
`,
    sources: [
      'istio: pkg/config/validation/virtualservice.go, validateHTTPRoute',
      'istio: pkg/config/validation/validation.go, validateHTTPMirrors',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMirrorPolicy',
    ],
  }),
  check({ node, schema }, { report }) {
    if (node.kind !== 'map') return;
    const field = schema.path === 'spec.http[]' ? 'mirrorPercentage' : 'percentage';
    const percent = numberAt(mapAt(node, field), 'value');
    if (!percent || (percent.value >= 0 && percent.value <= 100)) return;
    report(percent.node, t('{0} is no percentage; Istio takes 0 to 100.', percent.node.text));
  },
});
