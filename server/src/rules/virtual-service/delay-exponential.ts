import { t } from '../../l10n.ts';
import { dereference } from '../../yaml/node-access.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { changeText } from '../edits.ts';
import { isSet, setPair } from '../field-access.ts';

export default defineFieldRule({
  id: 'virtual-service/delay-exponential',
  alias: 'vs-fault-delay',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec.http[].fault.delay'],
  docs: () => ({
    summary: t('A delay is fixedDelay; Istio refuses exponentialDelay.'),
    details: t('`exponentialDelay` is part of the API, but was never supported.'),
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
          exponentialDelay: 5s
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
      route:
        - destination:
            host: whoami.internal.com
`,
    sources: [
      'istio: pkg/config/validation/validation.go, validateHTTPFaultInjectionDelay',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection-Delay',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const pair = setPair(node, 'exponentialDelay');
    const key = dereference(pair?.key);
    if (!pair || key?.kind !== 'scalar' || isSet(node, 'fixedDelay')) return;
    report(pair.key, t('Istio refuses "exponentialDelay": it is not supported.'), {
      fixes: () => [
        { title: t('Rename to "{0}"', 'fixedDelay'), edits: [changeText(entry, key, 'fixedDelay')], isPreferred: true },
      ],
    });
  },
});
