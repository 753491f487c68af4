import { t } from '../../l10n.ts';
import { isWildcardDomain } from '../../model/host-names.ts';
import { isIp } from '../../model/ip-addresses.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { asText, itemsOf } from '../field-access.ts';
import { changeFix } from '../field-fixes.ts';
import { bareHost, hostMessage, isSniName, specOf } from '../route-values.ts';

export default defineFieldRule({
  id: 'virtual-service/sni-not-name',
  alias: 'vs-tls-sni-format',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec.tls[].match[].sniHosts'],
  docs: () => ({
    summary: t('An SNI name is a host name, perhaps with a wildcard in front; Istio refuses anything else.'),
    details: t(
      'It is what the client sends in the handshake, so there is no scheme, port or path. IP addresses are taken with a warning: the protocol does not provide for them, and most clients send none.',
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
            - db.internal.com:5432
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
    for (const item of itemsOf(node)) {
      const host = asText(item);
      if (!host || isWildcardDomain(host.value) || isSniName(host.value, specOf(entry))) continue;
      if (isIp(host.value)) {
        report(host.node, t('"{0}" is an IP address; most clients send none as SNI name.', host.value), {
          severity: 'warning',
        });
      } else {
        const bare = bareHost(host.value);
        report(host.node, hostMessage(host.value), {
          fixes: () => (bare ? [changeFix(entry, host.node, bare.host, true)] : []),
        });
      }
    }
  },
});
