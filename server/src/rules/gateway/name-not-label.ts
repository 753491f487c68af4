import { t } from '../../l10n.ts';
import { isDnsLabel } from '../../model/host-names.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { mapAt, textAt } from '../field-access.ts';
import { asLabel, changeFixes, isFilled } from '../listener-values.ts';

export default defineFieldRule({
  id: 'gateway/name-not-label',
  alias: 'gw-name-dns-label',
  severity: 'error',
  rejects: true,
  kinds: ['Gateway'],
  at: ['metadata:'],
  docs: () => ({
    summary: t('The name of a Gateway has no dots and at most 63 characters; Istio refuses any other.'),
    details: t(
      'The API server takes dots in a name, but a VirtualService names a Gateway as `namespace/name`, and Istio asks for a plain DNS label there. Write `whoami-gateway` instead of `whoami.gateway`, and the same in the VirtualServices that name it.',
    ),
    invalid: `
//- whoami-gateway.yaml
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: whoami.gateway
spec:
  selector:
    istio: ingressgateway
  servers:
    - port:
        number: 80
        name: http
        protocol: HTTP
      hosts:
        - whoami.example.com
`,
    valid: `
//- whoami-gateway.yaml
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: whoami-gateway
spec:
  selector:
    istio: ingressgateway
  servers:
    - port:
        number: 80
        name: http
        protocol: HTTP
      hosts:
        - whoami.example.com
`,
    sources: ['istio: pkg/config/validation/validation.go, ValidateGateway'],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const name = textAt(node, 'name');
    if (!name || name.value === '' || isDnsLabel(name.value)) return;
    if (isFilled(mapAt(node, 'annotations'), 'internal.istio.io/gateway-semantics')) return;
    const isLong = name.value.length > 63;
    report(
      name.node,
      isLong
        ? t('Istio refuses "{0}" as the name of a Gateway: it has more than 63 characters.', name.value)
        : t('Istio refuses "{0}" as the name of a Gateway: it takes no dots there.', name.value),
      {
        fixes: () => {
          const meant = isLong ? '' : asLabel(name.value).toLowerCase();
          return meant === '' ? [] : changeFixes(entry, name.node, meant, false);
        },
      },
    );
  },
});
