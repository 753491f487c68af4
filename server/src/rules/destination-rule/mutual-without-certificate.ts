import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSet, textAt, wordAt } from '../field-access.ts';
import { changeFix } from '../field-fixes.ts';

const FILES = ['clientCertificate', 'privateKey'] as const;

export default defineFieldRule({
  id: 'destination-rule/mutual-without-certificate',
  alias: 'dr-tls-mutual-files',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule'],
  at: ['clientTls:'],
  docs: () => ({
    summary: t('TLS of mode `MUTUAL` needs a certificate and key of the client; Istio refuses it without.'),
    details: t(
      'They come from a Secret (`credentialName`), or from files in the proxy (`clientCertificate` and `privateKey`). Between workloads of the mesh the mode is `ISTIO_MUTUAL`: Istio then takes the certificates that it has issued itself, and the fields stay empty.',
    ),
    invalid: `
//- mysql-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: mysql-dr
spec:
  host: mysql.internal.com
  trafficPolicy:
    tls:
      mode: MUTUAL
      clientCertificate: /etc/certs/client.pem
`,
    valid: `
//- mysql-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: mysql-dr
spec:
  host: mysql.internal.com
  trafficPolicy:
    tls:
      mode: MUTUAL
      clientCertificate: /etc/certs/client.pem
      privateKey: /etc/certs/client.key
`,
    sources: [
      'istio: pkg/config/validation/agent/validation.go, ValidateTLS',
      'https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings-TLSmode',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const mode = textAt(node, 'mode');
    if (mode?.value !== 'MUTUAL' || wordAt(node, 'credentialName', '') !== '') return;
    const missing = FILES.filter((field) => wordAt(node, field, '') === '');
    const [first] = missing;
    if (first === undefined) return;
    report(
      mode.node,
      missing.length === FILES.length
        ? t('MUTUAL needs a credentialName, or a clientCertificate and a privateKey; Istio refuses it without.')
        : t('MUTUAL needs a {0} too; Istio refuses it without.', first),
      {
        fixes: () =>
          missing.length === FILES.length && !isSet(node, 'caCertificates')
            ? [changeFix(entry, mode.node, 'ISTIO_MUTUAL')]
            : [],
      },
    );
  },
});
