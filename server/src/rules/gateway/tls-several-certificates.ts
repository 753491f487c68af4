import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { countAt, isSet, keyOf, wordAt } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';
import { isFilled } from '../listener-values.ts';

export default defineFieldRule({
  id: 'gateway/tls-several-certificates',
  alias: 'gw-tls-source-one',
  severity: 'error',
  rejects: true,
  kinds: ['Gateway', 'Sidecar'],
  at: ['serverTls:'],
  docs: () => ({
    summary: t('A server takes its certificate from one place; Istio refuses several.'),
    details: t(
      'The places are `credentialName`, `credentialNames`, `tlsCertificates`, and `serverCertificate` with `privateKey`. A Secret named by `credentialName` is read by istiod and handed to the gateway, files must be mounted into its pod.',
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
        mode: SIMPLE
        credentialName: whoami-cert
        serverCertificate: /etc/certs/tls.crt
        privateKey: /etc/certs/tls.key
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
        mode: SIMPLE
        credentialName: whoami-cert
`,
    sources: [
      'istio: pkg/config/validation/validation.go, validateTLSOptions',
      'https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings',
    ],
  }),
  check({ node, where }, { entry, report }) {
    if (node.kind !== 'map') return;
    const named = isFilled(node, 'credentialName');
    const files = isFilled(node, 'serverCertificate') && isFilled(node, 'privateKey');
    if (!named && !files) return;
    const lists = ['credentialNames', 'tlsCertificates'].filter((field) => countAt(node, field) > 0);
    const places = [...(named ? ['credentialName'] : []), ...lists, ...(files ? ['serverCertificate'] : [])];
    if (places.length < 2 || wordAt(node, 'mode', '') === 'ISTIO_MUTUAL') return;
    // The API server has said so much already.
    if (isSet(node, 'credentialNames') && (isSet(node, 'credentialName') || isSet(node, 'tlsCertificates'))) return;
    const [first = '', second = ''] = places;
    report(
      keyOf(node, second) ?? where,
      t('The certificate comes from one place; Istio refuses "{0}" beside "{1}".', second, first),
      { fixes: () => (files ? removeFix(entry, node, first) : removeFix(entry, node, second)) },
    );
  },
});
