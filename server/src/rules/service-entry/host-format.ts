import { t } from '../../l10n.ts';
import { isWildcardDomain } from '../../model/host-names.ts';
import { isIp, isSubnet } from '../../model/ip-addresses.ts';
import type { Fix } from '../../problem.ts';
import type { ResourceEntry } from '../../workspace/resource-entry.ts';
import type { MapNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { addField, changeText, overlap, removeItem } from '../edits.ts';
import { countAt, isSet, listAt, type Said, textsAt } from '../field-access.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'service-entry/host-format',
  alias: 'se-host-format',
  severity: 'error',
  rejects: true,
  kinds: ['ServiceEntry'],
  at: ['ServiceEntry:spec'],
  docs: () => ({
    summary: t(
      'A host of a ServiceEntry is a DNS name, perhaps with a wildcard in front; Istio refuses anything else.',
    ),
    details: t(
      'Hosts have no scheme, port or path, no underscores, and a `*` only at their start. An IP address is no host: give the service a name, and put the address into `addresses` (where clients call it) or `endpoints` (where it runs).',
    ),
    invalid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
spec:
  hosts:
    - https://whoami.internal.com
  ports:
    - number: 443
      name: https
      protocol: HTTPS
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
    - whoami.internal.com
  ports:
    - number: 443
      name: https
      protocol: HTTPS
  resolution: DNS
`,
    sources: ['istio: pkg/config/validation/agent/validation.go, ValidateWildcardDomain'],
  }),
  check({ node }, { report, entry }) {
    if (node.kind !== 'map') return;
    for (const host of textsAt(node, 'hosts')) {
      if (host.value === '*' || isWildcardDomain(host.value)) continue;
      report(host.node, faultOf(host.value), { fixes: () => fixesFor(entry, node, host) });
    }
  },
});

function faultOf(host: string): string {
  const text = shown(host);
  if (host === '') return t('Istio refuses an empty host.');
  if (isSubnet(host))
    return t(
      '"{0}" is an IP address; Istio takes only names as hosts, addresses stand under "addresses" or "endpoints".',
      text,
    );
  if (host.includes('://')) return t('"{0}" is a URL; Istio takes only the name of the host.', text);
  if (/^[^:/]+:[0-9]+$/.test(host))
    return t('There is a port in "{0}"; Istio refuses such a host, ports stand under "ports".', text);
  if (host.lastIndexOf('*') > 0) return t('Istio refuses "{0}": a wildcard stands at the start of a host only.', text);
  if (host.includes('_')) return t('Istio refuses "{0}": a host name has no underscores.', text);
  return t(
    'Istio refuses "{0}": a host name has letters, digits, dashes and dots, and does not end in a number.',
    text,
  );
}

function fixesFor(entry: ResourceEntry, spec: MapNode, { value, node }: Said<string>): Fix[] {
  const bare = value
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/(?::[0-9]+)?(?:[/?#].*)?$/, '');
  if (bare !== value && !isIp(bare) && isWildcardDomain(bare)) {
    return [{ title: t('Change to "{0}"', bare), edits: [changeText(entry, node, bare)], isPreferred: true }];
  }
  const hosts = listAt(spec, 'hosts');
  if (!isSubnet(value) || !hosts || isSet(spec, 'addresses') || countAt(spec, 'hosts') < 2) return [];
  const removed = removeItem(entry, hosts, node);
  const added = addField(entry, spec, 'addresses', [value]);
  return removed && added && !overlap(removed, added)
    ? [{ title: t('Move "{0}" to "addresses"', value), edits: [removed, added] }]
    : [];
}
