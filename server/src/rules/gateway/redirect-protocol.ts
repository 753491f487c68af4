import { t } from '../../l10n.ts';
import { isTls, parseProtocol } from '../../model/protocols.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { flagAt, keyOf, mapAt, wordAt } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';

export default defineFieldRule({
  id: 'gateway/redirect-protocol',
  alias: 'gw-https-redirect-protocol',
  severity: 'warning',
  kinds: ['Gateway'],
  at: ['Gateway:spec.servers[]'],
  docs: () => ({
    summary: t('`httpsRedirect` works on HTTP ports only; on any other Istio warns and nothing is redirected.'),
    details: t(
      'A redirect answers a plain HTTP request with the address of the encrypted port. Set it on the server with `protocol: HTTP`, and leave it out on the one with `HTTPS`.',
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
        number: 443
        name: https
        protocol: HTTPS
      tls:
        mode: SIMPLE
        credentialName: whoami-cert
        httpsRedirect: true
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
      tls:
        httpsRedirect: true
    - port:
        number: 443
        name: https
        protocol: HTTPS
      tls:
        mode: SIMPLE
        credentialName: whoami-cert
      hosts:
        - whoami.example.com
`,
    sources: [
      'istio: pkg/config/validation/validation.go, ValidateGateway',
      'https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-https_redirect',
    ],
  }),
  check({ node, where }, { entry, report }) {
    if (node.kind !== 'map') return;
    const tls = mapAt(node, 'tls');
    if (!tls || !flagAt(tls, 'httpsRedirect')) return;
    const protocol = wordAt(mapAt(node, 'port'), 'protocol', '');
    if (protocol === undefined || !isTls(parseProtocol(protocol))) return;
    report(
      keyOf(tls, 'httpsRedirect') ?? where,
      t('Only plain HTTP is redirected to HTTPS; on this port "httpsRedirect" does nothing.'),
      {
        fixes: () => removeFix(entry, tls, 'httpsRedirect', true),
      },
    );
  },
});
