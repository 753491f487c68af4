import { t } from '../../l10n.ts';
import type { SchemaNode } from '../../schema/schema-node.ts';
import type { MapNode, RelativeRange } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import type { SiteContext } from '../define-rule.ts';
import { keyOf, mapAt, textAt } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';
import { isFilled } from '../listener-values.ts';
import { regexMessage } from '../regex-texts.ts';
import { hasUnknownField } from '../unknown-fields.ts';

export default defineFieldRule({
  id: 'virtual-service/rewrite-form',
  alias: 'vs-rewrite',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec.http[].rewrite'],
  docs: () => ({
    summary: t(
      'A rewrite changes the path, by uri or uriRegexRewrite, or the authority; Istio refuses one that changes nothing, or the path twice.',
    ),
    details: t(
      '`uri` replaces the part of the path that the match took. `uriRegexRewrite` needs both `match`, a regular expression of RE2 with up to 1024 bytes, and `rewrite`, which is not empty and names groups as `\\1`.',
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
    - rewrite:
        uriRegexRewrite:
          match: ^/api/(.*)$
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
    - rewrite:
        uriRegexRewrite:
          match: ^/api/(.*)$
          rewrite: /\\1
      route:
        - destination:
            host: whoami.internal.com
`,
    sources: [
      'istio: pkg/config/validation/validation.go, validateHTTPRewrite',
      'istio: pkg/config/validation/validation.go, validateURIRegexRewrite',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRewrite',
    ],
  }),
  check({ node, schema, where }, context) {
    if (node.kind !== 'map') return;
    const { entry, report } = context;
    const key = keyOf(node, 'uriRegexRewrite');
    if (key && isFilled(node, 'uri')) {
      report(key, t('The path is rewritten twice, by "uri" and "uriRegexRewrite"; Istio refuses that.'), {
        fixes: () => ['uri', 'uriRegexRewrite'].flatMap((field) => removeFix(entry, node, field)),
      });
      return;
    }
    const regex = mapAt(node, 'uriRegexRewrite');
    if (key && regex) checkRegex(regex, key, schema.properties?.get('uriRegexRewrite')?.node, context);
    if (key || isFilled(node, 'uri') || isFilled(node, 'authority') || hasUnknownField(node, schema)) return;
    report(where, t('This rewrite changes neither path nor authority; Istio refuses it.'));
  },
});

function checkRegex(regex: MapNode, key: RelativeRange, schema: SchemaNode | undefined, { report }: SiteContext): void {
  const missing = ['match', 'rewrite'].filter((field) => !isFilled(regex, field));
  if (missing.length > 0 && !hasUnknownField(regex, schema)) {
    const names = missing.map((field) => `"${field}"`).join(', ');
    report(
      keyOf(regex, missing[0] ?? '') ?? key,
      t('"uriRegexRewrite" needs "match" and "rewrite"; Istio refuses it without {0}.', names),
    );
  }
  const match = textAt(regex, 'match');
  const message = match && match.value !== '' ? regexMessage(match.value) : undefined;
  if (match && message) report(match.node, message);
}
