import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { countAt, isSet, keyOf, listAt } from '../field-access.ts';
import { addFix } from '../field-fixes.ts';
import { exampleHost, specOf } from '../route-values.ts';
import { hasUnknownField } from '../unknown-fields.ts';

export default defineFieldRule({
  id: 'virtual-service/http-without-action',
  alias: 'vs-http-action',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec.http[]'],
  docs: () => ({
    summary: t(
      'An http rule routes, redirects, answers itself or leaves it to a delegate; Istio refuses one that does nothing.',
    ),
    details: t(
      'Fields such as `timeout`, `retries`, `fault` or `headers` change what happens on the way to a destination, so they need a `route`, too. `route: []` is none.',
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
    - timeout: 5s
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
    - timeout: 5s
      route:
        - destination:
            host: whoami.internal.com
`,
    sources: [
      'istio: pkg/config/validation/virtualservice.go, validateHTTPRouteConflict',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute',
    ],
  }),
  check({ node, schema, where }, { entry, report }) {
    if (node.kind !== 'map') return;
    if (isSet(node, 'route') && (!listAt(node, 'route') || countAt(node, 'route') > 0)) return;
    if (['redirect', 'directResponse', 'delegate'].some((field) => isSet(node, field))) return;
    if (hasUnknownField(node, schema)) return;
    report(
      keyOf(node, 'route') ?? where,
      t('This rule has no route, redirect, directResponse or delegate; Istio refuses it.'),
      {
        fixes: () => {
          const host = exampleHost(specOf(entry));
          return host ? addFix(entry, node, 'route', [{ destination: { host } }]) : [];
        },
      },
    );
  },
});
