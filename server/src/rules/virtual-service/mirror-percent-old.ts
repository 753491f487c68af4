import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { numberAt, setPair } from '../field-access.ts';
import { percentageFix } from '../route-values.ts';

export default defineFieldRule({
  id: 'virtual-service/mirror-percent-old',
  alias: 'vs-mirror-percent',
  severity: 'warning',
  kinds: ['VirtualService'],
  at: ['VirtualService:spec.http[]'],
  docs: () => ({
    summary: t(
      'The share of mirrored requests stands under mirrorPercentage; mirrorPercent is deprecated, and Istio refuses more than 100.',
    ),
    details: t(
      '`mirrorPercent` is the older field and takes whole numbers only. With `mirrors` each destination has a `percentage` of its own. Without any, all requests are mirrored.',
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
    - route:
        - destination:
            host: whoami.internal.com
      mirror:
        host: whoami-v2.internal.com
      mirrorPercent: 10
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
      mirror:
        host: whoami-v2.internal.com
      mirrorPercentage:
        value: 10
`,
    sources: [
      'istio: pkg/config/validation/virtualservice.go, validateHTTPRoute',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute-mirror_percent',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    for (const field of ['mirrorPercent', 'mirror_percent']) {
      const pair = setPair(node, field);
      if (!pair) continue;
      const percent = numberAt(node, field);
      if (percent && percent.value > 100) {
        report(percent.node, t('{0} is more than 100 percent; Istio refuses it.', percent.value), {
          severity: 'error',
          rejects: true,
        });
      } else {
        report(pair.key, t('"{0}" is deprecated; "mirrorPercentage" says it now.', field), {
          fixes: () => (percent ? percentageFix(entry, node, pair, 'mirrorPercentage', percent.value) : []),
        });
      }
    }
  },
});
