import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { countAt, isSet, keyOf, listAt } from '../field-access.ts';
import { addFix } from '../field-fixes.ts';
import { exampleHost, specOf } from '../route-values.ts';
import { hasUnknownField } from '../unknown-fields.ts';

export default defineFieldRule({
  id: 'virtual-service/rule-without-route',
  alias: 'vs-tls-route-required',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec.tls[]', 'VirtualService:spec.tcp[]'],
  docs: () => ({
    summary: t('A tls or tcp rule has destinations under route; Istio refuses one without.'),
    details: t('Such a rule can do nothing but pass traffic on. `route: []` is none.'),
    invalid: `
//- whoami-vs.yaml
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: whoami
spec:
  hosts:
    - db.internal.com
  tcp:
    - match:
        - port: 5432
`,
    valid: `
//- whoami-vs.yaml
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: whoami
spec:
  hosts:
    - db.internal.com
  tcp:
    - match:
        - port: 5432
      route:
        - destination:
            host: db.internal.com
`,
    sources: [
      'istio: pkg/config/validation/validation.go, validateTCPRoute',
      'istio: pkg/config/validation/validation.go, validateTLSRoute',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#TCPRoute',
    ],
  }),
  check({ node, schema, where }, { entry, report }) {
    if (node.kind !== 'map') return;
    if (isSet(node, 'route') && (!listAt(node, 'route') || countAt(node, 'route') > 0)) return;
    if (hasUnknownField(node, schema)) return;
    report(keyOf(node, 'route') ?? where, t('This rule has no route; Istio refuses it.'), {
      fixes: () => {
        const host = exampleHost(specOf(entry));
        return host ? addFix(entry, node, 'route', [{ destination: { host } }]) : [];
      },
    });
  },
});
