import { t } from '../../l10n.ts';
import { isHeaderValue } from '../../model/text-forms.ts';
import { isPlaceholder } from '../../schema/scalars.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import type { SiteContext } from '../define-rule.ts';
import { asText, entriesOf, itemsOf, listAt, mapAt, type Said } from '../field-access.ts';
import { changeFix } from '../field-fixes.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'virtual-service/header-operation',
  alias: 'vs-header-op',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['headers:'],
  docs: () => ({
    summary: t(
      'Headers that are changed have a name other than host and without a colon in front, and values in which % begins a variable; Istio refuses others.',
    ),
    details: t(
      "Only the request's `set` and `add` take `host` and `:authority`, which mean the same. In a value `%NAME%` and `%NAME(argument)%` are variables of Envoy (`%DOWNSTREAM_REMOTE_ADDRESS%`), and a percent sign is written `%%`. Nothing may stand between `)` and `%`, although Envoy would know `%REQ(x-id):9%`.",
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
    - headers:
        response:
          set:
            cache-control: max-age=60
            x-share: 50%
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
    - headers:
        response:
          set:
            cache-control: max-age=60
            x-share: 50%%
      route:
        - destination:
            host: whoami.internal.com
`,
    sources: [
      'istio: pkg/config/validation/virtualservice.go, validateHTTPRoute',
      'istio: pkg/config/validation/validation.go, ValidateHTTPHeaderValue',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#Headers-HeaderOperations',
      'https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_conn_man/headers#custom-request-response-headers',
    ],
  }),
  check({ node }, context) {
    if (node.kind !== 'map') return;
    for (const side of ['request', 'response']) {
      const operations = mapAt(node, side);
      for (const field of ['set', 'add']) {
        for (const { key, keyNode, value } of entriesOf(mapAt(operations, field))) {
          const message = isPlaceholder(key) ? undefined : nameMessage(key, side === 'request');
          if (message) context.report(keyNode, message);
          const text = asText(value);
          if (text && !isHeaderValue(text.value)) reportValue(text, context);
        }
      }
      for (const item of itemsOf(listAt(operations, 'remove'))) {
        const name = asText(item);
        const message = name && nameMessage(name.value, false);
        if (message) context.report(name.node, message);
      }
    }
  },
});

function nameMessage(name: string, takesHost: boolean): string | undefined {
  const lower = name.toLowerCase();
  if (name === '') return t('This header has no name; Istio refuses it.');
  if (lower === 'host' || lower === ':authority') {
    return takesHost ? undefined : t('"{0}" can only be set in a request; Istio refuses it here.', shown(name));
  }
  return name.startsWith(':')
    ? t('Istio does not change headers that begin with a colon; it refuses "{0}".', shown(name))
    : undefined;
}

function reportValue({ value, node }: Said<string>, { entry, report }: SiteContext): void {
  if (isHeaderValue(value.replaceAll('%', ''))) {
    // Envoy knows `%REQ(x-id):9%`, so whoever wrote it does not mean percent signs.
    const isCut = /\)[^%)]+%/.test(value);
    const doubled = value.replace(/(%%|%[A-Z0-9_]+(?:\([^)]+\))?%)|%/g, (_, kept?: string) => kept ?? '%%');
    report(
      node,
      isCut
        ? t('Istio takes nothing between ")" and "%" and refuses "{0}".', shown(value))
        : t('A "%" begins a variable for Envoy, and none is closed in "{0}"; Istio refuses it.', shown(value)),
      {
        fixes: () =>
          !isCut && doubled !== value && isHeaderValue(doubled) ? [changeFix(entry, node, doubled, true)] : [],
      },
    );
  } else {
    report(node, t('The value of this header has line breaks or other control characters; Istio refuses it.'));
  }
}
