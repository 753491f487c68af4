import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { numberAt } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';

const HTTP = [
  'http1MaxPendingRequests',
  'http2MaxRequests',
  'maxRequestsPerConnection',
  'maxRetries',
  'maxConcurrentStreams',
] as const;
const TCP = ['maxConnections'] as const;

export default defineFieldRule({
  id: 'destination-rule/negative-limit',
  alias: 'dr-pool-negative',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule', 'Sidecar'],
  at: ['connectionPool:http', 'connectionPool:tcp'],
  docs: () => ({
    summary: t('Limits of a connection pool are not negative; Istio refuses -1 for "no limit".'),
    details: t('A limit that is left out, or 0, is Istio’s own: for most of them that is practically no limit.'),
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
      tcp:
        connectTimeout: 1s
        maxConnections: -1
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
        connectTimeout: 1s
`,
    sources: ['istio: pkg/config/validation/validation.go, validateConnectionPool'],
  }),
  check({ node, schema }, { entry, report }) {
    if (node.kind !== 'map') return;
    for (const field of schema.path === 'http' ? HTTP : TCP) {
      const limit = numberAt(node, field);
      if (!limit || limit.value >= 0) continue;
      report(limit.node, t('Istio refuses the limit {0}; what is left out has no limit.', limit.value), {
        fixes: () => removeFix(entry, node, field, true),
      });
    }
  },
});
