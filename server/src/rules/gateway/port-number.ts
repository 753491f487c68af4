import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { changeValue } from '../edits.ts';
import { keyOf, mapAt, textAt } from '../field-access.ts';
import { isPort, isSocket, portNumberOf } from '../listener-values.ts';

export default defineFieldRule({
  id: 'gateway/port-number',
  alias: 'gw-port-number',
  severity: 'error',
  rejects: true,
  kinds: ['Gateway'],
  at: ['Gateway:spec.servers[]'],
  docs: () => ({
    summary: t(
      'A server listens at a port between 1 and 65535, or at a Unix socket with the number 0; Istio refuses anything else.',
    ),
    details: t(
      'The number is that of the port in the gateway pod, which the Service of the gateway leads to. Only where `bind` is a Unix socket (`unix:///run/gateway.sock`) there is no port, and the number must be 0.',
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
        number: 80800
        name: http
        protocol: HTTP
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
        number: 8080
        name: http
        protocol: HTTP
      hosts:
        - whoami.example.com
`,
    sources: [
      'istio: pkg/config/validation/validation.go, validateServerPort',
      'istio: pkg/config/validation/validation.go, validateServerBind',
    ],
  }),
  check({ node, where }, { entry, report }) {
    if (node.kind !== 'map') return;
    const port = mapAt(node, 'port');
    const number = port && portNumberOf(port);
    if (!number) return;
    const place = number.node ?? keyOf(node, 'port') ?? where;
    if (isSocket(textAt(node, 'bind')?.value)) {
      const written = number.node;
      if (number.value === 0 || !written) return;
      report(place, t('A Unix socket has no port; Istio refuses a number other than 0 beside it.'), {
        fixes: () => [{ title: t('Change to "{0}"', '0'), edits: [changeValue(entry, written, 0)], isPreferred: true }],
      });
    } else if (!isPort(number.value)) {
      report(place, t('{0} is no port; Istio takes numbers from 1 to 65535.', number.value));
    }
  },
});
