import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { replaceText } from '../edits.ts';
import { keyOf, listAt, setPair, textsAt } from '../field-access.ts';
import { specOf } from '../route-values.ts';

export default defineFieldRule({
  id: 'virtual-service/tls-match-without-sni',
  alias: 'vs-tls-sni-required',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec.tls[].match[]'],
  docs: () => ({
    summary: t('A match of a tls rule has SNI names; Istio refuses an empty list.'),
    details: t(
      'The names are those of `hosts`, or names that their wildcards cover. A wildcard in front is allowed: `*.internal.com`.',
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
    - match:
        - port: 5432
          sniHosts: []
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
      'istio: pkg/config/validation/validation.go, validateTLSMatch',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#TLSMatchAttributes',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const key = keyOf(node, 'sniHosts');
    const list = listAt(node, 'sniHosts');
    if (!key || list?.items.length !== 0) return;
    report(key, t('This match has no SNI names; Istio refuses it.'), {
      fixes: () => {
        const hosts = textsAt(specOf(entry), 'hosts').filter(({ value }) => value !== '*');
        const isHere = setPair(node, 'sniHosts')?.value === list;
        return hosts.length === 0 || !isHere
          ? []
          : [
              {
                title: t('Take the hosts of the VirtualService'),
                edits: [replaceText(entry, list, `[${hosts.map(({ value }) => JSON.stringify(value)).join(', ')}]`)],
                isPreferred: true,
              },
            ];
      },
    });
  },
});
