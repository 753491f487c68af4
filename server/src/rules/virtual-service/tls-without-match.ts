import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { keyOf, listAt } from '../field-access.ts';

export default defineFieldRule({
  id: 'virtual-service/tls-without-match',
  alias: 'vs-tls-match-required',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec.tls[]'],
  docs: () => ({
    summary: t('A tls rule says which SNI names it takes; Istio refuses one with an empty list of matches.'),
    details: t(
      'Traffic under tls is not decrypted: the name that the client sends in the handshake (SNI) is all there is to tell it by. Use `tcp` for what is told apart by ports only.',
    ),
    invalid: `
//- whoami-vs.yaml
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: whoami
spec:
  hosts:
    - db.internal.com
  tls:
    - match: []
      route:
        - destination:
            host: db.internal.com
`,
    valid: `
//- whoami-vs.yaml
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: whoami
spec:
  hosts:
    - db.internal.com
  tls:
    - match:
        - sniHosts:
            - db.internal.com
      route:
        - destination:
            host: db.internal.com
`,
    sources: [
      'istio: pkg/config/validation/validation.go, validateTLSRoute',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#TLSRoute',
    ],
  }),
  check({ node }, { report }) {
    if (node.kind !== 'map') return;
    const key = keyOf(node, 'match');
    if (key && listAt(node, 'match')?.items.length === 0) {
      report(key, t('This tls rule has no match; Istio refuses it, since it takes traffic by its SNI name only.'));
    }
  },
});
