import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { keyOf, listAt } from '../field-access.ts';

export default defineFieldRule({
  id: 'gateway/no-hosts',
  alias: 'gw-hosts-required',
  severity: 'error',
  rejects: true,
  kinds: ['Gateway'],
  at: ['Gateway:spec.servers[]'],
  docs: () => ({
    summary: t('Each server of a Gateway names at least one host; Istio refuses an empty list.'),
    details: t(
      'Only requests for a host that the server names, and that a VirtualService bound to the Gateway serves, come in. Write `"*"` to take all of them.',
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
      hosts: []
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
        - "*"
`,
    sources: ['istio: pkg/config/validation/validation.go, validateServer'],
  }),
  check({ node }, { report }) {
    if (node.kind !== 'map') return;
    const hosts = listAt(node, 'hosts');
    const key = keyOf(node, 'hosts');
    if (hosts?.items.length === 0 && key) report(key, t('A server needs at least one host; Istio refuses none.'));
  },
});
