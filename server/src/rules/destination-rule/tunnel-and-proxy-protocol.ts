import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { keyOf, mapAt } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';

export default defineFieldRule({
  id: 'destination-rule/tunnel-and-proxy-protocol',
  alias: 'dr-tunnel-and-proxyprotocol',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule'],
  at: ['trafficPolicy:'],
  docs: () => ({
    summary: t('A traffic policy opens a tunnel or sends a PROXY header, not both; Istio refuses the two together.'),
    details: t(
      'Both wrap the connection in something that the server must understand: `tunnel` sends it through an HTTP proxy, `proxyProtocol` puts a header with the client’s address before it. Keep what the server speaks.',
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
    proxyProtocol:
      version: V1
    tunnel:
      targetHost: mysql.internal.com
      targetPort: 3306
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
    proxyProtocol:
      version: V1
`,
    sources: ['istio: pkg/config/validation/validation.go, validateTrafficPolicy'],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    if (!mapAt(node, 'tunnel') || !mapAt(node, 'proxyProtocol')) return;
    const tunnel = keyOf(node, 'tunnel');
    const header = keyOf(node, 'proxyProtocol');
    if (!tunnel || !header) return;
    report(tunnel, t('A tunnel and proxyProtocol exclude each other; Istio refuses both in one policy.'), {
      related: [{ entry, node: header, message: t('"{0}" is set here', 'proxyProtocol') }],
      fixes: () => [...removeFix(entry, node, 'tunnel'), ...removeFix(entry, node, 'proxyProtocol')],
    });
  },
});
