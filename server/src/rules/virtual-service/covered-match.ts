import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { removeItem } from '../edits.ts';
import { listAt } from '../field-access.ts';
import { type RuleKind, unreachedIn } from '../match-coverage.ts';

export default defineFieldRule({
  id: 'virtual-service/covered-match',
  alias: 'vs-match-ineffective',
  severity: 'info',
  codes: ['IST0131'],
  kinds: ['VirtualService'],
  at: ['VirtualService:spec.http', 'VirtualService:spec.tls', 'VirtualService:spec.tcp'],
  docs: () => ({
    summary: t('A match that takes only what a match before it takes has no effect.'),
    details: t(
      "Matches of a rule, and rules, are tried in order. A prefix takes all that begins with it, so `/api` before `/api/v2` leaves nothing for the latter. Istio's own check compares conditions the wrong way round and warns of more; here it is said only where each condition of the earlier match is one of the later, too.",
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
    - match:
        - uri:
            prefix: /api
        - uri:
            prefix: /api/v2
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
    - match:
        - uri:
            prefix: /api
      route:
        - destination:
            host: whoami.internal.com
`,
    sources: [
      'istio: pkg/config/validation/validation.go, analyzeUnreachableHTTPRules',
      'istio: pkg/config/validation/validation.go, coveredValidation',
    ],
  }),
  check({ node, schema }, { entry, report }) {
    if (node.kind !== 'seq') return;
    for (const { rule, match, before, isSure } of unreachedIn(node, schema.path.slice(5) as RuleKind)) {
      if (!match) continue;
      const message = isSure
        ? t('This match has no effect: what it takes is taken before.')
        : t('This match gets only what the rules of the delegate before leave over.');
      report(match.pairs[0]?.key ?? match, message, {
        ...(!isSure && { severity: 'hint' }),
        related: [{ entry, node: before.pairs[0]?.key ?? before, message: t('this comes first') }],
        fixes: () => {
          const list = listAt(rule, 'match');
          const edit = list && isSure ? removeItem(entry, list, match) : undefined;
          return edit ? [{ title: t('Remove the match'), edits: [edit] }] : [];
        },
      });
    }
  },
});
