import { t } from '../../l10n.ts';
import { isFqdn } from '../../model/host-names.ts';
import { isIp } from '../../model/ip-addresses.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { addressFault, addressFixes, isLookedUp, isSocket, onlyPortName } from '../endpoint-values.ts';
import { isSet, keyOf, mapsAt, textAt, wordAt } from '../field-access.ts';
import { setFix } from '../listener-values.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'service-entry/dns-endpoint-address',
  alias: 'se-dns-endpoint-address',
  severity: 'error',
  rejects: true,
  kinds: ['ServiceEntry'],
  at: ['ServiceEntry:spec'],
  docs: () => ({
    summary: t(
      'With resolution DNS or DNS_ROUND_ROBIN the address of an endpoint is a host name or an IP address; Istio refuses anything else.',
    ),
    details: t(
      'Sockets, and endpoints that have a network but no address, belong to `STATIC`. A port stands under `ports` of the endpoint, not in its address.',
    ),
    invalid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
spec:
  hosts:
    - whoami.internal.com
  ports:
    - number: 80
      name: http
      protocol: HTTP
  resolution: DNS
  endpoints:
    - address: vm1.internal.com:8090
`,
    valid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
spec:
  hosts:
    - whoami.internal.com
  ports:
    - number: 80
      name: http
      protocol: HTTP
  resolution: DNS
  endpoints:
    - address: vm1.internal.com
      ports:
        http: 8090
`,
    sources: ['istio: pkg/config/validation/validation.go, ValidateServiceEntry'],
  }),
  check({ node }, { report, entry }) {
    const resolution = node.kind === 'map' ? wordAt(node, 'resolution', 'NONE') : undefined;
    if (node.kind !== 'map' || !isLookedUp(resolution)) return;
    for (const endpoint of mapsAt(node, 'endpoints')) {
      const address = textAt(endpoint, 'address');
      if (!address ? isSet(endpoint, 'address') : isIp(address.value) || isFqdn(address.value)) continue;
      const network = keyOf(endpoint, 'network');
      if (!address || address.value === '') {
        // Without either, another rule speaks.
        if (network && textAt(endpoint, 'network')?.value !== '') {
          report(
            address?.node ?? network,
            t(
              'With resolution {0} each endpoint needs an address; Istio refuses one with a network alone.',
              resolution,
            ),
            {
              fixes: () => setFix(entry, node, 'resolution', 'STATIC'),
            },
          );
        }
      } else if (isSocket(address.value)) {
        report(
          address.node,
          t('"{0}" is a socket; Istio refuses it with resolution {1}.', shown(address.value), resolution),
          {
            fixes: () => setFix(entry, node, 'resolution', 'STATIC', true),
          },
        );
      } else {
        const fault = addressFault(address.value);
        if (fault)
          report(address.node, fault.message, {
            fixes: () => addressFixes(entry, endpoint, address, fault, onlyPortName(node)),
          });
      }
    }
  },
});
