import { t } from '../../l10n.ts';
import { isTcp, parseProtocol } from '../../model/protocols.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isLookedUp } from '../endpoint-values.ts';
import { countAt, keyOf, mapsAt, textAt, wordAt } from '../field-access.ts';

export default defineFieldRule({
  id: 'service-entry/several-hosts-one-address',
  alias: 'se-dns-address-tcp-hosts',
  severity: 'warning',
  kinds: ['ServiceEntry'],
  at: ['ServiceEntry:spec'],
  docs: () => ({
    summary: t('With resolution DNS, addresses and a port for TCP there is one host; Istio warns of several.'),
    details: t(
      'A connection to one of the `addresses` says nothing about which host it is for, so all of them get the same endpoints: those of the first. HTTPS and TLS count as TCP here. Make one ServiceEntry a host.',
    ),
    invalid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
spec:
  hosts:
    - db1.internal.com
    - db2.internal.com
  addresses:
    - 240.240.0.1
  ports:
    - number: 443
      name: tls
      protocol: TLS
  resolution: DNS
`,
    valid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
spec:
  hosts:
    - db1.internal.com
  addresses:
    - 240.240.0.1
  ports:
    - number: 443
      name: tls
      protocol: TLS
  resolution: DNS
`,
    sources: ['istio: pkg/config/validation/validation.go, ValidateServiceEntry'],
  }),
  check({ node }, { report }) {
    if (node.kind !== 'map' || countAt(node, 'addresses') === 0 || countAt(node, 'hosts') < 2) return;
    if (!isLookedUp(wordAt(node, 'resolution', 'NONE'))) return;
    const port = mapsAt(node, 'ports').find((candidate) =>
      isTcp(parseProtocol(textAt(candidate, 'protocol')?.value ?? '')),
    );
    const hosts = keyOf(node, 'hosts');
    if (!port || !hosts) return;
    report(
      hosts,
      t(
        'Several hosts share these addresses, and a port for {0}: its traffic cannot be told apart by host, so Istio warns.',
        textAt(port, 'protocol')?.value ?? '',
      ),
    );
  },
});
