import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { removeItem } from '../edits.ts';
import { keyOf } from '../field-access.ts';
import { type RuleKind, unreachedIn } from '../match-coverage.ts';

export default defineFieldRule({
  id: 'virtual-service/unreachable-rule',
  alias: 'vs-rule-unreachable',
  severity: 'warning',
  codes: ['IST0130', 'IST0131'],
  kinds: ['VirtualService'],
  at: ['VirtualService:spec.http', 'VirtualService:spec.tls', 'VirtualService:spec.tcp'],
  docs: () => ({
    summary: t(
      'Rules are tried in order, so the one that takes everything comes last; a rule whose traffic others take before is never reached.',
    ),
    details: t(
      "A rule without `match` takes all that comes to it, and so does a match of the prefix `/` alone. A prefix takes all that begins with it: `/api` takes `/api/v2` and `/apis`. Put the narrower rule first. Rules of tls are told apart by the longest SNI name, so order counts for equal ones only. Where a rule leaves its traffic to a delegate, the delegate's rules may take a part of it only; what follows is then reached by the rest.",
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
    - route:
        - destination:
            host: whoami.internal.com
    - match:
        - uri:
            prefix: /beta
      route:
        - destination:
            host: whoami-v2.internal.com
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
            prefix: /beta
      route:
        - destination:
            host: whoami-v2.internal.com
    - route:
        - destination:
            host: whoami.internal.com
`,
    sources: [
      'istio: pkg/config/validation/validation.go, analyzeUnreachableHTTPRules',
      'istio: pilot/pkg/networking/core/route/route.go, BuildHTTPRoutesForVirtualService',
    ],
  }),
  check({ node, schema }, { entry, report }) {
    if (node.kind !== 'seq' || node.items.length < 2) return;
    for (const { rule, match, before, isBeforeWithoutMatch, isSure } of unreachedIn(
      node,
      schema.path.slice(5) as RuleKind,
    )) {
      if (match) continue;
      const message = !isSure
        ? t('This rule is reached only by what the rules of the delegate before leave over.')
        : isBeforeWithoutMatch
          ? t('This rule is never reached: a rule before it has no match and takes everything.')
          : t('This rule is never reached: matches before it take all of its traffic.');
      report(keyOf(rule, 'match') ?? rule.pairs[0]?.key ?? rule, message, {
        ...(!isSure && { severity: 'hint' }),
        related: [{ entry, node: before.pairs[0]?.key ?? before, message: t('this comes first') }],
        fixes: () => {
          const edit = isSure ? removeItem(entry, node, rule) : undefined;
          return edit ? [{ title: t('Remove the rule'), edits: [edit] }] : [];
        },
      });
    }
  },
});
