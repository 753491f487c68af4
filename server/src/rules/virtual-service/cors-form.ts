import { t } from '../../l10n.ts';
import { isHttpToken } from '../../model/text-forms.ts';
import { isWholeMs } from '../../schema/durations.ts';
import type { SchemaNode } from '../../schema/schema-node.ts';
import type { MapNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import type { SiteContext } from '../define-rule.ts';
import { durationAt, isSet, mapsAt, textAt, textsAt } from '../field-access.ts';
import { changeFix } from '../field-fixes.ts';
import { meantByGlob, regexMessage } from '../regex-texts.ts';
import { closest, shown } from '../schema-texts.ts';
import { hasUnknownField } from '../unknown-fields.ts';

export default defineFieldRule({
  id: 'virtual-service/cors-form',
  alias: 'vs-cors',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec.http[].corsPolicy'],
  docs: () => ({
    summary: t(
      'A CORS policy has origins that say something, methods and headers by name, and a maxAge in whole seconds; Istio refuses others.',
    ),
    details: t(
      'Methods are written in capital letters: GET, HEAD, POST, PUT, PATCH, DELETE, CONNECT, OPTIONS, TRACE, or `*`. Headers are names, or `*`. Each item of `allowOrigins` has `exact`, `prefix` or `regex` with a text after it; a regex is one of RE2.',
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
    - corsPolicy:
        allowOrigins:
          - exact: https://example.com
        allowMethods:
          - get
        maxAge: 1.5s
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
    - corsPolicy:
        allowOrigins:
          - exact: https://example.com
        allowMethods:
          - GET
        maxAge: 2s
      route:
        - destination:
            host: whoami.internal.com
`,
    sources: [
      'istio: pkg/config/validation/validation.go, validateCORSPolicy',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#CorsPolicy',
    ],
  }),
  check({ node, schema }, context) {
    if (node.kind !== 'map') return;
    const { entry, report } = context;
    for (const origin of mapsAt(node, 'allowOrigins')) {
      checkOrigin(origin, schema.properties?.get('allowOrigins')?.node.items, context);
    }
    for (const method of textsAt(node, 'allowMethods')) {
      if (METHODS.includes(method.value)) continue;
      const meant = closest(method.value.toUpperCase().trim(), METHODS);
      report(
        method.node,
        t('"{0}" is no method that Istio knows; it takes names such as GET, or "*".', shown(method.value)),
        {
          fixes: () => (meant === undefined || method.value === '' ? [] : [changeFix(entry, method.node, meant, true)]),
        },
      );
    }
    for (const field of ['allowHeaders', 'exposeHeaders']) {
      for (const header of textsAt(node, field)) {
        if (isHttpToken(header.value)) continue;
        report(
          header.node,
          header.value === ''
            ? t('This header has no name; Istio refuses it.')
            : t('"{0}" cannot be the name of a header; Istio refuses it.', shown(header.value)),
        );
      }
    }
    const age = durationAt(node, 'maxAge');
    if (age?.value === undefined || (isWholeMs(age.value) && Math.round(age.value) % 1000 === 0)) return;
    const seconds = Math.max(1, Math.round(age.value / 1000));
    report(age.node, t('"{0}" is not a whole number of seconds; Istio refuses it here.', age.node.text), {
      fixes: () => [changeFix(entry, age.node, `${seconds}s`, true)],
    });
  },
});

const METHODS: readonly string[] = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'CONNECT',
  'OPTIONS',
  'TRACE',
  '*',
];

function checkOrigin(origin: MapNode, schema: SchemaNode | undefined, { entry, report }: SiteContext): void {
  const kinds = ['exact', 'prefix', 'regex'].filter((kind) => isSet(origin, kind));
  // Of several the schema speaks.
  if (kinds.length > 1 || hasUnknownField(origin, schema)) return;
  const text = kinds[0] === undefined ? undefined : textAt(origin, kinds[0]);
  if (kinds.length === 0 || text?.value === '') {
    report(text?.node ?? origin, t('This origin is empty; Istio refuses it.'));
    return;
  }
  const message = kinds[0] === 'regex' && text ? regexMessage(text.value) : undefined;
  if (!text || message === undefined) return;
  const meant = meantByGlob(text.value);
  report(text.node, message, {
    fixes: () => (meant === undefined ? [] : [changeFix(entry, text.node, meant, text.value === '*')]),
  });
}
