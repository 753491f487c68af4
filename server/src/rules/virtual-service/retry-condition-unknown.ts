import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { textAt } from '../field-access.ts';
import { changeFix } from '../field-fixes.ts';
import { closest, shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'virtual-service/retry-condition-unknown',
  alias: 'vs-retry-on',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec.http[].retries'],
  docs: () => ({
    summary: t(
      'Conditions for retries are statuses and names that Envoy knows, separated by commas alone; Istio refuses others.',
    ),
    details: t(
      'Names are `5xx`, `gateway-error`, `reset`, `reset-before-request`, `connect-failure`, `retriable-4xx`, `refused-stream`, `retriable-status-codes`, `retriable-headers`, `envoy-ratelimited` and `http3-post-connect-failure`, for gRPC `cancelled`, `deadline-exceeded`, `internal`, `resource-exhausted` and `unavailable`. A number is a status that HTTP defines, such as 503.',
    ),
    invalid: `
//- whoami-vs.yaml
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: whoami
spec:
  hosts:
    - whoami.internal.com
  http:
    - retries:
        attempts: 3
        retryOn: 5xx, reset
      route:
        - destination:
            host: whoami.internal.com
`,
    valid: `
//- whoami-vs.yaml
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: whoami
spec:
  hosts:
    - whoami.internal.com
  http:
    - retries:
        attempts: 3
        retryOn: 5xx,reset
      route:
        - destination:
            host: whoami.internal.com
`,
    sources: [
      'istio: pkg/config/validation/agent/validation.go, ValidateHTTPRetry',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry-retry_on',
      'https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/router_filter#x-envoy-retry-on',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const written = textAt(node, 'retryOn');
    if (!written || written.value === '') return;
    const conditions = written.value.split(',');
    const unknown = conditions.filter((condition) => !isCondition(condition));
    const [first] = unknown;
    if (first === undefined) return;
    const meant = conditions.flatMap((condition) => meantCondition(condition) ?? []).join(',');
    report(written.node, messageFor(first), {
      fixes: () =>
        meant !== '' && meant.split(',').every(isCondition) ? [changeFix(entry, written.node, meant, true)] : [],
    });
  },
});

const CONDITIONS: readonly string[] = [
  '5xx',
  'gateway-error',
  'reset',
  'reset-before-request',
  'connect-failure',
  'retriable-4xx',
  'refused-stream',
  'retriable-status-codes',
  'retriable-headers',
  'envoy-ratelimited',
  'http3-post-connect-failure',
  'cancelled',
  'deadline-exceeded',
  'internal',
  'resource-exhausted',
  'unavailable',
];

/** Ranges of statuses for which Go has a text. */
const STATUSES: readonly (readonly [number, number])[] = [
  [100, 103],
  [200, 208],
  [226, 226],
  [300, 305],
  [307, 308],
  [400, 418],
  [421, 426],
  [428, 429],
  [431, 431],
  [451, 451],
  [500, 508],
  [510, 511],
];

function isCondition(text: string): boolean {
  if (CONDITIONS.includes(text)) return true;
  const status = /^[-+]?[0-9]+$/.test(text) ? Number(text) : 0;
  return STATUSES.some(([first, last]) => status >= first && status <= last);
}

/** The condition that a text is with spaces, in another case or with a slip; `undefined` for nothing at all. */
function meantCondition(text: string): string | undefined {
  const plain = text.trim();
  if (plain === '' || isCondition(plain)) return plain || undefined;
  return closest(plain.toLowerCase().replace(/[_\s]+/g, '-'), CONDITIONS) ?? plain;
}

function messageFor(condition: string): string {
  if (condition.trim() === '') return t('There is one comma too many; Istio refuses an empty condition.');
  if (isCondition(condition.trim())) return t('There are spaces between the conditions; Istio refuses them.');
  return t('"{0}" is no condition for retries that Istio knows; it refuses it.', shown(condition.trim()));
}
