import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSet, mapAt, setPair } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';
import { hasUnknownField } from '../unknown-fields.ts';

export default defineFieldRule({
  id: 'destination-rule/connection-pool-empty',
  alias: 'dr-pool-empty',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule', 'Sidecar'],
  at: ['trafficPolicy:', 'trafficPolicy:portLevelSettings[]', 'Sidecar:spec', 'Sidecar:spec.ingress[]'],
  docs: () => ({
    summary: t('A connection pool holds settings for `http` or `tcp`; Istio refuses one with neither.'),
    details: t(
      'Take it out where nothing is to be limited. Number of connections and the time to connect stand under `tcp`, for HTTP too; what counts requests stands under `http`.',
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
    connectionPool: {}
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
      tcp:
        maxConnections: 100
`,
    sources: ['istio: pkg/config/validation/validation.go, validateConnectionPool'],
  }),
  check({ node, schema }, { entry, report }) {
    if (node.kind !== 'map') return;
    const field = schema.path === 'spec' ? 'inboundConnectionPool' : 'connectionPool';
    const pair = setPair(node, field);
    const pool = pair && mapAt(node, field);
    if (!pool || isSet(pool, 'http') || isSet(pool, 'tcp')) return;
    if (hasUnknownField(pool, schema.properties?.get(field)?.node)) return;
    report(pair.key, t('This connection pool limits nothing; Istio refuses it without http or tcp.'), {
      // What holds nothing else would be refused without it, too.
      fixes: () => removeFix(entry, node, field, node.pairs.length > (schema.path === 'portLevelSettings[]' ? 2 : 1)),
    });
  },
});
