import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isLeftToDelegate, reportBeside, specOf } from '../route-values.ts';

export default defineFieldRule({
  id: 'virtual-service/delegate-not-alone',
  alias: 'vs-http-delegate-exclusive',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec.http[]'],
  docs: () => ({
    summary: t('A rule with a delegate leaves routing to it; Istio refuses delegate beside route or redirect.'),
    details: t(
      'The http rules of the delegate stand in the place of this rule, and say where the traffic goes. Timeouts, retries, faults and headers may stay here; the delegate takes them over where it has none.',
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
    - delegate:
        name: whoami-routes
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
    - whoami.internal.com
  http:
    - delegate:
        name: whoami-routes
`,
    sources: [
      'istio: pkg/config/validation/virtualservice.go, validateHTTPRouteConflict',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map' || !isLeftToDelegate(node, specOf(entry))) return;
    reportBeside(
      node,
      'delegate',
      ['route', 'redirect'],
      (others) => t('The delegate says where the traffic goes; Istio refuses {0} beside it.', others),
      { entry, report },
    );
  },
});
