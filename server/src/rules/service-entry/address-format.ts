import { t } from '../../l10n.ts';
import { isFqdn } from '../../model/host-names.ts';
import { isSubnet } from '../../model/ip-addresses.ts';
import type { Fix } from '../../problem.ts';
import type { ResourceEntry } from '../../workspace/resource-entry.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { addressFault } from '../endpoint-values.ts';
import { type Said, textsAt } from '../field-access.ts';
import { changeFix } from '../field-fixes.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'service-entry/address-format',
  alias: 'se-address-format',
  severity: 'error',
  rejects: true,
  kinds: ['ServiceEntry'],
  at: ['ServiceEntry:spec'],
  docs: () => ({
    summary: t('The addresses of a ServiceEntry are IP addresses or ranges of them; Istio refuses anything else.'),
    details: t(
      'They are what clients call: a virtual IP of the service, or the range in which its hosts lie. Ports, brackets and names have no place in them, and a prefix has up to 32 bits (128 for IPv6).',
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
  addresses:
    - 240.240.0.1:80
  ports:
    - number: 80
      name: http
      protocol: HTTP
  resolution: STATIC
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
  addresses:
    - 240.240.0.1
  ports:
    - number: 80
      name: http
      protocol: HTTP
  resolution: STATIC
`,
    sources: ['istio: pkg/config/validation/agent/validation.go, ValidateIPSubnet'],
  }),
  check({ node }, { report, entry }) {
    if (node.kind !== 'map') return;
    for (const address of textsAt(node, 'addresses')) {
      if (isSubnet(address.value)) continue;
      const text = shown(address.value);
      const message = isFqdn(address.value)
        ? t('"{0}" is a name; Istio takes only IP addresses and ranges of them here, names stand under "hosts".', text)
        : t('Istio refuses "{0}": it is neither an IP address nor a range such as 10.0.0.0/8.', text);
      report(address.node, message, { fixes: () => fixesFor(entry, address) });
    }
  },
});

function fixesFor(entry: ResourceEntry, { value, node }: Said<string>): Fix[] {
  const fault = addressFault(value);
  return fault?.instead !== undefined && isSubnet(fault.instead)
    ? [changeFix(entry, node, fault.instead, fault.isSure)]
    : [];
}
