import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { countAt, keyOf, wordAt } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';
import { isFilled } from '../listener-values.ts';

export default defineFieldRule({
  id: 'gateway/tls-crl',
  alias: 'gw-tls-crl',
  severity: 'error',
  rejects: true,
  kinds: ['Gateway', 'Sidecar'],
  at: ['serverTls:'],
  docs: () => ({
    summary: t(
      'A list of revoked certificates is of use only where clients show one, and where the certificate comes from files; Istio refuses `caCrl` elsewhere.',
    ),
    details: t(
      'With mode `SIMPLE` clients show no certificate. With `credentialName` the list belongs into the Secret, as `ca.crl`.',
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
        serverCertificate: /etc/certs/tls.crt
        privateKey: /etc/certs/tls.key
        caCrl: /etc/certs/ca.crl
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
        serverCertificate: /etc/certs/tls.crt
        privateKey: /etc/certs/tls.key
`,
    sources: [
      'istio: pkg/config/validation/validation.go, validateTLSOptions',
      'https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-ca_crl',
    ],
  }),
  check({ node, where }, { entry, report }) {
    if (node.kind !== 'map' || !isFilled(node, 'caCrl')) return;
    const mode = wordAt(node, 'mode', 'PASSTHROUGH');
    const isNamed = isFilled(node, 'credentialName');
    const isPassed = mode === 'PASSTHROUGH' || mode === 'AUTO_PASSTHROUGH';
    const isSimple = mode === 'SIMPLE' && !isNamed && countAt(node, 'credentialNames') === 0;
    if (!isSimple && !(isPassed && isNamed)) return;
    report(
      keyOf(node, 'caCrl') ?? where,
      isSimple
        ? t('With mode SIMPLE clients show no certificate; Istio refuses "caCrl".')
        : t('With "credentialName" the list of revoked certificates belongs into the Secret; Istio refuses "caCrl".'),
      { fixes: () => removeFix(entry, node, 'caCrl', true) },
    );
  },
});
