import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { countAt, flagAt, keyOf, setPair, textAt } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';
import { listOf } from '../schema-texts.ts';

/** What says whom to trust, by mode: with MUTUAL a Secret may hold the client's own certificate alone. */
const TRUST: ReadonlyMap<string, readonly string[]> = new Map([
  ['SIMPLE', ['caCertificates', 'credentialName', 'subjectAltNames']],
  ['MUTUAL', ['caCertificates', 'subjectAltNames']],
]);

export default defineFieldRule({
  id: 'destination-rule/skip-verify-with-authority',
  alias: 'dr-tls-skip-verify',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule'],
  at: ['clientTls:'],
  docs: () => ({
    summary: t(
      'With `insecureSkipVerify: true` any certificate will do; Istio refuses to be told whom to trust at the same time.',
    ),
    details: t(
      'These are `caCertificates` and `subjectAltNames`, and with mode `SIMPLE` also `credentialName`, whose Secret holds nothing but an authority there. To have the server checked, take `insecureSkipVerify` away.',
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
      caCertificates: /etc/certs/ca.pem
      insecureSkipVerify: true
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
      caCertificates: /etc/certs/ca.pem
`,
    sources: ['istio: pkg/config/validation/agent/validation.go, ValidateTLS'],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map' || !flagAt(node, 'insecureSkipVerify')) return;
    const key = keyOf(node, 'insecureSkipVerify');
    const trust = TRUST.get(textAt(node, 'mode')?.value ?? '');
    if (!key || !trust) return;
    const found = trust.flatMap((field) => {
      const pair = setPair(node, field);
      return pair && (textAt(node, field)?.value || countAt(node, field) > 0) ? [{ field, pair }] : [];
    });
    const [only] = found;
    if (!only) return;
    const names = found.map(({ field }) => field);
    report(key, t('With insecureSkipVerify nothing is checked; Istio refuses it beside {0}.', listOf(names)), {
      related: found.map(({ field, pair }) => ({ entry, node: pair.key, message: t('"{0}" is set here', field) })),
      fixes: () => [
        ...removeFix(entry, node, 'insecureSkipVerify'),
        ...(found.length === 1 ? removeFix(entry, node, only.field) : []),
      ],
    });
  },
});
