import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { textAt } from '../field-access.ts';
import { reportValue } from '../policy-reports.ts';
import type { ValueProblem } from '../policy-values.ts';
import { closest } from '../schema-texts.ts';

/** What a condition can be about. */
const ATTRIBUTES: readonly string[] = [
  'source.ip',
  'remote.ip',
  'source.namespace',
  'source.serviceAccount',
  'source.principal',
  'source.trustDomain',
  'request.auth.principal',
  'request.auth.audiences',
  'request.auth.presenter',
  'destination.ip',
  'destination.port',
  'connection.sni',
];
/** What needs a name in brackets behind it. */
const MAPS: readonly string[] = ['request.headers', 'request.auth.claims', 'experimental.envoy.filters.'];
const KNOWN: ReadonlySet<string> = new Set(ATTRIBUTES);

export default defineFieldRule({
  id: 'authorization-policy/condition-key',
  alias: 'ap-when-key',
  severity: 'error',
  rejects: true,
  kinds: ['AuthorizationPolicy'],
  at: ['AuthorizationPolicy:spec.rules[].when[]'],
  docs: () => ({
    summary: t('A condition is about one of a few attributes; Istio refuses keys that it does not know.'),
    details: t(
      'Attributes are `source.ip`, `remote.ip`, `source.namespace`, `source.serviceAccount`, `source.principal`, `source.trustDomain`, `request.auth.principal`, `request.auth.audiences`, `request.auth.presenter`, `destination.ip`, `destination.port` and `connection.sni`, and with a name in brackets `request.headers[x-token]` and `request.auth.claims[groups]` (nested: `[realm][roles]`). What the policy applies to is chosen by its selector, not by a condition.',
    ),
    invalid: `
//- whoami-access.yaml
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: whoami-access
spec:
  rules:
    - when:
        - key: request.header[x-token]
          values: [secret]
`,
    valid: `
//- whoami-access.yaml
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: whoami-access
spec:
  rules:
    - when:
        - key: request.headers[x-token]
          values: [secret]
`,
    sources: [
      'istio: pkg/config/security/security.go, ValidateAttribute',
      'https://istio.io/latest/docs/reference/config/security/conditions/',
    ],
  }),
  check({ node }, context) {
    if (node.kind !== 'map') return;
    const key = textAt(node, 'key');
    if (!key) return;
    if (key.value === '')
      context.report(key.node, t('Without a key this condition is about nothing; Istio refuses it.'));
    else reportValue(context, key, keyProblem);
  },
});

function keyProblem(key: string): ValueProblem | undefined {
  if (KNOWN.has(key)) return undefined;
  const map = MAPS.find((prefix) => key.startsWith(prefix));
  if (map !== undefined) {
    if (hasBrackets(key)) return undefined;
    const message = t('"{0}" needs a name in brackets behind it; Istio refuses "{1}".', map, key);
    const name = /^[.:/]?([\w-]+)$/.exec(key.slice(map.length))?.[1];
    return name === undefined || map.endsWith('.') ? { message } : { message, instead: `${map}[${name}]` };
  }
  if (key === 'destination.namespace') {
    return { message: t('A policy applies in its own namespace; Istio refuses conditions about "{0}".', key) };
  }
  if (key.startsWith('destination.labels')) {
    return { message: t('The selector says which workloads are meant; Istio refuses conditions about "{0}".', key) };
  }
  const message = t('Istio knows no attribute "{0}" and refuses the condition.', key);
  const instead = nearest(key);
  return instead === undefined ? { message } : { message, instead };
}

/** Whether something stands in brackets, as `validateMapKey` asks. */
function hasBrackets(key: string): boolean {
  const open = key.indexOf('[');
  return key.endsWith(']') && open > 0 && open < key.length - 2;
}

function nearest(key: string): string | undefined {
  const open = key.indexOf('[');
  if (open < 0) return closest(key, ATTRIBUTES);
  const map = hasBrackets(key) ? closest(key.slice(0, open), MAPS.slice(0, 2)) : undefined;
  return map === undefined ? undefined : map + key.slice(open);
}
