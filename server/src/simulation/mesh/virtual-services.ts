/** VirtualServices in the order and with the names that a client sees (D7.1-D7.3). */
import { type JsonMap, listAt, mapAt, mapsAt, numberAt, textAt, textsAt } from '../json-value.ts';
import type { MeshIndex } from './mesh-index.ts';
import { compareAge, completeHost, type MeshObject } from './mesh-object.ts';
import { isExported } from './services.ts';

export interface MeshVirtualService {
  readonly object: MeshObject;
  /** Completed (D6.5). */
  readonly hosts: readonly string[];
  /** `mesh` or `namespace/name`. */
  readonly gateways: readonly string[];
}

export const MESH_GATEWAY = 'mesh';

/** Those that are no delegates, the oldest first. */
export function virtualServices(mesh: MeshIndex): readonly MeshVirtualService[] {
  return mesh.remember('virtual services', () =>
    [...mesh.ofKind('VirtualService')]
      .sort(compareAge)
      .filter(({ spec }) => textsAt(spec, 'hosts').length > 0)
      .map((object): MeshVirtualService => {
        const gateways = textsAt(object.spec, 'gateways').map((name) => gatewayName(name, object.namespace));
        return {
          object,
          hosts: textsAt(object.spec, 'hosts').map((host) => completeHost(host, object.namespace, mesh.settings)),
          gateways: gateways.length === 0 ? [MESH_GATEWAY] : gateways,
        };
      }),
  );
}

/** `mesh`, or `namespace/name` for whatever way a Gateway is named in (B.0, D7.1). */
export function gatewayName(name: string, namespace: string): string {
  if (name === MESH_GATEWAY) return name;
  const slash = name.indexOf('/');
  if (slash >= 0) return `${name.slice(0, slash) === '.' ? namespace : name.slice(0, slash)}/${name.slice(slash + 1)}`;
  const [first = '', second] = name.split('.');
  return second === undefined ? `${namespace}/${name}` : `${second}/${first}`;
}

/**
 * Those bound to `gateway` that proxies of `namespace` may see, in the order in which they count: exported to their own
 * namespace only, then to this one by name, then to all (D7.2, D7.3).
 */
export function virtualServicesFor(mesh: MeshIndex, gateway: string, namespace: string): readonly MeshVirtualService[] {
  return mesh.remember(`virtual services ${gateway} ${namespace}`, () => {
    const bound = virtualServices(mesh).filter(({ gateways }) => gateways.includes(gateway));
    const groups: MeshVirtualService[][] = [[], [], []];
    for (const one of bound) {
      const exportTo = exportToOf(one.object, mesh);
      if (!isExported(exportTo, one.object.namespace, namespace)) continue;
      const isPrivate = one.object.namespace === namespace && exportTo.every((to) => to === '.' || to === namespace);
      groups[exportTo.includes('*') ? 2 : isPrivate ? 0 : 1]?.push(one);
    }
    return groups.flat();
  });
}

/** What a VirtualService is exported to: as written, else as the mesh is set. */
export function exportToOf({ spec }: MeshObject, mesh: MeshIndex): readonly string[] {
  const written = textsAt(spec, 'exportTo');
  return written.length > 0 ? written : mesh.settings.defaultVirtualServiceExportTo;
}

/**
 * The hosts that its routes lead to, each with the ports that they name; 0 stands for a route that names none. HTTP rules for
 * other namespaces than the client's do not count (D9.2).
 */
export function destinationsOf(
  spec: JsonMap,
  owner: string,
  namespace: string,
  mesh: MeshIndex,
): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>();
  const add = (destination: JsonMap | undefined): void => {
    if (!destination) return;
    const host = completeHost(textAt(destination, 'host'), owner, mesh.settings);
    const ports = found.get(host) ?? new Set<number>();
    ports.add(numberAt(mapAt(destination, 'port'), 'number'));
    found.set(host, ports);
  };
  for (const rule of mapsAt(spec, 'http')) {
    if (!isForNamespace(rule, namespace)) continue;
    for (const route of mapsAt(rule, 'route')) add(mapAt(route, 'destination'));
    add(mapAt(rule, 'mirror'));
    for (const mirror of mapsAt(rule, 'mirrors')) add(mapAt(mirror, 'destination'));
  }
  for (const kind of ['tcp', 'tls']) {
    for (const rule of mapsAt(spec, kind)) for (const route of mapsAt(rule, 'route')) add(mapAt(route, 'destination'));
  }
  return found;
}

/** Whether no match of the rule, or one, names the namespace. */
function isForNamespace(rule: JsonMap, namespace: string): boolean {
  let isMatched = true;
  for (const match of mapsAt(rule, 'match')) {
    const wanted = textAt(match, 'sourceNamespace');
    if (wanted === '') continue;
    if (wanted === namespace) return true;
    isMatched = false;
  }
  return isMatched || listAt(rule, 'match') === undefined;
}
