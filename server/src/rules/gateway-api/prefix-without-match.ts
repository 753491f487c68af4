import { t } from '../../l10n.ts';
import type { MapNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSet, keyOf, listAt, mapAt, mapsAt, mapsIn, textAt, wordAt } from '../field-access.ts';

export default defineFieldRule({
  id: 'gateway-api/prefix-without-match',
  severity: 'error',
  rejects: true,
  kinds: ['HTTPRoute'],
  at: ['HTTPRoute:spec.rules[]'],
  docs: () => ({
    summary: t(
      'A new prefix needs an old one: a rule with `replacePrefixMatch` has exactly one match, with a path of the type PathPrefix; the API server refuses any other.',
    ),
    details: t(
      'Replaced is what the prefix of the match covered, so it must be clear which one that is. Write a rule for each prefix. Without `matches` a rule has one, the prefix `/`.',
    ),
    invalid: `
//- whoami-route.yaml
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: whoami
spec:
  parentRefs:
    - name: whoami-gateway
  rules:
    - matches:
        - path:
            type: Exact
            value: /whoami
      filters:
        - type: URLRewrite
          urlRewrite:
            path:
              type: ReplacePrefixMatch
              replacePrefixMatch: /
      backendRefs:
        - name: whoami
          port: 80
`,
    valid: `
//- whoami-route.yaml
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: whoami
spec:
  parentRefs:
    - name: whoami-gateway
  rules:
    - matches:
        - path:
            type: PathPrefix
            value: /whoami
      filters:
        - type: URLRewrite
          urlRewrite:
            path:
              type: ReplacePrefixMatch
              replacePrefixMatch: /
      backendRefs:
        - name: whoami
          port: 80
`,
    sources: [
      'gateway-api: config/crd/standard/gateway.networking.k8s.io_httproutes.yaml',
      'https://gateway-api.sigs.k8s.io/reference/api-spec/main/spec/#httppathmodifier',
    ],
  }),
  check({ node, where }, { report }) {
    if (node.kind !== 'map' || hasOnePrefix(node)) return;
    const filters = [
      ...mapsAt(node, 'filters'),
      ...mapsAt(node, 'backendRefs').flatMap((backend) => mapsAt(backend, 'filters')),
    ];
    for (const filter of filters) {
      for (const field of ['requestRedirect', 'urlRewrite']) {
        const path = mapAt(mapAt(filter, field), 'path');
        if (!path || textAt(path, 'type')?.value !== 'ReplacePrefixMatch' || !isSet(path, 'replacePrefixMatch'))
          continue;
        report(
          keyOf(path, 'replacePrefixMatch') ?? where,
          t(
            'To replace a prefix the rule needs exactly one match, with a path of the type PathPrefix; the API server refuses it.',
          ),
        );
      }
    }
  },
});

/** Whether the rule has one match, and that compares a prefix; also where that is not known. */
function hasOnePrefix(rule: MapNode): boolean {
  const matches = listAt(rule, 'matches');
  if (!matches) return true;
  const [first] = mapsIn(matches);
  if (matches.items.length !== 1 || !first) return false;
  const path = mapAt(first, 'path');
  if (!path) return true;
  const type = wordAt(path, 'type', 'PathPrefix');
  return type === undefined || type === 'PathPrefix';
}
