/** What the rules about VirtualServices have in common: whom one is for, and what hosts and claims are. */
import { t } from '../l10n.ts';
import { isFqdn, isWildcardDomain } from '../model/host-names.ts';
import { isIp } from '../model/ip-addresses.ts';
import type { Fix } from '../problem.ts';
import type { ResourceEntry } from '../workspace/resource-entry.ts';
import type { MapNode, PairNode } from '../yaml/nodes.ts';
import type { SiteContext } from './define-rule.ts';
import { removePair, replaceText } from './edits.ts';
import { asText, countAt, isSet, itemsOf, keyOf, listAt, mapAt, textsAt } from './field-access.ts';
import { removeFix } from './field-fixes.ts';
import { keyText, shown } from './schema-texts.ts';

/** The `spec` of the resource that is checked. */
export function specOf(entry: ResourceEntry): MapNode | undefined {
  return mapAt(entry.resource.node, 'spec');
}

/**
 * Whether a VirtualService is for sidecars (it names no gateways, or `mesh` among them) or for gateways only; `unknown` where
 * some name is yet to be filled in.
 */
export type Reach = 'mesh' | 'gateways' | 'unknown';

export function reachOf(spec: MapNode | undefined): Reach {
  if (!isSet(spec, 'gateways')) return 'mesh';
  const list = listAt(spec, 'gateways');
  if (!list) return 'unknown';
  if (list.items.length === 0) return 'mesh';
  const names = list.items.map((item) => asText(item)?.value);
  if (names.includes('mesh')) return 'mesh';
  return names.includes(undefined) ? 'unknown' : 'gateways';
}

/** Whether a VirtualService is a delegate: without hosts, to be named by rules of another one. */
export function isDelegate(spec: MapNode | undefined): boolean {
  return !isSet(spec, 'hosts') || (listAt(spec, 'hosts') !== undefined && countAt(spec, 'hosts') === 0);
}

/** Whether an http rule leaves everything to a delegate, so that istiod looks at little else of it. */
export function isLeftToDelegate(rule: MapNode, spec: MapNode | undefined): boolean {
  return isSet(rule, 'delegate') && !isDelegate(spec);
}

/** The http rules of a VirtualService. */
export function httpRules(spec: MapNode | undefined): MapNode[] {
  return itemsOf(listAt(spec, 'http')).filter((rule) => rule.kind === 'map');
}

/** Whether any of its `tls` rules has SNI hosts: gateways then take the names that Istio makes for passing traffic on. */
export function hasSniHosts(spec: MapNode | undefined): boolean {
  return itemsOf(listAt(spec, 'tls')).some((rule) =>
    itemsOf(rule.kind === 'map' ? listAt(rule, 'match') : undefined).some(
      (match) => match.kind === 'map' && isSet(match, 'sniHosts') && countAt(match, 'sniHosts') !== 0,
    ),
  );
}

/** A name that Istio makes: `outbound_.80_._.whoami.default.svc.cluster.local`. */
export function isMadeSniName(host: string): boolean {
  if (!host.startsWith('outbound_') || host.length > 255) return false;
  const parts = host.split('_');
  const name = parts[3] ?? '';
  return parts.length >= 4 && /[0-9]/.test(parts[1] ?? '') && /[a-zA-Z]/.test(name);
}

/** What Istio takes for the name of a claim of a token among headers; `claims` for what only looks like one. */
export function claimIn(header: string): 'claim' | 'claims' | undefined {
  const prefix = '@request.auth.claims';
  if (!header.toLowerCase().startsWith(prefix)) return undefined;
  return /^(?:\..+|\[.+\])$/s.test(header.slice(prefix.length)) ? 'claim' : 'claims';
}

