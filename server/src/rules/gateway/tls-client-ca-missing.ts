import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { countAt, textAt } from '../field-access.ts';
import { isFilled } from '../listener-values.ts';

export default defineFieldRule({
  id: 'gateway/tls-client-ca-missing',
  alias: 'gw-tls-mutual-ca',
  severity: 'error',
  rejects: true,
  kinds: ['Gateway', 'Sidecar'],
  at: ['serverTls:'],
  docs: () => ({
    summary: t(
      'To check the certificates of clients a server needs the CA that issued them; Istio refuses MUTUAL without.',
    ),
    details: t(
      'Where the certificate comes from files the CA does so too: `caCertificates`. `caCertCredentialName` and the CA inside `tlsCertificates` do not count here. With `credentialName` the Secret holds the CA as `ca.crt`, or the Secret of the same name with `-cacert` does.',
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
        mode: MUTUAL
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
        mode: MUTUAL
        serverCertificate: /etc/certs/tls.crt
        privateKey: /etc/certs/tls.key
        caCertificates: /etc/certs/ca.crt
`,
    sources: [
      'istio: pkg/config/validation/validation.go, validateTLSOptions',
      'https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-ca_certificates',
    ],
  }),
  check({ node }, { report }) {
    if (node.kind !== 'map') return;
    const mode = textAt(node, 'mode');
    if (mode?.value !== 'MUTUAL' && mode?.value !== 'OPTIONAL_MUTUAL') return;
    if (isFilled(node, 'caCertificates') || isFilled(node, 'credentialName')) return;
    if (countAt(node, 'credentialNames') > 0) return;
    // Where there is no certificate at all, that is said instead.
    const hasAny = isFilled(node, 'serverCertificate') || isFilled(node, 'privateKey');
    if (!hasAny && countAt(node, 'tlsCertificates') === 0) return;
    report(
      mode.node,
      t('Mode {0} checks clients and needs their CA: Istio refuses it without "caCertificates".', mode.value),
    );
  },
});
