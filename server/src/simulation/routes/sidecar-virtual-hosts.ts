/** Virtual hosts of a sidecar's HTTP routes on a port (D7.3, D7.8, D7.11, D7.12). */

import { compareSpecificity, hostsMatch, isHostSubset } from '../../model/host-names.ts';
import { isIp } from '../../model/ip-addresses.ts';
import type { MeshIndex } from '../mesh/mesh-index.ts';
import { allServices, type MeshService, portClass, type ServicePort } from '../mesh/services.ts';
import type { EgressListener } from '../mesh/sidecar-scope.ts';
import type { MeshVirtualService } from '../mesh/virtual-services.ts';
import type { RouteClient } from './client-match.ts';
import { type HttpRoute, httpRoutes } from './http-routes.ts';

export interface VirtualHost {
  /** In lower case. */
  readonly domains: readonly string[];
  /** Empty for a service's own route. */
  readonly routes: readonly HttpRoute[];
  /** The VirtualService that made it. */
  readonly virtualService: MeshVirtualService | undefined;
  /** The service that it is for; `undefined` for a host that no service has. */
  readonly service: MeshService | undefined;
}

/** A service with the one port that a listener is about. */
export interface PortService {
  readonly service: MeshService;
  readonly port: ServicePort;
}

/** The services that a listener knows on a port, by host in lower case; UDP ports are unknown to HTTP. */
export function servicesOnPort(listener: EgressListener, port: number): ReadonlyMap<string, PortService> {
  const byHost = new Map<string, PortService>();
  for (const service of listener.services) {
    const found = service.ports.find((one) => one.number === port && portClass(one) !== 'udp');
    if (found) byHost.set(service.host.toLowerCase(), { service, port: found });
  }
  return byHost;
}

/** All virtual hosts of a port, in the order in which domains are given to them. */
export function virtualHosts(
  mesh: MeshIndex,
  listener: EgressListener,
  client: RouteClient,
  port: number,
): readonly VirtualHost[] {
  const registry = servicesOnPort(listener, port);
  const wildcards = [...registry.keys()].filter((host) => host.startsWith('*'));
  const mostSpecific = mostSpecificIndex(listener);
  const chosen: Chosen[] = [];
  for (const virtualService of listener.virtualServices) {
    if (port !== 80 && !touches(virtualService, registry, wildcards)) continue;
    const routes = httpRoutes(mesh, virtualService, client, port);
    if (routes.length === 0) continue;
    const { hosts, services } = hostsAndServices(virtualService, registry, mostSpecific);
    const routable = services.filter((one) => ['http', 'sniffed'].includes(portClass(one.port)));
    // A host that is no service is served where another host of the VirtualService is one, and on port 80.
    if (routable.length > 0 || port === 80) chosen.push({ hosts, services: routable, routes, by: virtualService });
  }
  const taken = new Set(chosen.flatMap(({ services }) => services.map(({ service }) => service.host.toLowerCase())));
  for (const [host, one] of registry) {
    if (taken.has(host) || one.service.resolution === 'ALIAS') continue;
    if (['http', 'sniffed'].includes(portClass(one.port))) chosen.push({ hosts: [], services: [one], routes: [] });
  }
  return assignDomains(mesh, client, chosen);
}

/** What a VirtualService, or a service of its own, gives virtual hosts for. */
interface Chosen {
  /** Hosts that no service has. */
  readonly hosts: readonly string[];
  readonly services: readonly PortService[];
  readonly routes: readonly HttpRoute[];
  readonly by?: MeshVirtualService;
}

function assignDomains(mesh: MeshIndex, client: RouteClient, chosen: readonly Chosen[]): readonly VirtualHost[] {
  const names = new Set<string>();
  const domains = new Set<string>();
  const full = new Set(chosen.flatMap(({ services }) => services.map(({ service }) => service.host.toLowerCase())));
  const result: VirtualHost[] = [];
  const add = (
    host: string,
    own: readonly string[],
    others: ReadonlySet<string>,
    rest: Omit<VirtualHost, 'domains'>,
  ): void => {
    if (names.has(host)) return;
    names.add(host);
    const free = own.filter((domain) => !domains.has(domain) && !(others.has(domain) && full.has(domain)));
    for (const domain of free) domains.add(domain);
    if (free.length > 0) result.push({ ...rest, domains: free });
  };
  for (const { hosts, services, routes, by } of chosen) {
    for (const host of hosts) {
      const lower = host.toLowerCase();
      add(lower, [lower], new Set(), { routes, virtualService: by, service: undefined });
    }
    for (const { service } of services) {
      const { all, alternative } = serviceDomains(mesh, service, client.namespace);
      add(service.host.toLowerCase(), all, alternative, { routes, virtualService: by, service });
    }
  }
  return result;
}

