import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { numberAt } from '../field-access.ts';
import { isPort } from '../listener-values.ts';

export default defineFieldRule({
  id: 'virtual-service/match-port',
  alias: 'vs-match-port-range',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec.http[].match[]', 'VirtualService:spec.tls[].match[]', 'VirtualService:spec.tcp[].match[]'],
  docs: () => ({
    summary: t('A port to match is a number from 1 to 65535; Istio refuses the match otherwise.'),
    details: t(
      'It is the port that the client calls: the port of the Service or ServiceEntry, or of the gateway, and not the one that the workload listens on. 0 is the same as none.',
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
    - match:
        - port: 80800
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
    - match:
        - port: 8080
      route:
        - destination:
            host: whoami.internal.com
`,
    sources: [
      'istio: pkg/config/validation/virtualservice.go, validateHTTPRouteMatchRequest',
      'istio: pkg/config/validation/validation.go, validateTLSMatch',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest-port',
    ],
  }),
  check({ node }, { report }) {
    if (node.kind !== 'map') return;
    const port = numberAt(node, 'port');
    if (!port || port.value === 0 || isPort(port.value)) return;
    report(port.node, t('{0} is no port; Istio takes numbers from 1 to 65535.', port.value));
  },
});
