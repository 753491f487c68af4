import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { asText, itemsOf } from '../field-access.ts';
import { changeFixes } from '../listener-values.ts';
import { shown } from '../schema-texts.ts';

const SUITES: ReadonlySet<string> = new Set([
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-SHA',
  'ECDHE-RSA-AES128-SHA',
  'ECDHE-ECDSA-AES256-SHA',
  'ECDHE-RSA-AES256-SHA',
  'AES128-GCM-SHA256',
  'AES256-GCM-SHA384',
  'AES128-SHA',
  'AES256-SHA',
  'DES-CBC3-SHA',
]);

export default defineFieldRule({
  id: 'gateway/tls-cipher-suite',
  alias: 'gw-tls-ciphers',
  severity: 'warning',
  kinds: ['Gateway', 'Sidecar'],
  at: ['serverTls:cipherSuites'],
  docs: () => ({
    summary: t(
      'A cipher suite is one that Istio knows, by the name that OpenSSL gives it; Istio warns of others and of repeated ones and leaves them out.',
    ),
    details: t(
      'A list of unknown suites alone leaves the server with the default ones. The suites of TLS 1.3 cannot be chosen.',
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
        cipherSuites:
          - TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
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
        cipherSuites:
          - ECDHE-RSA-AES128-GCM-SHA256
`,
    sources: [
      'istio: pkg/config/security/security.go, IsValidCipherSuite',
      'istio: pkg/config/validation/validation.go, validateTLSOptions',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'seq') return;
    const seen = new Set<string>();
    for (const item of itemsOf(node)) {
      const suite = asText(item);
      if (!suite) continue;
      const { value, node: place } = suite;
      if (!isSuite(value)) {
        report(place, t('Istio does not know the cipher suite "{0}" and leaves it out.', shown(value)), {
          fixes: () => {
            const meant = opensslName(value);
            return SUITES.has(meant) && !seen.has(meant) ? changeFixes(entry, place, meant) : [];
          },
        });
      } else if (seen.has(value))
        report(place, t('The cipher suite "{0}" stands before; it counts once.', shown(value)));
      seen.add(value);
    }
  },
});

/** Names, and what begins like an expression (`-AES`), which Istio does not read. */
function isSuite(text: string): boolean {
  return text === '' || text === 'ALL' || !/^[\p{L}\p{N}]/u.test(text) || SUITES.has(text);
}

/** `TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256` as OpenSSL calls it. */
function opensslName(text: string): string {
  return text
    .trim()
    .toUpperCase()
    .replace(/^TLS_/, '')
    .replace('_WITH_', '_')
    .replace(/AES_(128|256)/, 'AES$1')
    .replace(/_CBC_SHA$/, '_SHA')
    .replace(/_3DES_EDE/, '_DES-CBC3')
    .replaceAll('_', '-')
    .replace(/^RSA-/, '')
    .replace(/POLY1305-SHA256$/, 'POLY1305');
}
