import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { keyOf, setPair, textAt } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';
import { listOf } from '../schema-texts.ts';

const FILES = ['clientCertificate', 'privateKey', 'caCertificates', 'caCrl'] as const;

export default defineFieldRule({
  id: 'destination-rule/credential-with-files',
  alias: 'dr-tls-credential-exclusive',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule'],
  at: ['clientTls:'],
  docs: () => ({
    summary: t('Certificates come from a Secret or from files; Istio refuses `credentialName` beside paths.'),
    details: t(
      'The Secret that `credentialName` names holds the key, the certificate and the authority’s certificate. Without it the fields are paths in the file system of the proxy. With the modes `DISABLE` and `ISTIO_MUTUAL` neither is looked at.',
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
      mode: SIMPLE
      credentialName: mysql-ca
      caCertificates: /etc/certs/ca.pem
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
      mode: SIMPLE
      credentialName: mysql-ca
`,
    sources: ['istio: pkg/config/validation/agent/validation.go, ValidateTLS'],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const credential = keyOf(node, 'credentialName');
    if (!credential || !textAt(node, 'credentialName')?.value) return;
    const mode = textAt(node, 'mode')?.value;
    if (mode !== 'SIMPLE' && mode !== 'MUTUAL') return;
    const files = FILES.flatMap((field) => {
      const pair = setPair(node, field);
      return pair && textAt(node, field)?.value ? [{ field, pair }] : [];
    });
    const [only] = files;
    if (!only) return;
    const names = files.map(({ field }) => field);
    report(credential, t('Istio refuses a credentialName beside {0}: its Secret holds them.', listOf(names)), {
      related: files.map(({ field, pair }) => ({ entry, node: pair.key, message: t('"{0}" is set here', field) })),
      fixes: () => [
        ...(files.length === 1 ? removeFix(entry, node, only.field) : []),
        ...removeFix(entry, node, 'credentialName'),
      ],
    });
  },
});
