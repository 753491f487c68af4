import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { keyOf, numberAt } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';

export default defineFieldRule({
  id: 'gateway/target-port',
  alias: 'gw-port-target',
  severity: 'error',
  rejects: true,
  kinds: ['Gateway'],
  at: ['Gateway:spec.servers[].port'],
  docs: () => ({
    summary: t(
      'The port of a server has no `targetPort`; Istio refuses it, since a gateway sends nothing on by itself.',
    ),
    details: t(
      'Where requests go from a gateway is said by the VirtualServices that are bound to it: their `destination.port`. In a Gateway the field never had an effect.',
    ),
    invalid: `
//- whoami-gateway.yaml
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: whoami-gateway
spec:
  selector:
    istio: ingressgateway
  servers:
    - port:
        number: 80
        name: http
        protocol: HTTP
        targetPort: 8080
      hosts:
        - whoami.example.com
`,
    valid: `
//- whoami-gateway.yaml
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: whoami-gateway
spec:
  selector:
    istio: ingressgateway
  servers:
    - port:
        number: 80
        name: http
        protocol: HTTP
      hosts:
        - whoami.example.com
`,
    sources: ['istio: pkg/config/validation/validation.go, validateServerPort'],
  }),
  check({ node, where }, { entry, report }) {
    if (node.kind !== 'map' || (numberAt(node, 'targetPort')?.value ?? 0) <= 0) return;
    report(
      keyOf(node, 'targetPort') ?? where,
      t('A Gateway sends nothing on by itself; Istio refuses "targetPort" here.'),
      {
        fixes: () => removeFix(entry, node, 'targetPort', true),
      },
    );
  },
});
