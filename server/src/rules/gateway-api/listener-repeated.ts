import { t } from '../../l10n.ts';
import type { RelativeRange } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSet, mapsIn, numberAt, textAt } from '../field-access.ts';

export default defineFieldRule({
  id: 'gateway-api/listener-repeated',
  alias: 'gwapi-listeners',
  severity: 'error',
  rejects: true,
  kinds: ['KubernetesGateway'],
  at: ['Gateway:spec.listeners'],
  docs: () => ({
    summary: t(
      'No two listeners of a Gateway have the same port, protocol and host name; the API server refuses the second one.',
    ),
    details: t(
      'Listeners at one port are told apart by their `hostname`. Routes attach to a listener by its name (`sectionName`), so give each host a listener of its own, or one listener for all.',
    ),
    invalid: `
//- whoami-gateway.yaml
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: whoami-gateway
spec:
  gatewayClassName: istio
  listeners:
    - name: http
      protocol: HTTP
      port: 80
    - name: whoami
      protocol: HTTP
      port: 80
`,
    valid: `
//- whoami-gateway.yaml
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: whoami-gateway
spec:
  gatewayClassName: istio
  listeners:
    - name: http
      protocol: HTTP
      port: 80
    - name: whoami
      protocol: HTTP
      port: 80
      hostname: whoami.example.com
`,
    sources: [
      'gateway-api: config/crd/standard/gateway.networking.k8s.io_gateways.yaml',
      'https://gateway-api.sigs.k8s.io/reference/api-spec/main/spec/#gatewayspec',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'seq' || node.items.length < 2) return;
    const first = new Map<string, RelativeRange>();
    for (const listener of mapsIn(node)) {
      const port = numberAt(listener, 'port');
      const protocol = textAt(listener, 'protocol');
      const hostname = textAt(listener, 'hostname');
      if (!port || !protocol || (!hostname && isSet(listener, 'hostname'))) continue;
      const key = `${port.value}/${protocol.value}/${hostname?.value ?? ''}`;
      const place = hostname?.node ?? port.node;
      const before = first.get(key);
      if (!before) first.set(key, place);
      else {
        report(
          place,
          hostname
            ? t(
                'Another listener has {0} at port {1} already; the API server refuses a second one.',
                hostname.value,
                port.value,
              )
            : t(
                'Another listener has port {0} and no host name already; the API server refuses a second one.',
                port.value,
              ),
          { related: [{ entry, node: before, message: t('the first one') }] },
        );
      }
    }
  },
});