/** Why a text is no host name, in a sentence; the text is one that istiod does not take. */
export function hostMessage(host: string): string {
  const text = shown(host);
  if (host === '') return t('The host is empty; Istio refuses it.');
  if (host.includes('://')) return t('"{0}" is a URL; Istio takes the name of the host alone.', text);
  if (isIp(host)) return t('"{0}" is an IP address; Istio takes names of services here and refuses it.', text);
  if (/^[^:/]+:[0-9]+$/.test(host)) return t('"{0}" has a port; Istio takes the name of the host alone.', text);
  if (host.includes('/')) return t('"{0}" has a slash; Istio takes the name of the host alone.', text);
  if (host.slice(1).includes('*')) return t('"{0}" has a * inside; Istio takes one at the front only.', text);
  if (/\.[0-9]+$/.test(host)) return t('"{0}" ends in a number, which no host name does; Istio refuses it.', text);
  if (host.includes('_')) return t('"{0}" has an underscore; Istio refuses it, since host names have none.', text);
  return t('"{0}" is no host name; Istio refuses it.', text);
}

/** The host name that a URL, or a host with a port or path, means, and its port; `undefined` where there is none. */
export function bareHost(text: string): { readonly host: string; readonly port: number | undefined } | undefined {
  const match = /^\s*(?:[a-z][a-z0-9+.-]*:\/\/)?([^/:\s]+)(?::([0-9]{1,5}))?(?:\/.*)?\s*$/i.exec(text);
  const host = match?.[1] ?? '';
  if (host === text || !isWildcardDomain(host)) return undefined;
  // `namespace/host` is how other kinds write it, and the first part is not the host then.
  if (!host.includes('.') && text.includes('/') && !text.includes('://')) return undefined;
  const port = Number(match?.[2] ?? 0);
  return { host, port: port >= 1 && port <= 65535 ? port : undefined };
}

/** Whether istiod takes a text among the hosts of a VirtualService. */
export function isVirtualServiceHost(host: string, spec: MapNode): boolean {
  if (isWildcardDomain(host) || isIp(host)) return true;
  return host.startsWith('outbound_') && isMadeSniName(host) && reachOf(spec) !== 'mesh' && hasSniHosts(spec);
}

/** A host of the VirtualService that a new route can name; `undefined` if it has wildcards and addresses only. */
export function exampleHost(spec: MapNode | undefined): string | undefined {
  return textsAt(spec, 'hosts').find(({ value }) => isFqdn(value))?.value;
}

/** Reports `field` of an http rule where it stands beside others that have no place there; empty lists are as good as none. */
export function reportBeside(
  rule: MapNode,
  field: string,
  others: readonly string[],
  message: (others: string) => string,
  { entry, report }: Pick<SiteContext, 'entry' | 'report'>,
): void {
  const key = keyOf(rule, field);
  const present = others.filter((other) => isSet(rule, other) && listAt(rule, other)?.items.length !== 0);
  if (!key || present.length === 0) return;
  report(key, message(present.map((other) => `"${other}"`).join(', ')), {
    related: present.flatMap((other) => {
      const node = keyOf(rule, other);
      return node ? [{ entry, node, message: t('"{0}" is set here', other) }] : [];
    }),
    fixes: () => [
      ...(present.length === 1 ? removeFix(entry, rule, present[0] ?? '') : []),
      ...removeFix(entry, rule, field),
    ],
  });
}

/** Whether istiod takes an SNI name for one that Istio made, which only gateways see. */
export function isSniName(host: string, spec: MapNode | undefined): boolean {
  return host.startsWith('outbound_') && isMadeSniName(host) && reachOf(spec) !== 'mesh';
}

/** The fix that moves a whole percentage to the newer field for it, or drops it where that is there already. */
export function percentageFix(
  entry: ResourceEntry,
  map: MapNode,
  pair: PairNode,
  field: string,
  percent: number,
): Fix[] {
  if (isSet(map, field)) {
    const edit = removePair(entry, map, pair);
    return edit ? [{ title: t('Remove "{0}"', keyText(pair)), edits: [edit], isPreferred: true }] : [];
  }
  // Only where both stand here in plain sight: not behind an anchor, an alias or a merge key.
  if (!map.pairs.includes(pair) || pair.value?.kind !== 'scalar' || pair.value.style !== 'plain') return [];
  const range = { start: pair.key.start, end: pair.value.end };
  const newText = `${field}: {value: ${percent}}`;
  return [{ title: t('Change to "{0}"', field), edits: [replaceText(entry, range, newText)], isPreferred: true }];
}
