/** What the rules about listening ports have in common: those of a Gateway's servers and a Sidecar's listeners. */
import { t } from '../l10n.ts';
import { isDnsLabel, isPartialWildcard, isWildcardDomain } from '../model/host-names.ts';
import { isIp } from '../model/ip-addresses.ts';
import { PROTOCOL_NAMES, parseProtocol } from '../model/protocols.ts';
import type { Fix } from '../problem.ts';
import { editDistance } from '../simulation/label-distance.ts';
import type { ResourceEntry } from '../workspace/resource-entry.ts';
import type { MapNode, ScalarNode } from '../yaml/nodes.ts';
import { addField, changeText } from './edits.ts';
import { isSet, numberAt, type Said, textAt } from './field-access.ts';
import { changeFix } from './field-fixes.ts';
import { shown } from './schema-texts.ts';

const UNIX = 'unix://';

/** Whether an address to listen at is a Unix socket. */
export function isSocket(bind: string | undefined): boolean {
  return bind?.startsWith(UNIX) ?? false;
}

/** Whether istiod takes the path of a socket (`unix:///run/a.sock`, `unix://@name`): absolute or abstract, and no folder. */
export function isSocketAddress(bind: string): boolean {
  const path = bind.slice(UNIX.length);
  return path.startsWith('@') || (path.startsWith('/') && !path.endsWith('/'));
}

export function isPort(number: number): boolean {
  return number >= 1 && number <= 65535;
}

/** The number of a port, 0 where none is set; `undefined` where it is not known what it will be. */
export function portNumberOf(port: MapNode | undefined): { value: number; node: ScalarNode | undefined } | undefined {
  const said = numberAt(port, 'number');
  if (said) return said;
  return isSet(port, 'number') ? undefined : { value: 0, node: undefined };
}

/** Whether a field holds more than an empty text; text that is yet to be filled in will. */
export function isFilled(map: MapNode | undefined, field: string): boolean {
  return isSet(map, field) && textAt(map, field)?.value !== '';
}

/** Why istiod refuses a host of a Gateway or Sidecar, without its namespace; `undefined` if it does not. */
export type HostFault = 'short' | 'partial-wildcard' | 'form';

export function hostFault(host: string, mayBeAddress: boolean): HostFault | undefined {
  if (host === '*') return undefined;
  if (!host.includes('.')) {
    if (!isWildcardDomain(host)) return 'form';
    return host.startsWith('*') ? 'partial-wildcard' : 'short';
  }
  if (!isWildcardDomain(host) && !(mayBeAddress && isIp(host))) return 'form';
  return isPartialWildcard(host) ? 'partial-wildcard' : undefined;
}

/** The host that a URL, or a host with a port or path, means; `undefined` for anything else. */
export function bareHost(text: string): string | undefined {
  const [, scheme = '', host = '', path = ''] =
    /^([a-z][a-z0-9+.-]*:\/\/)?([^/:]+)(?::[0-9]*)?(?:\/(.*))?$/i.exec(text) ?? [];
  // `team.a/whoami.example.com` is a namespace, if a wrong one, and a host.
  if (scheme === '' && path.includes('.')) return undefined;
  return host !== text && host.includes('.') && hostFault(host, true) === undefined ? host : undefined;
}

/** A name of a port made of the letters, digits and dashes of another one; empty if nothing is left. */
export function asLabel(text: string): string {
  const label = text
    .replace(/[^a-zA-Z0-9-]+/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');
  return isDnsLabel(label) ? label : '';
}

/** Fixes for a name of a protocol that Istio does not know; in lower case where such names are written so. */
export function protocolFixes(entry: ResourceEntry, { value, node }: Said<string>, isLowerCase = false): Fix[] {
  const meant = meantProtocol(value);
  return meant === undefined ? [] : changeFixes(entry, node, isLowerCase ? meant.toLowerCase() : meant);
}

/** What people call the protocols that Istio has under another name. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  http1: 'HTTP',
  'http/1.1': 'HTTP',
  'http1.1': 'HTTP',
  'http/2': 'HTTP2',
  h2: 'HTTP2',
  h2c: 'HTTP2',
  ws: 'HTTP',
  websocket: 'HTTP',
  wss: 'HTTPS',
  grpcs: 'HTTPS',
  ssl: 'TLS',
  mtls: 'TLS',
  postgres: 'TCP',
  postgresql: 'TCP',
  kafka: 'TCP',
  amqp: 'TCP',
  ssh: 'TCP',
  mongodb: 'MONGO',
};

function meantProtocol(name: string): string | undefined {
  const key = name.toLowerCase();
  if (Object.hasOwn(OTHER_NAMES, key)) return OTHER_NAMES[key];
  const near = PROTOCOL_NAMES.filter((known) => editDistance(known.toLowerCase(), key, 1) !== undefined);
  return near.length === 1 && key.length > 2 ? near[0] : undefined;
}

/** What a port may speak, to be shown. */
export function knownProtocols(): string {
  return PROTOCOL_NAMES.filter((name) => parseProtocol(name) !== 'UDP').join(', ');
}

/** The one fix that puts other text in the place of a value. */
export function changeFixes(entry: ResourceEntry, node: ScalarNode, text: string, isPreferred = true): Fix[] {
  return [changeFix(entry, node, text, isPreferred)];
}

/** The fix that gives a field a value, whether it is there or not. */
export function setFix(entry: ResourceEntry, map: MapNode, field: string, value: string, isPreferred = false): Fix[] {
  const there = textAt(map, field);
  if (!there && isSet(map, field)) return [];
  const edit = there ? changeText(entry, there.node, value) : addField(entry, map, field, value);
  return edit ? [{ title: t('Set {0} to {1}', field, value), edits: [edit], isPreferred }] : [];
}

/** What is wrong with an address to listen at: neither an IP address nor a socket; `undefined` if nothing is. */
export function bindFault(bind: string): string | undefined {
  if (isSocket(bind)) {
    if (isSocketAddress(bind)) return undefined;
    return t('"{0}" is no socket; Istio takes an absolute path of a file, or "@" and a name.', shown(bind));
  }
  if (bind === '' || isIp(bind)) return undefined;
  return t('"{0}" is no IP address; Istio refuses it as the address to listen at.', shown(bind));
}

/** Fixes for it: the address without port, brackets or prefix, or that of the own machine. */
export function bindFixes(entry: ResourceEntry, { value, node }: Said<string>): Fix[] {
  const plain = value
    .replace(/^\[(.*)\](?::[0-9]*)?$/, '$1')
    .replace(/\/[0-9]+$/, '')
    .replace(/^([0-9.]+):[0-9]+$/, '$1');
  const meant = value === 'localhost' ? '127.0.0.1' : value === '*' ? '0.0.0.0' : plain;
  return meant !== value && isIp(meant) ? changeFixes(entry, node, meant) : [];
}
