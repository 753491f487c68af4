import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSet } from '../field-access.ts';
import { isLeftToDelegate, reportBeside, specOf } from '../route-values.ts';

export default defineFieldRule({
  id: 'virtual-service/mirror-and-mirrors',
  alias: 'vs-http-mirror-both',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec.http[]'],
  docs: () => ({
    summary: t('A rule has mirror or mirrors, not both; Istio refuses it.'),
    details: t('`mirrors` is the newer one and takes several destinations, each with its own percentage.'),
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
    - route:
        - destination:
            host: whoami.internal.com
      mirror:
        host: whoami-v2.internal.com
      mirrors:
        - destination:
            host: whoami-v3.internal.com
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
      mirrors:
        - destination:
            host: whoami-v2.internal.com
        - destination:
            host: whoami-v3.internal.com
`,
    sources: [
      'istio: pkg/config/validation/virtualservice.go, validateHTTPRouteConflict',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute-mirrors',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map' || !isSet(node, 'mirror') || isLeftToDelegate(node, specOf(entry))) return;
    reportBeside(node, 'mirror', ['mirrors'], () => t('Istio takes one of "mirror" and "mirrors" and refuses both.'), {
      entry,
      report,
    });
  },
});
