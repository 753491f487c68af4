import { t } from '../../l10n.ts';
import { isHttp, isTls, parseProtocol } from '../../model/protocols.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { countAt, keyOf, mapsAt, textAt, wordAt } from '../field-access.ts';

export default defineFieldRule({
  id: 'service-entry/several-hosts-tcp',
  alias: 'se-multi-host-tcp',
  severity: 'error',
  rejects: true,
  kinds: ['ServiceEntry'],
  at: ['ServiceEntry:spec'],
  docs: () => ({
    summary: t('A ServiceEntry of several hosts has ports for HTTP or TLS only; Istio refuses any other.'),
    details: t(
      'A request says its host, and a TLS connection its server name; other protocols do not, so the proxy could not tell the hosts apart. A port without a protocol does not count as HTTP. Make one ServiceEntry a host, or use resolution `NONE`, which does not look at hosts.',
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
  ports:
    - number: 5432
      name: db
      protocol: TCP
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
  ports:
    - number: 5432
      name: db
      protocol: TCP
  resolution: DNS
`,
    sources: ['istio: pkg/config/validation/validation.go, ValidateServiceEntry'],
  }),
  check({ node }, { report }) {
    if (node.kind !== 'map' || countAt(node, 'hosts') < 2) return;
    const resolution = wordAt(node, 'resolution', 'NONE');
    // With DYNAMIC_DNS other protocols are refused for one host too, and another rule says so.
    if (resolution === undefined || resolution === 'NONE' || resolution === 'DYNAMIC_DNS') return;
    for (const port of mapsAt(node, 'ports')) {
      const protocol = wordAt(port, 'protocol', '');
      if (protocol === undefined) continue;
      const parsed = parseProtocol(protocol);
      // One that Istio does not know is reported as such.
      if (isHttp(parsed) || isTls(parsed) || (protocol !== '' && parsed === undefined)) continue;
      report(
        textAt(port, 'protocol')?.node ?? keyOf(port, 'number') ?? keyOf(port, 'name') ?? port,
        protocol === ''
          ? t(
              'Several hosts share this port, which has no protocol; Istio refuses that, since only HTTP and TLS say which host is meant.',
            )
          : t(
              'Several hosts share this port for {0}; Istio refuses that, since only HTTP and TLS say which host is meant.',
              protocol,
            ),
      );
      return;
    }
  },
});
