/** What a proxy knows of the mesh: services and VirtualServices, listener by listener (D5.2, D5.3, D8.6, D9). */
import { hostsMatch, isHostSubset } from '../../model/host-names.ts';
import { parseProtocol } from '../../model/protocols.ts';
import { hasLabels, type JsonMap, labelsAt, mapAt, mapsAt, numberAt, textAt, textsAt } from '../json-value.ts';
import { clientLabels, type MeshClient } from './client.ts';
import type { MeshIndex } from './mesh-index.ts';
import type { MeshObject } from './mesh-object.ts';
import { allServices, canMerge, compareServices, isPublic, isVisible, type MeshService } from './services.ts';
import { destinationsOf, MESH_GATEWAY, type MeshVirtualService, virtualServicesFor } from './virtual-services.ts';

export interface EgressListener {
  /** As the Sidecar has it; `undefined` for the one that every client without a Sidecar has. */
  readonly written: JsonMap | undefined;
  /** `undefined` for the listener that catches what others do not name. */
  readonly port: number | undefined;
  readonly services: readonly MeshService[];
  readonly virtualServices: readonly MeshVirtualService[];
}

export interface ProxyScope {
  /** The Sidecar that decides; `undefined` where none does, and for gateways. */
  readonly sidecar: MeshObject | undefined;
  readonly listeners: readonly EgressListener[];
  /** What the proxy has clusters for: at most one service a host, definitions of one host put together. */
  readonly services: readonly MeshService[];
  readonly byHost: ReadonlyMap<string, MeshService>;
  readonly outboundTrafficPolicy: 'ALLOW_ANY' | 'REGISTRY_ONLY';
}

/** What `client` knows. */
export function scopeOf(mesh: MeshIndex, client: MeshClient): ProxyScope {
  if (client.type === 'gateway') {
    return mesh.remember(`gateway scope ${client.namespace}`, () => gatewayScope(mesh, client.namespace));
  }
  const sidecar = sidecarOf(mesh, client);
  const name = sidecar ? `${sidecar.namespace}/${sidecar.name}` : '';
  return mesh.remember(`sidecar scope ${client.namespace} ${name}`, () =>
    sidecarScope(mesh, client.namespace, sidecar),
  );
}

/** The Sidecar that holds for the client (D9.1). */
export function sidecarOf(mesh: MeshIndex, client: MeshClient): MeshObject | undefined {
  const labels = clientLabels(client, mesh.settings);
  const selects = (object: MeshObject): boolean => mapAt(object.spec, 'workloadSelector') !== undefined;
  const own = mesh.inNamespace('Sidecar', client.namespace);
  return (
    own.find((one) => selects(one) && hasLabels(labelsAt(mapAt(one.spec, 'workloadSelector'), 'labels'), labels)) ??
    own.find((one) => !selects(one)) ??
    mesh.inNamespace('Sidecar', mesh.settings.rootNamespace).find((one) => !selects(one))
  );
}

/** The services exported to a namespace: to it by name first, then to all; each the oldest first (D5.2). */
export function servicesExportedTo(mesh: MeshIndex, namespace: string): readonly MeshService[] {
  return mesh.remember(`exported ${namespace}`, () => {
    const visible = allServices(mesh).filter((service) => isVisible(service, namespace, mesh));
    return [
      ...visible.filter((service) => !isPublic(service, mesh)),
      ...visible.filter((service) => isPublic(service, mesh)),
    ];
  });
}

function gatewayScope(mesh: MeshIndex, namespace: string): ProxyScope {
  const collected = new Collected();
  for (const service of servicesExportedTo(mesh, namespace)) collected.add(service);
  return {
    sidecar: undefined,
    listeners: [],
    ...collected.result(),
    outboundTrafficPolicy: mesh.settings.outboundTrafficPolicy,
  };
}

