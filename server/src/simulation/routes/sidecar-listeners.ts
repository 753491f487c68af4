/** What a sidecar does with a connection before HTTP: listeners and their filter chains (D5.7, D5.10, D5.11, D9.5). */
import { type IpAddress, isIp, parseBlock, parseIp } from '../../model/ip-addresses.ts';
import { type Protocol, parseProtocol } from '../../model/protocols.ts';
import { mapAt, textAt } from '../json-value.ts';
import type { MeshIndex } from '../mesh/mesh-index.ts';
import { endpointsOf } from '../mesh/service-endpoints.ts';
import { type MeshService, type PortClass, portClass } from '../mesh/services.ts';
import type { EgressListener, ProxyScope } from '../mesh/sidecar-scope.ts';
import { clientKey, type RouteClient } from './client-match.ts';
import { chainForName } from './host-lookup.ts';
import { type L4Rule, tcpRules, tlsRules, VirtualServicesByHost } from './l4-routes.ts';
import { aliasesOf } from './sidecar-virtual-hosts.ts';

/** Every address. */
export const ANY_ADDRESS = '0.0.0.0';

export interface FilterChain {
  readonly kind: 'http' | 'tcp';
  /** Server names of TLS that it is for; empty for whatever comes. */
  readonly serverNames: readonly string[];
  /** Addresses that it is for; empty for all. */
  readonly subnets: readonly string[];
  readonly service: MeshService;
  /** The rule that decides; `undefined` for the service itself. */
  readonly rule: L4Rule | undefined;
  /** Of an HTTP chain: whether it takes what is no plaintext HTTP too, and fails with it. */
  readonly takesAll?: boolean;
}

export interface SidecarListener {
  /** The IP that it is for, or `0.0.0.0`. */
  readonly address: string;
  readonly port: number;
  readonly chains: readonly FilterChain[];
  readonly egress: EgressListener;
  /** Whether it finds out by looking whether a connection is HTTP, behind an address of its own (D7.12). */
  readonly sniffedService: MeshService | undefined;
}

interface Draft {
  readonly egress: EgressListener;
  chains: FilterChain[];
  /** What istiod believes the listener to carry; `undefined` once it looks at the traffic. */
  protocol: Protocol | undefined;
  isLocked: boolean;
  sniffedService: MeshService | undefined;
}

/** The listener that takes connections to `address` (if it is one that the mesh knows) on `port`; `undefined` if none does. */
export function sidecarListener(
  mesh: MeshIndex,
  scope: ProxyScope,
  client: RouteClient,
  address: string | undefined,
  port: number,
): SidecarListener | undefined {
  const drafts = mesh.remember(`sidecar listeners ${port} ${clientKey(client)}`, () =>
    listenersOnPort(mesh, scope, client, port),
  );
  const own = address === undefined ? undefined : drafts.get(address);
  const found = own ?? drafts.get(ANY_ADDRESS);
  if (!found) return undefined;
  const { egress, chains, sniffedService } = found;
  return { address: own && address !== undefined ? address : ANY_ADDRESS, port, chains, egress, sniffedService };
}

/** All listeners on a port, by address. */
function listenersOnPort(
  mesh: MeshIndex,
  scope: ProxyScope,
  client: RouteClient,
  port: number,
): ReadonlyMap<string, Draft> {
  const drafts = new Map<string, Draft>();
  for (const listener of scope.listeners) {
    const egress = { listener, virtualServices: new VirtualServicesByHost(listener.virtualServices) };
    if (listener.port === undefined) {
      for (const draft of drafts.values()) draft.isLocked = true;
      addCatchAll(mesh, egress, client, port, drafts);
    } else if (listener.port === port) addNamed(mesh, egress, client, port, drafts);
  }
  return drafts;
}

/** An egress listener of a scope, with its VirtualServices by host. */
interface Egress {
  readonly listener: EgressListener;
  readonly virtualServices: VirtualServicesByHost;
}

/** A listener of a Sidecar with a port: its protocol stands in for those of the services. */
function addNamed(
  mesh: MeshIndex,
  egress: Egress,
  client: RouteClient,
  port: number,
  drafts: Map<string, Draft>,
): void {
  const protocol = parseProtocol(textAt(mapAt(egress.listener.written, 'port'), 'protocol'));
  const bind = textAt(egress.listener.written, 'bind');
  for (const service of egress.listener.services) {
    const own = service.addresses.length > 0 ? service.addresses : [ANY_ADDRESS];
    for (const address of bind === '' ? own : [bind]) {
      addService(mesh, egress, client, service, { port, protocol, address, hasBind: bind !== '' }, drafts);
    }
  }
}

