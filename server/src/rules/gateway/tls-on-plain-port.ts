import { t } from '../../l10n.ts';
import { isHttp, isTls, parseProtocol } from '../../model/protocols.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { keyOf, mapAt, textAt, wordAt } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';
import { changeFixes, isFilled } from '../listener-values.ts';

export default defineFieldRule({
  id: 'gateway/tls-on-plain-port',
  alias: 'gw-tls-on-plaintext',
  severity: 'error',
  rejects: true,
  kinds: ['Gateway'],
  at: ['Gateway:spec.servers[]'],
  docs: () => ({
    summary: t('A server without encryption has no `tls`, but for `httpsRedirect` on HTTP; Istio refuses the rest.'),
    details: t(
      'The protocol says whether the port is encrypted: `HTTPS` or `TLS`. On a port that speaks HTTP `tls` can send clients to HTTPS (`httpsRedirect: true`), and on one that speaks TCP nothing at all.',
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
        name: http
        protocol: HTTP
      tls:
        mode: SIMPLE
        credentialName: whoami-cert
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
        number: 443
        name: https
        protocol: HTTPS
      tls:
        mode: SIMPLE
        credentialName: whoami-cert
      hosts:
        - whoami.example.com
`,
    sources: ['istio: pkg/config/validation/validation.go, validateServer'],
  }),
  check({ node, where }, { entry, report }) {
    if (node.kind !== 'map') return;
    const tls = mapAt(node, 'tls');
    const written = tls && textAt(mapAt(node, 'port'), 'protocol');
    const protocol = written && parseProtocol(written.value);
    if (!protocol || isTls(protocol)) return;
    const place = keyOf(node, 'tls') ?? where;
    if (!isHttp(protocol)) {
      report(place, t('A port that speaks {0} is not encrypted; Istio refuses "tls" there.', written.value), {
        fixes: () => [...changeFixes(entry, written.node, 'TLS', false), ...removeFix(entry, node, 'tls')],
      });
      return;
    }
    const mode = wordAt(tls, 'mode', 'PASSTHROUGH');
    const isPassing = mode === undefined || mode === 'PASSTHROUGH' || mode === 'AUTO_PASSTHROUGH';
    if (isPassing && !['caCertificates', 'privateKey', 'serverCertificate'].some((field) => isFilled(tls, field)))
      return;
    report(
      place,
      t('A port that speaks {0} is not encrypted; Istio takes only "httpsRedirect" in "tls" there.', written.value),
      {
        fixes: () => changeFixes(entry, written.node, 'HTTPS', protocol === 'HTTP'),
      },
    );
  },
});
