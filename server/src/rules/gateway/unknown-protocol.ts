import { t } from '../../l10n.ts';
import { parseProtocol } from '../../model/protocols.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { textAt } from '../field-access.ts';
import { knownProtocols, protocolFixes } from '../listener-values.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'gateway/unknown-protocol',
  alias: 'gw-port-protocol',
  severity: 'error',
  rejects: true,
  kinds: ['Gateway'],
  at: ['Gateway:spec.servers[].port'],
  docs: () => ({
    summary: t('The port of a server names a protocol that Istio knows; any other is refused, and so is an empty one.'),
    details: t(
      'Istio knows HTTP, HTTPS, HTTP2, GRPC, GRPC-WEB, TCP, TLS, MONGO, MYSQL and REDIS, in any case. A Gateway does not guess the protocol. Take `TCP` for databases and queues that are not among them, and `HTTP` for WebSockets.',
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
        number: 5432
        name: postgres
        protocol: POSTGRES
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
        number: 5432
        name: tcp-postgres
        protocol: TCP
      hosts:
        - whoami.example.com
`,
    sources: [
      'istio: pkg/config/validation/validation.go, validateServerPort',
      'istio: pkg/config/protocol/instance.go, Parse',
      'https://istio.io/latest/docs/reference/config/networking/gateway/#Port-protocol',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const protocol = textAt(node, 'protocol');
    if (!protocol || parseProtocol(protocol.value) !== undefined) return;
    report(
      protocol.node,
      protocol.value === ''
        ? t('A port of a Gateway needs a protocol; Istio knows {0}.', knownProtocols())
        : t('Istio does not know the protocol "{0}", but {1}.', shown(protocol.value), knownProtocols()),
      { fixes: () => protocolFixes(entry, protocol) },
    );
  },
});
