import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { countAt, isSet, keyOf, listAt, mapAt } from '../field-access.ts';
import { addFix } from '../field-fixes.ts';
import { exampleHost } from '../route-values.ts';
import { hasUnknownField } from '../unknown-fields.ts';

export default defineFieldRule({
  id: 'virtual-service/no-rules',
  alias: 'vs-no-routes',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:'],
  docs: () => ({
    summary: t('A VirtualService has rules under http, tls or tcp; Istio refuses one without.'),
    details: t(
      'Rules say where the traffic to the hosts goes. A VirtualService that is to change nothing is not needed: without any, traffic goes to the host that was asked for.',
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
    - route:
        - destination:
            host: whoami.internal.com
`,
    sources: [
      'istio: pkg/config/validation/validation.go, ValidateVirtualService',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService',
    ],
  }),
  check({ node, schema, where }, { entry, report }) {
    if (node.kind !== 'map') return;
    const spec = mapAt(node, 'spec');
    if (!spec && isSet(node, 'spec')) return;
    for (const field of ['http', 'tls', 'tcp']) {
      if (isSet(spec, field) && (!listAt(spec, field) || countAt(spec, field) > 0)) return;
    }
    if (spec && hasUnknownField(spec, schema.properties?.get('spec')?.node)) return;
    const place = keyOf(spec, 'http') ?? keyOf(node, 'spec') ?? keyOf(node, 'kind') ?? where;
    report(place, t('This VirtualService has no rules for http, tls or tcp; Istio refuses it.'), {
      fixes: () => {
        const host = exampleHost(spec);
        return spec && host ? addFix(entry, spec, 'http', [{ route: [{ destination: { host } }] }]) : [];
      },
    });
  },
});
