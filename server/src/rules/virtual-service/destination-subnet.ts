import { t } from '../../l10n.ts';
import { isSubnet } from '../../model/ip-addresses.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { asText, itemsOf } from '../field-access.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'virtual-service/destination-subnet',
  alias: 'vs-match-subnet',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec.tls[].match[].destinationSubnets', 'VirtualService:spec.tcp[].match[].destinationSubnets'],
  docs: () => ({
    summary: t('A subnet is an IP address or a range such as `10.1.0.0/16`; Istio refuses anything else.'),
    details: t('It is compared with the address that the client calls. Host names belong in `hosts` or `sniHosts`.'),
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
        - destinationSubnets:
            - 10.1.0.0-10.1.255.255
      route:
        - destination:
            host: db.internal.com
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
        - destinationSubnets:
            - 10.1.0.0/16
      route:
        - destination:
            host: db.internal.com
`,
    sources: [
      'istio: pkg/config/validation/agent/validation.go, ValidateIPSubnet',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#L4MatchAttributes-destination_subnets',
    ],
  }),
  check({ node }, { report }) {
    if (node.kind !== 'seq') return;
    for (const item of itemsOf(node)) {
      const subnet = asText(item);
      if (!subnet || isSubnet(subnet.value)) continue;
      report(
        subnet.node,
        t('"{0}" is neither an IP address nor a range such as 10.1.0.0/16; Istio refuses it.', shown(subnet.value)),
      );
    }
  },
});
