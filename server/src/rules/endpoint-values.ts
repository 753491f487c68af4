/** What the rules about endpoints have in common: addresses and labels of a WorkloadEntry and of a ServiceEntry's endpoints. */
import { t } from '../l10n.ts';
import { isFqdn } from '../model/host-names.ts';
import { isIp, parseBlock } from '../model/ip-addresses.ts';
import { isLabelKey, isLabelValue } from '../model/text-forms.ts';
import type { Fix } from '../problem.ts';
import { isPlaceholder } from '../schema/scalars.ts';
import type { ResourceEntry } from '../workspace/resource-entry.ts';
import type { MapNode } from '../yaml/nodes.ts';
import type { ReportOptions, SiteContext } from './define-rule.ts';
import { addField, changeText } from './edits.ts';
import { asNumber, asText, entriesOf, isSet, itemsOf, listAt, mapAt, type Said, textAt } from './field-access.ts';
import { shown } from './schema-texts.ts';

const UNIX = 'unix://';

/** Whether an address is a Unix socket. */
export function isSocket(address: string): boolean {
  return address.startsWith(UNIX);
}

/** Why istiod takes an address neither for an IP address nor for a host name, and what it comes to instead. */
export interface AddressFault {
  readonly message: string;
  /** The address without what is too much; `undefined` where that cannot be told. */
  readonly instead?: string;
  /** Whether nobody could mean anything else. */
  readonly isSure?: boolean;
  /** The port that stands in it. */
  readonly port?: number;
  /** The protocol that stands in it. */
  readonly scheme?: string;
}

/** What is wrong with an address; `undefined` for an IP address, a host name and a socket. */
export function addressFault(address: string): AddressFault | undefined {
  if (isSocket(address) || isHost(address)) return undefined;
  const text = shown(address);
  const bare = address.trim();
  if (bare !== address && isHost(bare)) {
    return {
      message: t('There is white space around "{0}"; Istio refuses such an address.', bare),
      instead: bare,
      isSure: true,
    };
  }
  const url = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)/i.exec(bare);
  if (url) {
    const [, scheme = '', authority = ''] = url;
    return {
      message: t('"{0}" is a URL; Istio takes an IP address or a host name here.', text),
      ...withoutPort(authority),
      scheme: scheme.toLowerCase(),
      isSure: true,
    };
  }
  const block = parseBlock(bare);
  if (block) {
    return {
      message: t('"{0}" is a range of addresses; an endpoint has one.', text),
      instead: bare.slice(0, bare.indexOf('/')),
      // A range is written by its first address: this is the address of a machine, with the length of its network's prefix.
      isSure:
        (block.address.value & ((1n << BigInt(block.address.bits - block.prefix)) - 1n)) !== 0n ||
        block.prefix === block.address.bits,
    };
  }
  const { instead, port } = withoutPort(bare);
  if (instead !== undefined) {
    return bare.endsWith(']')
      ? { message: t('Istio refuses "{0}": an address stands without brackets here.', text), instead, isSure: true }
      : {
          message: t('There is a port in "{0}"; Istio refuses such an address, ports stand under "ports".', text),
          instead,
          ...(port !== undefined && { port }),
          isSure: true,
        };
  }
  return otherFault(bare, text);
}

function otherFault(bare: string, text: string): AddressFault {
  if (/^[0-9]+(?:\.[0-9]+){3}$/.test(bare)) {
    const plain = bare.replace(/(^|\.)0+(?=[0-9])/g, '$1');
    return isIp(plain)
      ? { message: t('Istio refuses "{0}": numbers of an address have no zeros in front.', text), instead: plain }
      : { message: t('"{0}" is no IP address: its numbers go up to 255.', text) };
  }
  if (/^[0-9.]+$/.test(bare)) return { message: t('"{0}" is no IP address: it has four numbers.', text) };
  if (bare.includes('*')) return { message: t('"{0}" is a wildcard; an endpoint is a single host.', text) };
  if (bare.includes('_')) {
    return {
      message: t('Istio takes "{0}" neither for an IP address nor for a host name, which has no underscores.', text),
    };
  }
  return { message: t('Istio takes "{0}" neither for an IP address nor for a host name.', text) };
}

