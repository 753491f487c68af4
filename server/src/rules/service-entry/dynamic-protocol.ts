import { t } from '../../l10n.ts';
import { type Protocol, parseProtocol } from '../../model/protocols.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { keyOf, mapsAt, textAt, wordAt } from '../field-access.ts';
import { setFix } from '../listener-values.ts';

const ALLOWED: ReadonlySet<Protocol> = new Set(['HTTP', 'HTTP2', 'GRPC', 'TLS']);

export default defineFieldRule({
  id: 'service-entry/dynamic-protocol',
  alias: 'se-dynamic-protocol',
  severity: 'error',
  rejects: true,
  kinds: ['ServiceEntry'],
  at: ['ServiceEntry:spec'],
  docs: () => ({
    summary: t('With resolution DYNAMIC_DNS ports speak HTTP, HTTP2, GRPC or TLS; Istio refuses any other protocol.'),
    details: t(
      'The proxy finds the name to look up in the request or in the server name of the TLS connection. Encrypted traffic is `TLS` here, not `HTTPS`.',
    ),
    invalid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
spec:
  hosts:
    - "*.internal.com"
  ports:
    - number: 443
      name: https
      protocol: HTTPS
  resolution: DYNAMIC_DNS
`,
    valid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
spec:
  hosts:
    - "*.internal.com"
  ports:
    - number: 443
      name: tls
      protocol: TLS
  resolution: DYNAMIC_DNS
`,
    sources: [
      'istio: pkg/config/validation/validation.go, ValidateServiceEntry',
      'https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-Resolution',
    ],
  }),
  check({ node }, { report, entry }) {
    if (node.kind !== 'map' || wordAt(node, 'resolution', 'NONE') !== 'DYNAMIC_DNS') return;
    for (const port of mapsAt(node, 'ports')) {
      const protocol = wordAt(port, 'protocol', '');
      if (protocol === undefined) continue;
      const parsed = parseProtocol(protocol);
      if (parsed ? ALLOWED.has(parsed) : protocol !== '') continue;
      const meant = parsed === 'HTTPS' || parsed === 'TCP' ? 'TLS' : 'HTTP';
      report(
        textAt(port, 'protocol')?.node ?? keyOf(port, 'number') ?? keyOf(port, 'name') ?? port,
        protocol === ''
          ? t('This port has no protocol; with resolution DYNAMIC_DNS Istio takes only HTTP, HTTP2, GRPC and TLS.')
          : t('With resolution DYNAMIC_DNS Istio takes only HTTP, HTTP2, GRPC and TLS, and refuses {0}.', protocol),
        { fixes: () => setFix(entry, port, 'protocol', meant, parsed === 'HTTPS') },
      );
    }
  },
});
