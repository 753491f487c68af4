import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSet, textsAt } from '../field-access.ts';
import { reachOf } from '../route-values.ts';

export default defineFieldRule({
  id: 'virtual-service/every-host-in-mesh',
  alias: 'vs-host-star-mesh',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec'],
  docs: () => ({
    summary: t('The host `*` is for gateways only; Istio refuses it in a VirtualService that is for the mesh.'),
    details: t(
      'Without `gateways`, or with `mesh` among them, the rules are for all sidecars, and `*` would take every call to whatever host. Name the hosts that are meant, or the gateway that the rules are for.',
    ),
    invalid: `
//- whoami-vs.yaml
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: whoami
spec:
  hosts:
    - "*"
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
    - "*"
  gateways:
    - whoami-gateway
  http:
    - route:
        - destination:
            host: whoami.internal.com
`,
    sources: [
      'istio: pkg/config/validation/validation.go, ValidateVirtualService',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService-hosts',
    ],
  }),
  check({ node }, { report }) {
    if (node.kind !== 'map') return;
    for (const host of textsAt(node, 'hosts')) {
      if (host.value !== '*' || reachOf(node) !== 'mesh') continue;
      report(
        host.node,
        isSet(node, 'gateways')
          ? t('"*" would take all traffic of the mesh; Istio refuses it where "mesh" is among the gateways.')
          : t('"*" would take all traffic of the mesh; Istio refuses it without gateways.'),
      );
    }
  },
});