function sidecarScope(mesh: MeshIndex, namespace: string, sidecar: MeshObject | undefined): ProxyScope {
  const written = mapsAt(sidecar?.spec, 'egress');
  const listeners =
    written.length > 0
      ? written.map((listener) => egressListener(mesh, namespace, textsAt(listener, 'hosts'), listener))
      : [egressListener(mesh, namespace, ['*/*'], undefined)];
  const collected = new Collected();
  for (const listener of listeners) {
    for (const service of listener.services) collected.add(service);
    for (const { object } of listener.virtualServices) {
      for (const [host, ports] of destinationsOf(object.spec, object.namespace, namespace, mesh)) {
        const service = destinationService(mesh, host, namespace);
        const narrowed =
          service && (needsPort(listener.written) ? withPort(service, listener.port ?? 0) : withPorts(service, ports));
        if (narrowed) collected.add(narrowed);
      }
    }
  }
  const policy = textAt(mapAt(sidecar?.spec, 'outboundTrafficPolicy'), 'mode');
  return {
    sidecar,
    listeners,
    ...collected.result(),
    outboundTrafficPolicy: mapAt(sidecar?.spec, 'outboundTrafficPolicy')
      ? policy === 'ALLOW_ANY'
        ? 'ALLOW_ANY'
        : 'REGISTRY_ONLY'
      : mesh.settings.outboundTrafficPolicy,
  };
}

/** The one service that a host means where a VirtualService leads to it: the own one, then Kubernetes', then the oldest. */
function destinationService(mesh: MeshIndex, host: string, namespace: string): MeshService | undefined {
  const byNamespace = indexedServices(mesh, host);
  const own = byNamespace.get(namespace);
  if (own) return own;
  const visible = [...byNamespace.values()].filter((service) => isVisible(service, namespace, mesh));
  return visible.find(({ registry }) => registry === 'Kubernetes') ?? visible.sort(compareServices)[0];
}

/** One service for each namespace that has the host: Kubernetes', else the oldest, visible or not. */
export function indexedServices(mesh: MeshIndex, host: string): ReadonlyMap<string, MeshService> {
  const byHost = mesh.remember('indexed services', () => {
    const index = new Map<string, Map<string, MeshService>>();
    for (const service of allServices(mesh)) {
      const byNamespace = index.get(service.host) ?? new Map<string, MeshService>();
      index.set(service.host, byNamespace);
      const there = byNamespace.get(service.namespace);
      if (!there || (there.registry !== 'Kubernetes' && service.registry === 'Kubernetes')) {
        byNamespace.set(service.namespace, service);
      }
    }
    return index;
  });
  return byHost.get(host) ?? NOWHERE;
}

const NOWHERE: ReadonlyMap<string, MeshService> = new Map();

interface ImportedHosts {
  readonly exact: Set<string>;
  readonly all: string[];
  readonly excluded: string[];
}

function egressListener(
  mesh: MeshIndex,
  namespace: string,
  hosts: readonly string[],
  written: JsonMap | undefined,
): EgressListener {
  const imports = new Map<string, ImportedHosts>();
  let areExact = true;
  for (const text of hosts) {
    const [owner = '', host = '', ...rest] = text.split('/');
    if (rest.length > 0 || !text.includes('/')) continue;
    const isExcluded = owner.startsWith('~');
    const name = isExcluded ? owner.slice(1) || '*' : owner;
    const key = name === '.' ? namespace : name;
    const imported = imports.get(key) ?? { exact: new Set<string>(), all: [], excluded: [] };
    imports.set(key, imported);
    if (isExcluded) {
      imported.excluded.push(host);
      continue;
    }
    if (!host.startsWith('*')) imported.exact.add(host);
    if (host.startsWith('*') || key === '*') areExact = false;
    imported.all.push(host);
  }
  const candidates = areExact ? exactServices(mesh, namespace, imports) : servicesExportedTo(mesh, namespace);
  const number = numberAt(mapAt(written, 'port'), 'number');
  const port = number > 0 ? number : undefined;
  return {
    written,
    port,
    services: selectServices(candidates, namespace, imports, written, port),
    virtualServices: virtualServicesFor(mesh, MESH_GATEWAY, namespace).filter((one) => isImported(one, imports)),
  };
}

/** Where every host is named in full, services come from an index of one for each host and namespace. */
function exactServices(
  mesh: MeshIndex,
  namespace: string,
  imports: ReadonlyMap<string, ImportedHosts>,
): readonly MeshService[] {
  const found: MeshService[] = [];
  for (const [owner, { exact }] of imports) {
    for (const host of exact) {
      const service = indexedServices(mesh, host).get(owner);
      if (service && isVisible(service, namespace, mesh)) found.push(service);
    }
  }
  return found.sort(compareServices);
}

