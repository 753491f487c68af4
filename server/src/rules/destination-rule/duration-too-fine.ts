import { t } from '../../l10n.ts';
import { isWholeMilliseconds } from '../../schema/durations.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { durationAt } from '../field-access.ts';
import { changeFix } from '../field-fixes.ts';
import { shown } from '../schema-texts.ts';

/** By the path of what holds them; `''` is outlierDetection. Covers dr-outlier-duration, dr-pool-h2-keepalive and dr-warmup as well. */
const FIELDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['', ['interval', 'baseEjectionTime']],
  ['warmup', ['duration']],
  ['http', ['idleTimeout']],
  ['http.http2KeepAlive', ['interval', 'timeout']],
  ['tcp', ['connectTimeout', 'maxConnectionDuration', 'idleTimeout']],
  ['tcp.tcpKeepalive', ['time', 'interval']],
]);

export default defineFieldRule({
  id: 'destination-rule/duration-too-fine',
  alias: 'dr-pool-duration',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule', 'Sidecar'],
  at: [
    'outlierDetection:',
    'loadBalancer:warmup',
    'connectionPool:http',
    'connectionPool:http.http2KeepAlive',
    'connectionPool:tcp',
    'connectionPool:tcp.tcpKeepalive',
  ],
  docs: () => ({
    summary: t('Durations of a traffic policy are whole milliseconds, and at least one; Istio refuses fractions.'),
    details: t(
      'This holds for the times of `connectionPool`, `outlierDetection` and `warmup`. Only `tcp.idleTimeout` may be `0s`: idle connections are then never closed.',
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
    connectionPool:
      tcp:
        connectTimeout: 1.5ms
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
    connectionPool:
      tcp:
        connectTimeout: 2ms
        idleTimeout: 0s
`,
    sources: ['istio: pkg/config/validation/agent/validation.go, ValidateDuration'],
  }),
  check({ node, schema }, { entry, report }) {
    if (node.kind !== 'map') return;
    for (const field of FIELDS.get(schema.path) ?? []) {
      const duration = durationAt(node, field);
      const ms = duration?.value;
      if (!duration || ms === undefined || (ms >= 1 && isWholeMilliseconds(ms))) continue;
      // What is less than a millisecond counts as 0, which switches this timeout off.
      const mayBeZero = schema.path === 'tcp' && field === 'idleTimeout';
      if (mayBeZero && Math.abs(ms) < 1) continue;
      report(duration.node, messageFor(shown(duration.node.text), ms, mayBeZero), {
        fixes: () => (ms < 0 ? [] : [changeFix(entry, duration.node, inMilliseconds(ms), true)]),
      });
    }
  },
});

function messageFor(text: string, ms: number, mayBeZero: boolean): string {
  if (ms >= 1) return t('"{0}" has a fraction of a millisecond; Istio takes whole ones only.', text);
  if (mayBeZero) return t('"{0}" is too short; Istio takes 0s, or durations from 1ms on.', text);
  return t('"{0}" is too short; Istio takes durations from 1ms on.', text);
}

function inMilliseconds(ms: number): string {
  const whole = Math.max(1, Math.round(ms));
  return whole % 1000 === 0 ? `${whole / 1000}s` : `${whole}ms`;
}
