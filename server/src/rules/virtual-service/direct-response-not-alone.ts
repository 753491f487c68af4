import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSet } from '../field-access.ts';
import { isLeftToDelegate, reportBeside, specOf } from '../route-values.ts';

export default defineFieldRule({
  id: 'virtual-service/direct-response-not-alone',
  alias: 'vs-http-direct-exclusive',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec.http[]'],
  docs: () => ({
    summary: t(
      'A rule that answers itself does nothing else; Istio refuses directResponse beside route, fault or rewrite.',
    ),
    details: t('The proxy sends the answer, so nothing is routed, and there is nothing to delay or rewrite.'),
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
    - directResponse:
        status: 503
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
    - directResponse:
        status: 503
`,
    sources: [
      'istio: pkg/config/validation/virtualservice.go, validateHTTPRouteConflict',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPDirectResponse',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map' || !isSet(node, 'directResponse') || isSet(node, 'redirect')) return;
    if (isLeftToDelegate(node, specOf(entry))) return;
    reportBeside(
      node,
      'directResponse',
      ['route', 'fault', 'rewrite'],
      (others) => t('A direct response is all that a rule does; Istio refuses {0} beside it.', others),
      { entry, report },
    );
  },
});