/** A service's names as clients of a namespace may say them (D7.11). */
function serviceDomains(mesh: MeshIndex, service: MeshService, namespace: string) {
  const alternative = new Set<string>();
  const all: string[] = [];
  for (const host of [service.host, ...aliasesOf(mesh, service)]) {
    const lower = host.toLowerCase();
    const others = alternativeNames(lower, namespace, mesh.settings.domain);
    all.push(lower, ...others);
    for (const other of others) alternative.add(other);
  }
  if (service.isHeadless) all.push(...all.map((domain) => `*.${domain}`));
  for (const address of service.addresses) if (isIp(address)) all.push(address);
  return { all, alternative };
}

function alternativeNames(host: string, namespace: string, domain: string): string[] {
  const names = isIp(host) ? [] : [`${host}.`];
  const suffix = `.svc.${domain}`;
  if (!host.endsWith(suffix)) return names;
  const [name = '', owner = '', ...rest] = host.slice(0, -suffix.length).split('.');
  if (owner === '' || rest.length > 0) return names;
  return [...names, ...(owner === namespace ? [name] : []), `${name}.${owner}.svc`, `${name}.${owner}`];
}

/** ExternalName Services that stand for the service, through others too (D5.12). */
export function aliasesOf(mesh: MeshIndex, service: MeshService): readonly string[] {
  const aliases = mesh.remember('aliases', () => allServices(mesh).filter(({ resolution }) => resolution === 'ALIAS'));
  if (aliases.length === 0) return [];
  const targets = new Map(aliases.map((alias) => [alias.host, alias.externalName]));
  return aliases
    .filter((alias) => {
      let target = alias.externalName;
      for (let step = 0; step < 10 && targets.has(target); step++) target = targets.get(target) ?? '';
      return target === service.host;
    })
    .map(({ host }) => host);
}

/** Whether one of the hosts means a service of this port; `wildcards` are those of the registry. */
function touches(
  { hosts }: MeshVirtualService,
  registry: ReadonlyMap<string, PortService>,
  wildcards: readonly string[],
): boolean {
  return hosts.some((written) => {
    const host = written.toLowerCase();
    if (registry.has(host)) return true;
    const candidates = host.startsWith('*') ? [...registry.keys()] : wildcards;
    return candidates.some((known) => hostsMatch(host, known));
  });
}

function hostsAndServices(
  virtualService: MeshVirtualService,
  registry: ReadonlyMap<string, PortService>,
  mostSpecific: ReadonlyMap<string, MeshVirtualService>,
) {
  const hosts: string[] = [];
  const services: PortService[] = [];
  for (const host of virtualService.hosts) {
    const lower = host.toLowerCase();
    if (!lower.startsWith('*')) {
      const found = registry.get(lower);
      if (found) services.push(found);
      else hosts.push(host);
      continue;
    }
    let isKnown = false;
    for (const [known, service] of registry) {
      if (!hostsMatch(known, lower)) continue;
      isKnown = true;
      if (mostSpecific.get(known) === virtualService) services.push(service);
    }
    if (!isKnown) hosts.push(lower);
  }
  return { hosts, services };
}

/** For each service the VirtualService with the most specific host; of equal ones the first (D7.3). */
function mostSpecificIndex({ virtualServices, services }: EgressListener): ReadonlyMap<string, MeshVirtualService> {
  const byHost = new Map<string, MeshVirtualService>();
  for (const virtualService of virtualServices) {
    for (const host of virtualService.hosts) if (!byHost.has(host)) byHost.set(host, virtualService);
  }
  const wildcards = [...byHost.keys()].filter((host) => host.startsWith('*')).sort(compareSpecificity);
  const index = new Map<string, MeshVirtualService>();
  for (const { host } of services) {
    const covering = byHost.has(host) ? host : wildcards.find((wildcard) => isHostSubset(host, wildcard));
    const virtualService = covering === undefined ? undefined : byHost.get(covering);
    if (virtualService) index.set(host, virtualService);
  }
  return index;
}
