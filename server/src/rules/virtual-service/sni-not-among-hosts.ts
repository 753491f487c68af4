import { t } from '../../l10n.ts';
import { isHostSubset, isWildcardDomain } from '../../model/host-names.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { asText, itemsOf, listAt } from '../field-access.ts';
import { changeFix } from '../field-fixes.ts';
import { isSniName, specOf } from '../route-values.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'virtual-service/sni-not-among-hosts',
  alias: 'vs-tls-sni-not-in-hosts',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec.tls[].match[].sniHosts'],
  docs: () => ({
    summary: t(
      'SNI names are among the hosts of the VirtualService, or covered by a wildcard of theirs; Istio refuses others.',
    ),
    details: t(
      'The hosts say which traffic the rules are for; a name beyond them would never come here. Add the name to `hosts`, or correct one of the two. Case counts.',
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
        - sniHosts:
            - db2.internal.com
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
      'istio: pkg/config/validation/validation.go, validateSniHost',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#TLSMatchAttributes-sni_hosts',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'seq') return;
    const spec = specOf(entry);
    const items = listAt(spec, 'hosts')?.items ?? [];
    const hosts = items.flatMap((item) => asText(item)?.value ?? []);
    // Without hosts it is they that are missing; hosts that are filled in later may be any.
    if (items.length === 0 || hosts.length < items.length) return;
    for (const item of itemsOf(node)) {
      const sni = asText(item);
      if (!sni || !(isWildcardDomain(sni.value) || isSniName(sni.value, spec))) continue;
      if (hosts.some((host) => isHostSubset(sni.value, host))) continue;
      report(
        sni.node,
        t('"{0}" is not among the hosts of this VirtualService; Istio refuses the SNI name.', shown(sni.value)),
        {
          fixes: () =>
            hosts
              .filter((host) => host !== '*')
              .slice(0, 3)
              .map((host, _, { length }) => changeFix(entry, sni.node, host, length === 1)),
        },
      );
    }
  },
});
