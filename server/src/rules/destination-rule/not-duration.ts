import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { durationFixes } from '../duration-fixes.ts';
import { durationAt } from '../field-access.ts';
import { shown } from '../schema-texts.ts';

/**
 * By the path of what holds them, or its structure where that is empty. Istio cannot even read a resource with other text
 * there; from Istio 1.23 on the API server looks at most of them before it does.
 */
const FIELDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['loadBalancer', ['warmupDurationSecs']],
  ['warmup', ['duration']],
  ['consistentHash.httpCookie', ['ttl']],
  ['outlierDetection', ['interval', 'baseEjectionTime']],
  ['retryBudget', ['budgetInterval']],
  ['http', ['idleTimeout']],
  ['http.http2KeepAlive', ['interval', 'timeout']],
  ['tcp', ['connectTimeout', 'maxConnectionDuration', 'idleTimeout']],
  ['tcp.tcpKeepalive', ['time', 'interval']],
]);

export default defineFieldRule({
  id: 'destination-rule/not-duration',
  alias: 'dr-retry-budget',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule', 'Sidecar'],
  at: [
    'loadBalancer:',
    'loadBalancer:warmup',
    'loadBalancer:consistentHash.httpCookie',
    'outlierDetection:',
    'trafficPolicy:retryBudget',
    'connectionPool:http',
    'connectionPool:http.http2KeepAlive',
    'connectionPool:tcp',
    'connectionPool:tcp.tcpKeepalive',
  ],
  docs: () => ({
    summary: t('Durations of a traffic policy are numbers with units; Istio refuses other text.'),
    details: t(
      'A duration is a number with a unit (`ms`, `s`, `m`, `h`), and several may follow each other: `30s`, `1h30m`. There are no days, and a bare number has no unit. The life of a cookie, the interval of a retry budget and the idle timeout of TCP are checked by Istio only; of the others the API server speaks first, since Istio 1.23.',
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
    loadBalancer:
      consistentHash:
        httpCookie:
          name: whoami-session
          ttl: 1d
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
    loadBalancer:
      consistentHash:
        httpCookie:
          name: whoami-session
          ttl: 24h
`,
    sources: ['https://pkg.go.dev/time#ParseDuration'],
  }),
  check({ node, schema }, { entry, report }) {
    if (node.kind !== 'map') return;
    for (const field of FIELDS.get(schema.path || schema.structure) ?? []) {
      const duration = durationAt(node, field);
      if (!duration || duration.value !== undefined) continue;
      report(
        duration.node,
        t(
          '"{0}" is no duration; Istio takes numbers with units, such as 10s, 500ms or 1m30s.',
          shown(duration.node.text),
        ),
        { fixes: () => durationFixes(entry, duration.node) },
      );
    }
  },
});
