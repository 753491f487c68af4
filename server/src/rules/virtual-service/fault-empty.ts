import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSet } from '../field-access.ts';
import { hasUnknownField } from '../unknown-fields.ts';

export default defineFieldRule({
  id: 'virtual-service/fault-empty',
  alias: 'vs-fault-empty',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec.http[].fault'],
  docs: () => ({
    summary: t('A fault has abort, delay or both; Istio refuses one without.'),
    details: t('`abort` answers some requests with an error, `delay` makes some wait.'),
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
    - fault: {}
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
      'istio: pkg/config/validation/validation.go, validateHTTPFaultInjection',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection',
    ],
  }),
  check({ node, schema, where }, { report }) {
    if (node.kind !== 'map' || isSet(node, 'abort') || isSet(node, 'delay') || hasUnknownField(node, schema)) return;
    report(where, t('This fault has neither abort nor delay; Istio refuses it.'));
  },
});