function addCatchAll(
  mesh: MeshIndex,
  egress: Egress,
  client: RouteClient,
  port: number,
  drafts: Map<string, Draft>,
): void {
  const bind = textAt(egress.listener.written, 'bind');
  for (const service of egress.listener.services) {
    const servicePort = service.ports.find(({ number }) => number === port);
    if (!servicePort || portClass(servicePort) === 'udp') continue;
    const { protocol } = servicePort;
    for (const address of bind === '' ? listenAddresses(mesh, service, servicePort, port) : [bind]) {
      addService(mesh, egress, client, service, { port, protocol, address, hasBind: bind !== '' }, drafts);
    }
  }
}

/** Where a service is listened for: its addresses, those of its endpoints, or every address (D5.7, D5.11). */
function listenAddresses(
  mesh: MeshIndex,
  service: MeshService,
  servicePort: { readonly protocol: Protocol | undefined },
  port: number,
): readonly string[] {
  if (service.addresses.length > 0) return service.addresses;
  if (service.resolution !== 'NONE' || portClass(servicePort) === 'http') return [ANY_ADDRESS];
  const endpoints = endpointsOf(mesh, service.host, service.namespace).filter(
    (endpoint) => endpoint.servicePort.number === port,
  );
  const hasSelector = Object.keys(service.selector).length > 0;
  if (service.registry === 'External' && endpoints.length === 0 && !hasSelector) return [ANY_ADDRESS];
  return endpoints.map((endpoint) => endpoint.address).filter(isIp);
}

interface Place {
  readonly port: number;
  readonly protocol: Protocol | undefined;
  readonly address: string;
  readonly hasBind: boolean;
}

/** Takes a service into a listener, or makes one for it (buildSidecarOutboundListener in listener.go). */
function addService(
  mesh: MeshIndex,
  egress: Egress,
  client: RouteClient,
  service: MeshService,
  { port, protocol, address, hasBind }: Place,
  drafts: Map<string, Draft>,
): void {
  if (service.resolution === 'ALIAS') return;
  const kind = portClass({ protocol });
  // A block of addresses has no listener of its own: it is a condition on the chains of the one for every address.
  const isBlock = address.includes('/');
  const key = (kind === 'http' && !hasBind) || isBlock ? ANY_ADDRESS : address;
  const subnets = isBlock && kind !== 'http' ? [address] : [];
  const there = drafts.get(key);
  if (there?.isLocked) return;
  if (kind === 'http') {
    if (there && !isStream(there.protocol)) return;
    // Only the listener for every address looks whether a connection is HTTP at all.
    const takesAll = key !== ANY_ADDRESS || protocol === 'HTTP_PROXY';
    const chains: FilterChain[] = [{ kind: 'http', serverNames: [], subnets: [], service, rule: undefined, takesAll }];
    join(drafts, key, egress.listener, chains, takesAll ? protocol : undefined, protocol, undefined);
    return;
  }
  // Where a block of addresses leads to a listener, its name is what tells a service from others (tls.go).
  const own = hasBind ? service.addresses[0] : address;
  const hasAddress = own?.includes('/') !== true && (key !== ANY_ADDRESS || (own !== undefined && own !== ANY_ADDRESS));
  const streams = streamChains(mesh, egress, client, service, port, kind, subnets, hasAddress);
  if (kind === 'sniffed' && (there === undefined || isStream(there.protocol))) {
    const http: FilterChain = { kind: 'http', serverNames: [], subnets: [], service, rule: undefined };
    join(
      drafts,
      key,
      egress.listener,
      [...streams, http],
      undefined,
      protocol,
      key === ANY_ADDRESS ? undefined : service,
    );
    return;
  }
  join(drafts, key, egress.listener, streams, protocol, protocol, undefined);
}

/** Protocols whose listeners do not look at the traffic. */
function isStream(protocol: Protocol | undefined): boolean {
  return protocol !== undefined && portClass({ protocol }) !== 'http';
}

