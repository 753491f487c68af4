import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSet, keyOf, textAt } from '../field-access.ts';
import { changeFixes } from '../listener-values.ts';

const TYPES = [
  ['ReplaceFullPath', 'replaceFullPath'],
  ['ReplacePrefixMatch', 'replacePrefixMatch'],
] as const;

export default defineFieldRule({
  id: 'gateway-api/path-replacement',
  severity: 'error',
  rejects: true,
  kinds: ['HTTPRoute'],
  at: ['pathModifier:'],
  docs: () => ({
    summary: t(
      'A changed path has the field that its type names: `replaceFullPath` or `replacePrefixMatch`; the API server refuses the other one, and none.',
    ),
    details: t(
      'The whole path, or the part that a prefix matched: the type says which, the field of that name says by what.',
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
    - filters:
        - type: URLRewrite
          urlRewrite:
            path:
              type: ReplaceFullPath
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
    - filters:
        - type: URLRewrite
          urlRewrite:
            path:
              type: ReplaceFullPath
              replaceFullPath: /
      backendRefs:
        - name: whoami
          port: 80
`,
    sources: [
      'gateway-api: config/crd/standard/gateway.networking.k8s.io_httproutes.yaml',
      'https://gateway-api.sigs.k8s.io/reference/api-spec/main/spec/#httppathmodifier',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const type = textAt(node, 'type');
    const own = TYPES.find(([name]) => name === type?.value);
    const other = TYPES.find(([name]) => name !== type?.value);
    if (!type || !own || !other) return;
    const isThere = isSet(node, own[1]);
    const isOther = isSet(node, other[1]);
    if (isThere && !isOther) return;
    report(
      isOther ? (keyOf(node, other[1]) ?? type.node) : type.node,
      isOther
        ? t('"{0}" does not belong to the type {1}; the API server refuses it.', other[1], own[0])
        : t('The type {0} needs "{1}"; the API server refuses it without.', own[0], own[1]),
      { fixes: () => (isOther && !isThere ? changeFixes(entry, type.node, other[0]) : []) },
    );
  },
});
