import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { keyOf, mapAt } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';
import { isPort, portNumberOf } from '../listener-values.ts';
import { hasUnknownField } from '../unknown-fields.ts';

export default defineFieldRule({
  id: 'virtual-service/destination-port',
  alias: 'vs-dest-port',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['destination:'],
  docs: () => ({
    summary: t('The port of a destination is a number from 1 to 65535; Istio refuses others, and an empty port.'),
    details: t(
      'It is the port of the Service or ServiceEntry, not the one that the workload listens on. Where the service has only one, no port is needed.',
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
            port:
              number: 80800
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
            port:
              number: 8080
`,
    sources: [
      'istio: pkg/config/validation/validation.go, validatePortSelector',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#PortSelector',
    ],
  }),
  check({ node, schema, where }, { entry, report }) {
    if (node.kind !== 'map') return;
    const port = mapAt(node, 'port');
    const number = port && portNumberOf(port);
    if (!number || isPort(number.value) || hasUnknownField(port, schema.properties?.get('port')?.node)) return;
    if (number.node) report(number.node, t('{0} is no port; Istio takes numbers from 1 to 65535.', number.value));
    else {
      report(keyOf(node, 'port') ?? where, t('This port has no number; Istio refuses it.'), {
        fixes: () => removeFix(entry, node, 'port'),
      });
    }
  },
});
