import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { countAt, entriesOf, mapAt, mapsAt } from '../field-access.ts';
import { claimIn, httpRules, reachOf } from '../route-values.ts';

export default defineFieldRule({
  id: 'virtual-service/claim-in-mesh',
  alias: 'vs-match-jwt-mesh',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec'],
  docs: () => ({
    summary: t(
      'Claims of a token can be matched at gateways only; Istio refuses them in a VirtualService that is for the mesh.',
    ),
    details: t(
      'Only gateways put the claims of a checked token where routes can see them. Name the gateway under `gateways`, without `mesh` beside it; a RequestAuthentication for the gateway says which tokens are checked.',
    ),
    invalid: `
//- whoami-vs.yaml
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: whoami
spec:
  hosts:
    - whoami.example.com
  http:
    - match:
        - headers:
            "@request.auth.claims.group":
              exact: dev
      route:
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
    - whoami.example.com
  gateways:
    - whoami-gateway
  http:
    - match:
        - headers:
            "@request.auth.claims.group":
              exact: dev
      route:
        - destination:
            host: whoami.internal.com
`,
    sources: [
      'istio: pkg/config/validation/validation.go, ValidateVirtualService',
      'https://istio.io/latest/docs/tasks/security/authentication/jwt-route/',
    ],
  }),
  check({ node }, { entry, report }) {
    // Names of claims begin with @, and little else has one.
    if (node.kind !== 'map' || !entry.resource.document.text.includes('@') || reachOf(node) !== 'mesh') return;
    for (const match of httpRules(node).flatMap((rule) => mapsAt(rule, 'match'))) {
      for (const { key, keyNode } of ['headers', 'withoutHeaders'].flatMap((field) => entriesOf(mapAt(match, field)))) {
        if (claimIn(key) !== 'claim') continue;
        report(
          keyNode,
          countAt(node, 'gateways') === 0
            ? t('Only gateways know the claims of a token; Istio refuses this without gateways.')
            : t('Only gateways know the claims of a token; Istio refuses this where "mesh" is among the gateways.'),
        );
      }
    }
  },
});
