import { t } from '../../l10n.ts';
import type { Fix } from '../../problem.ts';
import type { ResourceEntry } from '../../workspace/resource-entry.ts';
import { pairOf } from '../../yaml/node-access.ts';
import type { MapNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import type { SiteContext } from '../define-rule.ts';
import { removePair } from '../edits.ts';
import { entriesOf, isSet, mapAt, textAt } from '../field-access.ts';
import { changeFix } from '../field-fixes.ts';
import { meantByGlob, regexMessage } from '../regex-texts.ts';

export default defineFieldRule({
  id: 'virtual-service/match-text',
  alias: 'vs-match-string',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec.http[].match[]'],
  docs: () => ({
    summary: t(
      'A text to compare with is not empty after prefix and regex, and a regex is one of RE2; Istio refuses the match otherwise.',
    ),
    details: t(
      'An empty prefix is allowed for `uri` only. To ask that a header is there, write `{}`, to ask that it is not, name it with `{}` under `withoutHeaders`. A regex has to fit the whole value and is of RE2: up to 1024 bytes, without look-around and references to groups. `*` alone is no regex (only `withoutHeaders` takes it); what is meant is `.*`.',
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
            x-user:
              regex: "*"
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
              regex: ".*"
      route:
        - destination:
            host: whoami.internal.com
`,
    sources: [
      'istio: pkg/config/validation/virtualservice.go, validateHTTPRouteMatchRequest',
      'istio: pkg/config/validation/validation.go, validateStringRegexp',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#StringMatch',
      'https://github.com/google/re2/wiki/Syntax',
    ],
  }),
  check({ node }, context) {
    if (node.kind !== 'map') return;
    for (const field of ['uri', 'scheme', 'method', 'authority']) checkText(mapAt(node, field), field, context);
    for (const field of ['headers', 'queryParams', 'withoutHeaders']) {
      const map = mapAt(node, field);
      if (!map) continue;
      for (const { value } of entriesOf(map)) {
        if (value.kind === 'map') checkText(value, field, context);
      }
    }
  },
});

function checkText(match: MapNode | undefined, field: string, { entry, report }: SiteContext): void {
  if (!match) return;
  const prefix = textAt(match, 'prefix');
  const regex = textAt(match, 'regex');
  // Of several the schema speaks.
  if (['exact', 'prefix', 'regex'].filter((kind) => isSet(match, kind)).length !== 1) return;
  if (prefix?.value === '' && field !== 'uri') {
    report(prefix.node, t('An empty prefix is allowed for "uri" only; Istio refuses it here.'), {
      fixes: () => presenceFix(entry, match, field),
    });
  }
  if (!regex || (regex.value === '*' && field === 'withoutHeaders')) return;
  const message = regexMessage(regex.value);
  const meant = meantByGlob(regex.value);
  if (message !== undefined) {
    report(regex.node, message, {
      fixes: () => (meant === undefined ? [] : [changeFix(entry, regex.node, meant, regex.value === '*')]),
    });
  }
}

/** Of a header or parameter nothing else is asked then than that it is there. */
function presenceFix(entry: ResourceEntry, match: MapNode, field: string): Fix[] {
  const pair = field === 'headers' || field === 'queryParams' ? pairOf(match, 'prefix') : undefined;
  const edit = pair && removePair(entry, match, pair);
  return edit ? [{ title: t('Ask only that it is there'), edits: [edit], isPreferred: true }] : [];
}
