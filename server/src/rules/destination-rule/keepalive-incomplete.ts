import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSet, mapAt, setPair } from '../field-access.ts';
import { addFix, replaceField } from '../field-fixes.ts';
import { hasUnknownField } from '../unknown-fields.ts';

const FIELD = 'http2KeepAlive';
const INTERVAL = '30s';
const TIMEOUT = '5s';

export default defineFieldRule({
  id: 'destination-rule/keepalive-incomplete',
  alias: 'dr-pool-h2-keepalive',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule', 'Sidecar'],
  at: ['connectionPool:http'],
  docs: () => ({
    summary: t('Keep-alive of HTTP/2 has an `interval` and a `timeout`; Istio refuses one without the other.'),
    details: t(
      'A ping is sent each `interval`; a connection on which no answer comes within the `timeout` is closed. Neither has a default.',
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
        http2KeepAlive:
          interval: 30s
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
        http2KeepAlive:
          interval: 30s
          timeout: 5s
`,
    sources: ['istio: pkg/config/validation/validation.go, validateConnectionPool'],
  }),
  check({ node, schema }, { entry, report }) {
    const pair = node.kind === 'map' ? setPair(node, FIELD) : undefined;
    if (node.kind !== 'map' || !pair) return;
    const keepAlive = mapAt(node, FIELD);
    if (!keepAlive || hasUnknownField(keepAlive, schema.properties?.get(FIELD)?.node)) return;
    const hasInterval = isSet(keepAlive, 'interval');
    const hasTimeout = isSet(keepAlive, 'timeout');
    if (hasInterval && hasTimeout) return;
    if (hasInterval) {
      report(pair.key, t('This keep-alive has no timeout; Istio refuses it.'), {
        fixes: () => addFix(entry, keepAlive, 'timeout', TIMEOUT, true),
      });
    } else if (hasTimeout) {
      report(pair.key, t('This keep-alive has no interval; Istio refuses it.'), {
        fixes: () => addFix(entry, keepAlive, 'interval', INTERVAL, true),
      });
    } else {
      report(pair.key, t('This keep-alive has no interval and no timeout; Istio refuses it.'), {
        fixes: () => {
          const edit = replaceField(entry, node, FIELD, FIELD, { interval: INTERVAL, timeout: TIMEOUT });
          return edit ? [{ title: t('Add "{0}"', 'interval, timeout'), edits: [edit], isPreferred: true }] : [];
        },
      });
    }
  },
});
