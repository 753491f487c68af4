import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { flagAt, keyOf, textAt } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';

export default defineFieldRule({
  id: 'destination-rule/h2-upgrade-with-client-protocol',
  alias: 'dr-pool-h2-upgrade',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule', 'Sidecar'],
  at: ['connectionPool:http'],
  docs: () => ({
    summary: t(
      'Connections are upgraded to HTTP/2, or keep the client’s protocol; Istio refuses `UPGRADE` with `useClientProtocol`.',
    ),
    details: t(
      '`h2UpgradePolicy: UPGRADE` talks HTTP/2 to the server whatever the client talks, `useClientProtocol: true` what the client talks. Keep the one that the server needs.',
    ),
    invalid: `
//- whoami-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: whoami-dr
spec:
  host: whoami.internal.com
  trafficPolicy:
    connectionPool:
      http:
        h2UpgradePolicy: UPGRADE
        useClientProtocol: true
`,
    valid: `
//- whoami-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: whoami-dr
spec:
  host: whoami.internal.com
  trafficPolicy:
    connectionPool:
      http:
        h2UpgradePolicy: UPGRADE
`,
    sources: ['istio: pkg/config/validation/validation.go, validateConnectionPool'],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map' || !flagAt(node, 'useClientProtocol')) return;
    const upgrade = textAt(node, 'h2UpgradePolicy');
    const client = keyOf(node, 'useClientProtocol');
    if (upgrade?.value !== 'UPGRADE' || !client) return;
    report(client, t('The client’s protocol cannot be kept and upgraded to HTTP/2; Istio refuses both.'), {
      related: [{ entry, node: upgrade.node, message: t('"{0}" is set here', 'h2UpgradePolicy') }],
      fixes: () => [...removeFix(entry, node, 'useClientProtocol'), ...removeFix(entry, node, 'h2UpgradePolicy')],
    });
  },
});
