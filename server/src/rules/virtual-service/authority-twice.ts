import { t } from '../../l10n.ts';
import type { MapNode, PairNode, ScalarNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { removePair } from '../edits.ts';
import { asText, entriesOf, mapAt } from '../field-access.ts';

export default defineFieldRule({
  id: 'virtual-service/authority-twice',
  alias: 'vs-authority-twice',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec.http[]'],
  docs: () => ({
    summary: t('The host of a request is rewritten in one place only; Istio refuses a rule that does it twice.'),
    details: t(
      '`rewrite.authority` and the headers `host` and `:authority` under `headers.request` mean the same thing. Headers of single destinations (`route[].headers`) do not count here.',
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
        authority: whoami.example.com
      headers:
        request:
          set:
            host: www.example.com
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
        authority: whoami.example.com
      route:
        - destination:
            host: whoami.internal.com
`,
    sources: [
      'istio: pkg/config/validation/virtualservice.go, validateAuthorityRewrite',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRewrite',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const request = mapAt(mapAt(node, 'headers'), 'request');
    if (!request) return;
    const places = authorities(mapAt(node, 'rewrite'), request);
    const [first] = places;
    for (const { key, map, pair } of places.slice(1)) {
      report(key, t('The host of the request is set twice in this rule; Istio refuses that.'), {
        related: first ? [{ entry, node: first.key, message: t('it is set here, too') }] : [],
        fixes: () => {
          const edit = removePair(entry, map, pair);
          return edit ? [{ title: t('Remove "{0}"', key.text), edits: [edit] }] : [];
        },
      });
    }
  },
});

interface Authority {
  readonly key: ScalarNode;
  readonly map: MapNode;
  readonly pair: PairNode;
}

/** Where the host of the request is given a value, in Istio's order; an empty one does not count. */
function authorities(rewrite: MapNode | undefined, request: MapNode | undefined): Authority[] {
  const rewritten = entriesOf(rewrite).filter(({ key }) => key === 'authority');
  const places = [
    { map: rewrite, entries: rewritten },
    ...['set', 'add'].map((field) => {
      const map = mapAt(request, field);
      return { map, entries: entriesOf(map).filter(({ key }) => /^(?:host|:authority)$/i.test(key)) };
    }),
  ];
  return places.flatMap(({ map, entries }) =>
    entries.flatMap(({ keyNode, pair, value }) => {
      const text = asText(value);
      return map && text && text.value !== '' ? [{ key: keyNode, map, pair }] : [];
    }),
  );
}
