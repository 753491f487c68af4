import { t } from '../../l10n.ts';
import type { ScalarNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { countAt, keyOf, mapsAt, textAt } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';

const ONCE: ReadonlySet<string> = new Set([
  'RequestHeaderModifier',
  'ResponseHeaderModifier',
  'RequestRedirect',
  'URLRewrite',
  'CORS',
]);

export default defineFieldRule({
  id: 'gateway-api/filters-exclude',
  alias: 'gwapi-http-filters',
  severity: 'error',
  rejects: true,
  kinds: ['HTTPRoute'],
  at: ['HTTPRoute:spec.rules[]', 'HTTPRoute:spec.rules[].backendRefs[]'],
  docs: () => ({
    summary: t(
      'A redirect stands alone, without rewrite and backends, and each filter but the mirror stands there once; the API server refuses anything else.',
    ),
    details: t(
      'A redirected request goes to no backend, so there is nothing to rewrite and nowhere to send it. Header changes of one kind belong into one filter.',
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
        - type: RequestRedirect
          requestRedirect:
            scheme: https
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
        - type: RequestRedirect
          requestRedirect:
            scheme: https
`,
    sources: [
      'gateway-api: config/crd/standard/gateway.networking.k8s.io_httproutes.yaml',
      'https://gateway-api.sigs.k8s.io/reference/api-spec/main/spec/#httprouterule',
    ],
  }),
  check({ node, schema }, { entry, report }) {
    if (node.kind !== 'map') return;
    const first = new Map<string, ScalarNode>();
    for (const filter of mapsAt(node, 'filters')) {
      const type = textAt(filter, 'type');
      if (!type || !ONCE.has(type.value)) continue;
      const before = first.get(type.value);
      if (before) {
        report(
          type.node,
          t('A filter of the type {0} stands before; the API server refuses a second one.', type.value),
          {
            related: [{ entry, node: before, message: t('the first one') }],
          },
        );
      } else first.set(type.value, type.node);
    }
    const redirect = first.get('RequestRedirect');
    const rewrite = first.get('URLRewrite');
    if (redirect && rewrite) {
      report(rewrite, t('What is redirected is not rewritten; the API server refuses the two filters together.'), {
        related: [{ entry, node: redirect, message: t('the redirect') }],
      });
    }
    if (!redirect || schema.path.endsWith('backendRefs[]') || countAt(node, 'backendRefs') === 0) return;
    report(
      keyOf(node, 'backendRefs') ?? redirect,
      t('What is redirected goes to no backend; the API server refuses "backendRefs" beside it.'),
      {
        related: [{ entry, node: redirect, message: t('the redirect') }],
        fixes: () => removeFix(entry, node, 'backendRefs'),
      },
    );
  },
});
