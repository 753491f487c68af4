import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSet } from '../field-access.ts';
import { isLeftToDelegate, reportBeside, specOf } from '../route-values.ts';

export default defineFieldRule({
  id: 'virtual-service/redirect-not-alone',
  alias: 'vs-http-redirect-exclusive',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec.http[]'],
  docs: () => ({
    summary: t(
      'A rule that redirects does nothing else; Istio refuses redirect beside route, fault, rewrite or directResponse.',
    ),
    details: t(
      'A redirect is an answer of the proxy itself, so nothing is routed, and there is nothing to delay or rewrite. The new path and host stand in the redirect.',
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
    - redirect:
        authority: www.internal.com
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
    - redirect:
        authority: www.internal.com
`,
    sources: [
      'istio: pkg/config/validation/virtualservice.go, validateHTTPRouteConflict',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRedirect',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map' || !isSet(node, 'redirect') || isLeftToDelegate(node, specOf(entry))) return;
    reportBeside(
      node,
      'redirect',
      ['route', 'fault', 'rewrite', 'directResponse'],
      (others) => t('A redirect is all that a rule does; Istio refuses {0} beside it.', others),
      { entry, report },
    );
  },
});
