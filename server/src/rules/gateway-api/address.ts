import { t } from '../../l10n.ts';
import { isIp } from '../../model/ip-addresses.ts';
import type { ScalarNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { mapsIn, textAt, wordAt } from '../field-access.ts';
import { setFix } from '../listener-values.ts';
import { isHostname } from '../route-hostnames.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'gateway-api/address',
  alias: 'gwapi-addresses',
  severity: 'error',
  rejects: true,
  kinds: ['KubernetesGateway'],
  at: ['Gateway:spec.addresses'],
  docs: () => ({
    summary: t('Each address of a Gateway stands there once, and a host name is one; the API server refuses others.'),
    details: t(
      'Without `type` a value is an IP address. In Istio a `Hostname` names the Service of gateway pods that run already.',
    ),
    invalid: `
//- whoami-gateway.yaml
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: whoami-gateway
spec:
  gatewayClassName: istio
  addresses:
    - type: Hostname
      value: ingress_gateway
  listeners:
    - name: http
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
  addresses:
    - type: Hostname
      value: ingress-gateway.istio-ingress.svc.cluster.local
  listeners:
    - name: http
      protocol: HTTP
      port: 80
`,
    sources: [
      'gateway-api: config/crd/standard/gateway.networking.k8s.io_gateways.yaml',
      'https://gateway-api.sigs.k8s.io/reference/api-spec/main/spec/#gatewayspecaddress',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'seq') return;
    const first = new Map<string, ScalarNode>();
    for (const address of mapsIn(node)) {
      const type = wordAt(address, 'type', 'IPAddress');
      const value = textAt(address, 'value');
      if (!value || (type !== 'IPAddress' && type !== 'Hostname')) continue;
      const key = `${type} ${value.value}`;
      const before = first.get(key);
      if (before) {
        report(value.node, t('The address {0} stands before; the API server refuses it twice.', shown(value.value)), {
          related: [{ entry, node: before, message: t('the first one') }],
        });
        continue;
      }
      first.set(key, value.node);
      if (type === 'Hostname' && value.value !== '' && !isHostname(value.value)) {
        report(value.node, t('"{0}" is no host name; the API server refuses it as an address.', shown(value.value)));
      } else if (type === 'IPAddress' && value.value !== '' && !isIp(value.value)) {
        report(value.node, t('"{0}" is no IP address; another type is to be named for it.', shown(value.value)), {
          severity: 'warning',
          fixes: () => (isHostname(value.value) ? setFix(entry, address, 'type', 'Hostname', true) : []),
        });
      }
    }
  },
});
