import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { textAt } from '../field-access.ts';
import { bindFault, bindFixes } from '../listener-values.ts';

export default defineFieldRule({
  id: 'gateway/invalid-bind',
  alias: 'gw-bind',
  severity: 'error',
  rejects: true,
  kinds: ['Gateway'],
  at: ['Gateway:spec.servers[]'],
  docs: () => ({
    summary: t('A server listens at an IP address or a Unix socket; Istio refuses names, ports and ranges in `bind`.'),
    details: t(
      'Leave `bind` out to listen at all addresses. A socket has an absolute path (`unix:///run/gateway.sock`) or an abstract name (`unix://@gateway`).',
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
      bind: localhost
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
      bind: 127.0.0.1
      hosts:
        - whoami.example.com
`,
    sources: [
      'istio: pkg/config/validation/validation.go, validateServerBind',
      'istio: pkg/config/validation/validation.go, ValidateUnixAddress',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const bind = textAt(node, 'bind');
    const message = bind && bindFault(bind.value);
    if (message) report(bind.node, message, { fixes: () => bindFixes(entry, bind) });
  },
});
