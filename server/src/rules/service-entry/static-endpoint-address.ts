import { t } from '../../l10n.ts';
import { isIp } from '../../model/ip-addresses.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { addressFault, addressFixes, isSocket, onlyPortName } from '../endpoint-values.ts';
import { mapsAt, textAt, wordAt } from '../field-access.ts';
import { setFix } from '../listener-values.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'service-entry/static-endpoint-address',
  alias: 'se-static-endpoint-address',
  severity: 'error',
  rejects: true,
  kinds: ['ServiceEntry'],
  at: ['ServiceEntry:spec'],
  docs: () => ({
    summary: t(
      'With resolution STATIC the address of an endpoint is an IP address or a Unix socket; Istio refuses a host name.',
    ),
    details: t(
      '`STATIC` takes addresses as they stand. With `DNS` the proxies look names up and use what they find; IP addresses may stand beside names there.',
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
  resolution: STATIC
  endpoints:
    - address: vm1.internal.com
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
`,
    sources: ['istio: pkg/config/validation/validation.go, validateWorkloadEntry'],
  }),
  check({ node }, { report, entry }) {
    if (node.kind !== 'map' || wordAt(node, 'resolution', 'NONE') !== 'STATIC') return;
    for (const endpoint of mapsAt(node, 'endpoints')) {
      const address = textAt(endpoint, 'address');
      if (!address || address.value === '' || isIp(address.value) || isSocket(address.value)) continue;
      const fault = addressFault(address.value);
      if (fault) {
        report(address.node, fault.message, {
          fixes: () => addressFixes(entry, endpoint, address, fault, onlyPortName(node)),
        });
      } else {
        report(
          address.node,
          t(
            '"{0}" is a host name; Istio refuses it, since with resolution STATIC nobody looks it up.',
            shown(address.value),
          ),
          {
            fixes: () => setFix(entry, node, 'resolution', 'DNS', true),
          },
        );
      }
    }
  },
});
