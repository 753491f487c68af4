import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { countAt, keyOf, textAt } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';
import { isFilled } from '../listener-values.ts';

const FIELDS = ['serverCertificate', 'privateKey', 'caCertificates', 'credentialName'];
const LISTS = ['tlsCertificates', 'credentialNames'];

export default defineFieldRule({
  id: 'gateway/tls-istio-mutual-certificates',
  alias: 'gw-tls-istio-mutual',
  severity: 'error',
  rejects: true,
  kinds: ['Gateway'],
  at: ['serverTls:'],
  docs: () => ({
    summary: t(
      'With mode ISTIO_MUTUAL the certificates are those of the mesh; Istio refuses any that is named beside it.',
    ),
    details: t(
      'The mode is for clients that have a sidecar, for example at an east-west or egress gateway: both sides then use the certificates that istiod issues. Remove the certificate, or take `SIMPLE` or `MUTUAL` for clients outside the mesh.',
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
      hosts:
        - whoami.example.com
      tls:
        mode: ISTIO_MUTUAL
        credentialName: whoami-cert
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
      hosts:
        - whoami.example.com
      tls:
        mode: ISTIO_MUTUAL
`,
    sources: [
      'istio: pkg/config/validation/validation.go, validateTLSOptions',
      'https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-TLSmode',
    ],
  }),
  check({ node, where }, { entry, report }) {
    if (node.kind !== 'map' || textAt(node, 'mode')?.value !== 'ISTIO_MUTUAL') return;
    const set = [
      ...FIELDS.filter((field) => isFilled(node, field)),
      ...LISTS.filter((field) => countAt(node, field) > 0),
    ];
    for (const field of set) {
      report(
        keyOf(node, field) ?? where,
        t('With ISTIO_MUTUAL the certificates are those of the mesh; Istio refuses "{0}".', field),
        { fixes: () => removeFix(entry, node, field, true) },
      );
    }
  },
});