function join(
  drafts: Map<string, Draft>,
  key: string,
  egress: EgressListener,
  chains: readonly FilterChain[],
  carries: Protocol | undefined,
  incoming: Protocol | undefined,
  sniffedService: MeshService | undefined,
): void {
  const there = drafts.get(key);
  if (!there) {
    drafts.set(key, { egress, chains: [...chains], protocol: carries, isLocked: false, sniffedService });
    return;
  }
  if (refusesCompany(there.protocol, incoming)) return;
  const isMixed = !(isStream(there.protocol) && isStream(incoming));
  there.chains = [...there.chains, ...chains.filter((chain) => !there.chains.some((other) => sameMatch(chain, other)))];
  if (isMixed) there.protocol = undefined;
  there.sniffedService ??= sniffedService;
}

/** MONGO and MYSQL are not mixed with other protocols on one listener. */
function refusesCompany(left: Protocol | undefined, right: Protocol | undefined): boolean {
  return left !== right && [left, right].some((protocol) => protocol === 'Mongo' || protocol === 'MySQL');
}

function sameMatch(left: FilterChain, right: FilterChain): boolean {
  return (
    left.kind === right.kind &&
    left.serverNames.join() === right.serverNames.join() &&
    left.subnets.join() === right.subnets.join()
  );
}

/** The chains of a service for what is not plaintext HTTP (D7.4, D7.13, D7.14). */
function streamChains(
  mesh: MeshIndex,
  { virtualServices }: Egress,
  client: RouteClient,
  service: MeshService,
  port: number,
  kind: PortClass,
  subnets: readonly string[],
  hasAddress: boolean,
): FilterChain[] {
  const all = virtualServices.for(service.host);
  const chain = (rule: L4Rule | undefined, serverNames: readonly string[], own: readonly string[]): FilterChain => ({
    kind: 'tcp',
    serverNames,
    subnets: own.length > 0 ? own : subnets,
    service,
    rule,
  });
  if (kind === 'tls') {
    const rules = tlsRules(all, client, port);
    if (rules.length > 0) return rules.map((rule) => chain(rule, rule.serverNames, rule.subnets));
    const names = hasAddress ? [] : [service.host, ...aliasesOf(mesh, service)];
    return [chain(undefined, names, [])];
  }
  const rules = tcpRules(all, client, port);
  const chains = rules.map((rule) => chain(rule, [], rule.subnets));
  return rules.some((rule) => rule.subnets.length === 0) ? chains : [...chains, chain(undefined, [], [])];
}

/** The chain that takes a connection; `undefined` where none does (D5.10). */
export function filterChainFor(
  { chains }: SidecarListener,
  address: string | undefined,
  protocol: 'http' | 'tcp' | 'tls',
  serverName: string,
): FilterChain | undefined {
  const candidates = narrowestSubnet(chains, address);
  if (protocol === 'http') {
    const http = candidates.find(({ kind }) => kind === 'http');
    if (http) return http;
  }
  const streams = candidates.filter(({ kind }) => kind === 'tcp');
  const named = protocol === 'tls' ? chainForName(streams, serverName) : undefined;
  const unnamed = named ?? streams.find(({ serverNames }) => serverNames.length === 0 || serverNames.includes('*'));
  return unnamed ?? chains.find(takesEverything);
}

/** A chain without any condition: istiod makes it the one that Envoy falls back on when no other takes the connection. */
function takesEverything({ kind, takesAll, serverNames, subnets }: FilterChain): boolean {
  return (
    (kind === 'tcp' || takesAll === true) &&
    subnets.length === 0 &&
    (serverNames.length === 0 || serverNames.includes('*'))
  );
}

/** Envoy looks at the address first: the chains of the smallest block that holds it, else those for every address. */
function narrowestSubnet(chains: readonly FilterChain[], address: string | undefined): readonly FilterChain[] {
  const ip = address === undefined ? undefined : parseIp(address);
  let longest = -1;
  let best: FilterChain[] = [];
  for (const chain of chains) {
    const prefix = chain.subnets.length === 0 ? 0 : Math.max(...chain.subnets.map((block) => prefixFor(block, ip)));
    if (prefix < 0) continue;
    if (prefix > longest) {
      longest = prefix;
      best = [];
    }
    if (prefix === longest) best.push(chain);
  }
  return best;
}

/** The length of the prefix by which `text` holds the address; -1 if it does not. */
function prefixFor(text: string, ip: IpAddress | undefined): number {
  const single = parseIp(text);
  const block = single ? { address: single, prefix: single.bits } : parseBlock(text);
  if (!ip || !block || block.address.bits !== ip.bits) return -1;
  const shift = BigInt(ip.bits - block.prefix);
  return ip.value >> shift === block.address.value >> shift ? block.prefix : -1;
}
