import { t } from '../../l10n.ts';
import type { ScalarNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { itemsOf, mapAt } from '../field-access.ts';
import { portNumberOf } from '../listener-values.ts';

export default defineFieldRule({
  id: 'sidecar/ingress-port-repeated',
  alias: 'sc-ingress-port-unique',
  severity: 'error',
  rejects: true,
  kinds: ['Sidecar'],
  at: ['Sidecar:spec.ingress'],
  docs: () => ({
    summary: t('Each port has one listener under `ingress`; Istio refuses a second one, whatever its `bind`.'),
    details: t('A port of the workload is served by one listener and leads to one `defaultEndpoint`.'),
    invalid: `
//- whoami-sidecar.yaml
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: whoami
spec:
  ingress:
    - port:
        number: 8000
        protocol: HTTP
        name: http
      defaultEndpoint: 127.0.0.1:8080
    - port:
        number: 8000
        protocol: HTTP
        name: http-admin
      defaultEndpoint: 127.0.0.1:8081
`,
    valid: `
//- whoami-sidecar.yaml
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: whoami
spec:
  ingress:
    - port:
        number: 8000
        protocol: HTTP
        name: http
      defaultEndpoint: 127.0.0.1:8080
    - port:
        number: 8001
        protocol: HTTP
        name: http-admin
      defaultEndpoint: 127.0.0.1:8081
`,
    sources: ['istio: pkg/config/validation/validation.go, ValidateSidecar'],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'seq' || node.items.length < 2) return;
    const ports = new Map<number, ScalarNode>();
    for (const listener of itemsOf(node)) {
      const port = listener.kind === 'map' ? mapAt(listener, 'port') : undefined;
      const number = port && portNumberOf(port);
      if (!number?.node || number.value === 0) continue;
      const first = ports.get(number.value);
      if (!first) ports.set(number.value, number.node);
      else {
        report(number.node, t('Another listener has the port {0} already; Istio refuses a second one.', number.value), {
          related: [{ entry, node: first, message: t('the first one') }],
        });
      }
    }
  },
});
