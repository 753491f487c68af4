import { t } from '../../l10n.ts';
import { isDnsLabel, isFqdn } from '../../model/host-names.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { asText } from '../field-access.ts';
import { changeFix } from '../field-fixes.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'virtual-service/gateway-name-form',
  alias: 'vs-gateway-name',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: [
    'VirtualService:spec.gateways',
    'VirtualService:spec.http[].match[].gateways',
    'VirtualService:spec.tls[].match[].gateways',
    'VirtualService:spec.tcp[].match[].gateways',
  ],
  docs: () => ({
    summary: t('A gateway is named by its name, or by namespace/name; Istio refuses other forms.'),
    details: t(
      'A Gateway of the same namespace is named by its bare name, one of another namespace as `namespace/name`, and `mesh` stands for all sidecars. `./name` and `*/name` are forms of other fields. Istio stops looking at the first name without a slash; a wrong name after that is not refused, but no Gateway has it.',
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
    - ./whoami-gateway
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
    - whoami-gateway
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
    let isChecked = true;
    for (const item of node.items) {
      const name = asText(item);
      if (name && !isGatewayName(name.value)) {
        const bare = name.value.replace(/^\.?\/|\/$/g, '');
        report(name.node, messageFor(name.value, isChecked), {
          ...(!isChecked && { severity: 'warning' }),
          fixes: () => (isGatewayName(bare) ? [changeFix(entry, name.node, bare, true)] : []),
        });
      }
      if (!name?.value.includes('/')) isChecked = false;
    }
  },
});

function isGatewayName(text: string): boolean {
  const slash = text.indexOf('/');
  return slash < 0 ? isFqdn(text) : isDnsLabel(text.slice(0, slash)) && isDnsLabel(text.slice(slash + 1));
}

function messageFor(name: string, isChecked: boolean): string {
  const text = shown(name);
  if (!isChecked) return t('No Gateway is named "{0}"; what is meant is a name, or namespace/name.', text);
  if (name === '') return t('The name of the gateway is empty; Istio refuses it.');
  return t('"{0}" is neither a name nor namespace/name; Istio refuses it as the name of a gateway.', text);
}
