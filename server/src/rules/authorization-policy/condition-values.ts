import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSound } from '../define-schema-rule.ts';
import { countAt, isSet, keyOf, listAt, textAt, textsAt } from '../field-access.ts';
import { reportValue } from '../policy-reports.ts';
import { accountProblem, ipProblem, portProblem, type ValueProblem, wildcardProblem } from '../policy-values.ts';

const LISTS = ['values', 'notValues'] as const;
const MAX_ACCOUNTS = 16;

export default defineFieldRule({
  id: 'authorization-policy/condition-values',
  alias: 'ap-when-values',
  severity: 'error',
  rejects: true,
  kinds: ['AuthorizationPolicy'],
  at: ['AuthorizationPolicy:spec.rules[].when[]'],
  docs: () => ({
    summary: t('A condition has values, of the form that its key asks for; Istio refuses it otherwise.'),
    details: t(
      'At least one of `values` and `notValues` is not empty, and no value is. Values of `source.ip`, `remote.ip` and `destination.ip` are addresses or ranges, those of `destination.port` numbers up to 65535, those of `source.serviceAccount` names or namespace/name, 16 at most; `source.trustDomain` takes one `*` at one end.',
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
        - key: destination.port
          values: [http]
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
        - key: destination.port
          values: ["8080"]
`,
    sources: [
      'istio: pkg/config/security/security.go, ValidateAttribute',
      'https://istio.io/latest/docs/reference/config/security/conditions/',
    ],
  }),
  check({ node, where }, context) {
    if (node.kind !== 'map') return;
    const { entry, report } = context;
    const key = textAt(node, 'key');
    if (LISTS.every((list) => countAt(node, list) === 0)) {
      const isUnknown = LISTS.some((list) => isSet(node, list) && !listAt(node, list));
      if (key?.value === '' || !isSet(node, 'key') || isUnknown || !isSound(entry, node)) return;
      const place = keyOf(node, 'values') ?? keyOf(node, 'notValues') ?? key?.node ?? where;
      report(place, t('This condition compares with nothing, since it has no values; Istio refuses it.'));
      return;
    }
    if (!key) return;
    const problemOf = problemFor(key.value);
    for (const list of LISTS) {
      const texts = textsAt(node, list);
      const place = keyOf(node, list);
      if (key.value === 'source.serviceAccount' && countAt(node, list) > MAX_ACCOUNTS && place) {
        report(place, t('There are {0} service accounts; Istio takes at most {1}.', texts.length, MAX_ACCOUNTS));
      }
      for (const text of texts) {
        if (text.value === '')
          report(text.node, t('An empty value under "{0}" matches nothing; Istio refuses it.', list));
        else if (problemOf) reportValue(context, text, problemOf);
      }
    }
  },
});

/** What is asked of the values of a key; `undefined` where any text will do. */
function problemFor(key: string): ((text: string) => ValueProblem | undefined) | undefined {
  switch (key) {
    case 'source.ip':
    case 'remote.ip':
    case 'destination.ip':
      return ipProblem;
    case 'destination.port':
      return portProblem;
    case 'source.serviceAccount':
      return accountProblem;
    case 'source.trustDomain':
      return wildcardProblem;
    default:
      return undefined;
  }
}
