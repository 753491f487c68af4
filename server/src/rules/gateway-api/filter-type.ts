import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSet, keyOf, textAt } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';
import { changeFixes } from '../listener-values.ts';

/** The field that belongs to each type of filter. */
const FIELD_OF: Readonly<Record<string, string>> = {
  RequestHeaderModifier: 'requestHeaderModifier',
  ResponseHeaderModifier: 'responseHeaderModifier',
  RequestMirror: 'requestMirror',
  RequestRedirect: 'requestRedirect',
  URLRewrite: 'urlRewrite',
  CORS: 'cors',
  ExtensionRef: 'extensionRef',
  ExternalAuth: 'externalAuth',
};

export default defineFieldRule({
  id: 'gateway-api/filter-type',
  severity: 'error',
  rejects: true,
  kinds: ['HTTPRoute'],
  at: ['routeFilter:'],
  docs: () => ({
    summary: t('A filter has the field that its type names, and no other; the API server refuses the rest.'),
    details: t(
      'The field is the type with a small first letter: `requestRedirect` for `RequestRedirect`, but `urlRewrite` for `URLRewrite` and `cors` for `CORS`. Several changes are several filters.',
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
          requestRedirect:
            scheme: https
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
        - type: RequestRedirect
          requestRedirect:
            scheme: https
`,
    sources: [
      'gateway-api: config/crd/standard/gateway.networking.k8s.io_httproutes.yaml',
      'https://gateway-api.sigs.k8s.io/reference/api-spec/main/spec/#httproutefilter',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const type = textAt(node, 'type');
    const wanted = type && (Object.hasOwn(FIELD_OF, type.value) ? FIELD_OF[type.value] : undefined);
    if (!type || wanted === undefined) return;
    const others = Object.entries(FIELD_OF).filter(([, field]) => field !== wanted && isSet(node, field));
    const isThere = isSet(node, wanted);
    const [other] = others;
    if (!isThere && others.length === 1 && other) {
      report(
        type.node,
        t('The type {0} needs "{1}", not "{2}"; the API server refuses the filter.', type.value, wanted, other[1]),
        {
          fixes: () => changeFixes(entry, type.node, other[0]),
        },
      );
      return;
    }
    if (!isThere)
      report(
        type.node,
        t('A filter of the type {0} needs "{1}"; the API server refuses it without.', type.value, wanted),
      );
    for (const [, field] of others) {
      report(
        keyOf(node, field) ?? node,
        t('"{0}" does not belong to the type {1}; the API server refuses it.', field, type.value),
        {
          fixes: () => removeFix(entry, node, field),
        },
      );
    }
  },
});
