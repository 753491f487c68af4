import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { numberAt, setPair } from '../field-access.ts';
import { percentageFix } from '../route-values.ts';

export default defineFieldRule({
  id: 'virtual-service/delay-percent-old',
  alias: 'vs-fault-delay-percent',
  severity: 'warning',
  codes: ['IST0002'],
  kinds: ['VirtualService'],
  at: ['VirtualService:spec.http[].fault.delay'],
  docs: () => ({
    summary: t('The share of delayed requests stands under percentage; percent is deprecated.'),
    details: t('`percent` is the older field and takes whole numbers only. If both are there, `percentage` counts.'),
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
    - fault:
        delay:
          fixedDelay: 5s
          percent: 10
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
    - fault:
        delay:
          fixedDelay: 5s
          percentage:
            value: 10
      route:
        - destination:
            host: whoami.internal.com
`,
    sources: [
      'istio: pkg/config/analysis/analyzers/deprecation/deprecation.go',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection-Delay',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const pair = setPair(node, 'percent');
    const percent = numberAt(node, 'percent');
    if (!pair || !percent || percent.value <= 0) return;
    report(pair.key, t('"percent" is deprecated; "percentage" says it now.'), {
      fixes: () => percentageFix(entry, node, pair, 'percentage', percent.value),
    });
  },
});
