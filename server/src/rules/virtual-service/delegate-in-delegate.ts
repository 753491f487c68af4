import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { keyOf } from '../field-access.ts';
import { isDelegate, specOf } from '../route-values.ts';

export default defineFieldRule({
  id: 'virtual-service/delegate-in-delegate',
  alias: 'vs-http-delegate-nested',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec.http[]'],
  docs: () => ({
    summary: t('A delegate cannot name a further delegate; Istio refuses it.'),
    details: t('A VirtualService without hosts is a delegate. Only one that has hosts can hand its rules on.'),
    invalid: `
//- whoami-vs.yaml
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: whoami
spec:
  http:
    - delegate:
        name: whoami-routes
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
    if (node.kind !== 'map') return;
    const key = keyOf(node, 'delegate');
    if (!key || !isDelegate(specOf(entry))) return;
    report(key, t('This VirtualService has no hosts and so is a delegate itself; Istio refuses a further one.'));
  },
});