/** Fixes for an address: without what is too much, and with its port where ports belong. */
export function addressFixes(
  entry: ResourceEntry,
  endpoint: MapNode,
  { node }: Said<string>,
  { instead, isSure = false, port, scheme }: AddressFault,
  portName?: string,
): Fix[] {
  if (instead === undefined) return [];
  const change = changeText(entry, node, instead);
  const fixes: Fix[] = [];
  if (port !== undefined && !hasPort(endpoint, port)) {
    const name = portName ?? (scheme === 'https' ? 'https' : 'http');
    const ports = mapAt(endpoint, 'ports');
    const isTaken = entriesOf(ports).some(({ key }) => key === name) || (!ports && isSet(endpoint, 'ports'));
    const added = isTaken
      ? undefined
      : ports
        ? addField(entry, ports, name, port)
        : addField(entry, endpoint, 'ports', { [name]: port });
    if (added) {
      fixes.push({
        title: t('Change to "{0}" and set port "{1}" to {2}', instead, name, port),
        edits: [change, added],
        isPreferred: true,
      });
    }
  }
  fixes.push({ title: t('Change to "{0}"', instead), edits: [change], isPreferred: isSure && fixes.length === 0 });
  return fixes;
}

function hasPort(endpoint: MapNode, port: number): boolean {
  return entriesOf(mapAt(endpoint, 'ports')).some(({ value }) => asNumber(value)?.value === port);
}

/** Whether names are looked up for a service of this resolution. */
export function isLookedUp(resolution: string | undefined): resolution is 'DNS' | 'DNS_ROUND_ROBIN' {
  return resolution === 'DNS' || resolution === 'DNS_ROUND_ROBIN';
}

/** The names of a ServiceEntry's ports; `undefined` where one of them is not known. */
export function portNames(spec: MapNode): readonly string[] | undefined {
  if (isSet(spec, 'ports') && !listAt(spec, 'ports')) return undefined;
  const names: string[] = [];
  for (const port of itemsOf(listAt(spec, 'ports'))) {
    const name = port.kind === 'map' ? textAt(port, 'name') : undefined;
    if (!name) return undefined;
    names.push(name.value);
  }
  return names;
}

/** The name of a ServiceEntry's only port. */
export function onlyPortName(spec: MapNode): string | undefined {
  const names = portNames(spec);
  return names?.length === 1 ? names[0] : undefined;
}

/** Reports the labels of a map that istiod refuses: at once, or (`isLater`) when a machine registers with them. */
export function reportLabels(labels: MapNode, report: SiteContext['report'], isLater = false): void {
  for (const { key, keyNode, value } of entriesOf(labels)) {
    const options: ReportOptions = isLater ? { severity: 'warning' } : {};
    if (!isLabelKey(key) && !isPlaceholder(key)) report(keyNode, labelMessage(key, keyReason(key), isLater), options);
    const text = asText(value);
    if (text && !isLabelValue(text.value)) report(text.node, labelMessage(text.value, nameForm(), isLater), options);
  }
}

function labelMessage(text: string, reason: string, isLater: boolean): string {
  return isLater
    ? t('Istio will refuse each machine that registers, because of "{0}": {1}.', shown(text), reason)
    : t('Istio refuses "{0}" in a label: {1}.', shown(text), reason);
}

function keyReason(key: string): string {
  const slash = key.lastIndexOf('/');
  if (slash >= 0 && isLabelKey(key.slice(slash + 1))) return t('before its slash stands a DNS name');
  return key.length - slash - 1 > 63 ? t('it has more than 63 characters') : nameForm();
}

function nameForm(): string {
  return t('it takes letters, digits, dashes, underscores and dots, with a letter or digit at both ends');
}

function isHost(text: string): boolean {
  return isIp(text) || isFqdn(text);
}

/** The host of `host:80`, `[::1]:80` or `[::1]`, and its port; nothing where the rest is no host. */
function withoutPort(text: string): { readonly instead?: string; readonly port?: number } {
  const match = /^(?:\[([^\]]*)\]|([^:]*))(?::([0-9]{1,5}))?$/.exec(text);
  const instead = match?.[1] ?? match?.[2] ?? '';
  if (!isHost(instead)) return {};
  const port = Number(match?.[3] ?? 0);
  return port >= 1 && port <= 65535 ? { instead, port } : { instead };
}
