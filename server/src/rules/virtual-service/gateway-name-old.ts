import { t } from '../../l10n.ts';
import { isDnsLabel, isFqdn } from '../../model/host-names.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { asText, itemsOf } from '../field-access.ts';
import { changeFix } from '../field-fixes.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'virtual-service/gateway-name-old',
  alias: 'vs-gateway-legacy-name',
  severity: 'warning',
  kinds: ['VirtualService'],
  at: [
    'VirtualService:spec.gateways',
    'VirtualService:spec.http[].match[].gateways',
    'VirtualService:spec.tls[].match[].gateways',
    'VirtualService:spec.tcp[].match[].gateways',
  ],
  docs: () => ({
    summary: t('A gateway of another namespace is named namespace/name; Istio reads a name with dots in an old way.'),
    details: t(
      'Before there was `namespace/name`, gateways were named like services: `name.namespace.svc.cluster.local`. Istio still reads everything before the first dot as the name and what follows up to the next as the namespace, and warns.',
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
  gateways:
    - whoami-gateway.istio-ingress.svc.cluster.local
  http:
    - route:
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
  gateways:
    - istio-ingress/whoami-gateway
  http:
    - route:
        - destination:
            host: whoami.internal.com
`,
    sources: [
      'istio: pkg/config/validation/validation.go, validateGatewayNames',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService-gateways',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'seq') return;
    for (const item of itemsOf(node)) {
      const written = asText(item);
      if (!written?.value.includes('.') || !isFqdn(written.value)) continue;
      const [name = '', namespace = ''] = written.value.split('.');
      report(
        written.node,
        t(
          'Istio reads "{0}" as the gateway "{1}" of namespace "{2}", an old way to write it.',
          shown(written.value),
          name,
          namespace,
        ),
        {
          fixes: () => (isDnsLabel(namespace) ? [changeFix(entry, written.node, `${namespace}/${name}`, true)] : []),
        },
      );
    }
  },
});
