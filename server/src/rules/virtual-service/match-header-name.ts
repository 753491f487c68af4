import { t } from '../../l10n.ts';
import { isHttpToken } from '../../model/text-forms.ts';
import { isPlaceholder } from '../../schema/scalars.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { changeText } from '../edits.ts';
import { entriesOf, mapAt } from '../field-access.ts';
import { claimIn } from '../route-values.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'virtual-service/match-header-name',
  alias: 'vs-match-header-name',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec.http[].match[]'],
  docs: () => ({
    summary: t(
      'Headers to match are named by their name, a pseudo header such as `:path`, or a claim `@request.auth.claims.NAME`; Istio refuses other keys.',
    ),
    details: t(
      "A name has letters, digits and ``!#$%&'*+-.^_`|~``, and no colon or space. Of the pseudo headers there are `:method`, `:scheme`, `:authority`, `:path` and `:status`; `uri`, `method`, `scheme` and `authority` of the match say most of it better.",
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
        - headers:
            "X-User:":
              exact: dev
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
        - headers:
            x-user:
              exact: dev
      route:
        - destination:
            host: whoami.internal.com
`,
    sources: [
      'istio: pkg/config/validation/validation.go, ValidateHTTPHeaderNameOrJwtClaimRoute',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest-headers',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    for (const field of ['headers', 'withoutHeaders']) {
      const map = mapAt(node, field);
      if (!map) continue;
      for (const { key, keyNode } of entriesOf(map)) {
        if (isMatchedHeader(key) || isPlaceholder(key)) continue;
        const bare = key.replace(/[\s:]+$/, '').trim();
        report(keyNode, messageFor(key), {
          fixes: () =>
            isHttpToken(bare)
              ? [{ title: t('Rename to "{0}"', bare), edits: [changeText(entry, keyNode, bare)], isPreferred: true }]
              : [],
        });
      }
    }
  },
});

const PSEUDO_HEADERS: ReadonlySet<string> = new Set([':method', ':scheme', ':authority', ':path', ':status']);

function isMatchedHeader(name: string): boolean {
  return isHttpToken(name) || PSEUDO_HEADERS.has(name) || claimIn(name) === 'claim';
}

function messageFor(name: string): string {
  if (name === '') return t('This header has no name; Istio refuses it.');
  if (claimIn(name))
    return t('"{0}" names no claim; it goes on with ".NAME" or "[NAME]", and Istio refuses it without.', shown(name));
  if (name.startsWith(':')) return t('There is no pseudo header "{0}"; Istio refuses it.', shown(name));
  return t('"{0}" cannot be the name of a header; Istio refuses it.', shown(name));
}