function selectServices(
  services: readonly MeshService[],
  namespace: string,
  imports: ReadonlyMap<string, ImportedHosts>,
  written: JsonMap | undefined,
  port: number | undefined,
): readonly MeshService[] {
  const everywhere = imports.get('*');
  const imported: MeshService[] = [];
  for (const service of services) {
    const own = imports.get(service.namespace);
    if (own && excludes(own, service.host)) continue;
    if (everywhere && excludes(everywhere, service.host)) continue;
    if (!(own && includes(own, service.host)) && !(everywhere && includes(everywhere, service.host))) continue;
    const matching = needsPort(written) ? withPort(service, port ?? 0) : service;
    if (matching) imported.push(matching);
  }
  // One namespace for each host: the client's, else that of a Kubernetes Service, else the first.
  const chosen = new Map<string, MeshService>();
  for (const service of imported) {
    const there = chosen.get(service.host);
    const isBetter =
      !there ||
      service.namespace === namespace ||
      (there.registry !== 'Kubernetes' && service.registry === 'Kubernetes' && there.namespace !== namespace);
    if (isBetter) chosen.set(service.host, service);
  }
  return imported.filter((service) => chosen.get(service.host)?.namespace === service.namespace);
}

/** A listener with a port imports only what has that port; one for a generic HTTP proxy imports everything. */
function needsPort(written: JsonMap | undefined): boolean {
  const port = mapAt(written, 'port');
  return numberAt(port, 'number') !== 0 && parseProtocol(textAt(port, 'protocol')) !== 'HTTP_PROXY';
}

function withPort(service: MeshService, number: number): MeshService | undefined {
  const port = service.ports.find((one) => one.number === number);
  if (!port) return undefined;
  return service.ports.length === 1 ? service : { ...service, ports: [port] };
}

function withPorts(service: MeshService, numbers: ReadonlySet<number>): MeshService | undefined {
  if (numbers.size === 0 || numbers.has(0)) return service;
  const ports = service.ports.filter(({ number }) => numbers.has(number));
  if (ports.length === service.ports.length) return service;
  return ports.length > 0 ? { ...service, ports } : undefined;
}

function excludes({ excluded }: ImportedHosts, host: string): boolean {
  return excluded.some((one) => isHostSubset(host, one));
}

function includes({ exact, all }: ImportedHosts, host: string): boolean {
  if (exact.has(host)) return true;
  return all.some((one) => (host.startsWith('*') || one.startsWith('*')) && isHostSubset(host, one));
}

/** Whether one of a VirtualService's hosts overlaps what is imported and is not excluded. */
function isImported({ object, hosts }: MeshVirtualService, imports: ReadonlyMap<string, ImportedHosts>): boolean {
  const own = imports.get(object.namespace);
  const everywhere = imports.get('*');
  const overlaps = ({ exact, all }: ImportedHosts, host: string): boolean =>
    exact.has(host) || all.some((one) => (host.startsWith('*') || one.startsWith('*')) && hostsMatch(host, one));
  return hosts.some((host) => {
    if ((own && excludes(own, host)) || (everywhere && excludes(everywhere, host))) return false;
    return (own !== undefined && overlaps(own, host)) || (everywhere !== undefined && overlaps(everywhere, host));
  });
}

/** The services of a scope, one for each host (sidecar.go, appendSidecarServices). */
class Collected {
  readonly #services: MeshService[] = [];
  readonly #places = new Map<string, number>();

  add(service: MeshService): void {
    const place = this.#places.get(service.host);
    const there = place === undefined ? undefined : this.#services[place];
    if (place === undefined || !there) {
      this.#places.set(service.host, this.#services.length);
      this.#services.push(service);
      return;
    }
    if (there === service) return;
    if (there.registry === 'Kubernetes' && service.registry !== 'Kubernetes') return;
    if (there.registry !== 'Kubernetes' && service.registry === 'Kubernetes') {
      this.#services[place] = service;
      return;
    }
    if (!canMerge(there, service)) return;
    const added = service.ports.filter(({ number }) => !there.ports.some((port) => port.number === number));
    if (added.length > 0) this.#services[place] = { ...there, ports: [...there.ports, ...added] };
  }

  result(): { readonly services: readonly MeshService[]; readonly byHost: ReadonlyMap<string, MeshService> } {
    return { services: this.#services, byHost: new Map(this.#services.map((service) => [service.host, service])) };
  }
}
