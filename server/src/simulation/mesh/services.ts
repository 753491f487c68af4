/** Services as istiod knows them: one for each host of a ServiceEntry, one for each Kubernetes Service (D5.1, D5.5, D5.6). */

import { parseBlock, parseIp } from '../../model/ip-addresses.ts';
import { isHttp, isTcp, isTls, type Protocol, parseProtocol } from '../../model/protocols.ts';
import {
  flagAt,
  type JsonPath,
  type LabelMap,
  labelsAt,
  listAt,
  mapAt,
  mapsAt,
  numberAt,
  textAt,
  textsAt,
} from '../json-value.ts';
import type { MeshIndex } from './mesh-index.ts';
import { compareText, type MeshObject } from './mesh-object.ts';

/** How a service's addresses are found; `NONE` also stands for headless Services at sidecars. */
export type Resolution = 'STATIC' | 'DNS' | 'DNS_ROUND_ROBIN' | 'NONE' | 'DYNAMIC_DNS' | 'ALIAS';

export interface ServicePort {
  readonly name: string;
  readonly number: number;
  /** `undefined` where Istio finds out by looking at the traffic. */
  readonly protocol: Protocol | undefined;
  /** A number, or the name of a container port; `undefined` for the same as `number`. */
  readonly targetPort: number | string | undefined;
  readonly path: JsonPath;
}

export interface MeshService {
  readonly object: MeshObject;
  readonly registry: 'External' | 'Kubernetes';
  readonly host: string;
  readonly namespace: string;
  readonly created: number;
  /** What decides the order of equally old ones: the host, of a Kubernetes Service its name. */
  readonly sortName: string;
  /** Addresses that clients connect to; empty where there are none. */
  readonly addresses: readonly string[];
  readonly ports: readonly ServicePort[];
  readonly resolution: Resolution;
  readonly isHeadless: boolean;
  readonly externalName: string;
  readonly isMeshExternal: boolean;
  /** As written; `undefined` where nothing is. */
  readonly exportTo: readonly string[] | undefined;
  readonly selector: LabelMap;
  readonly labels: LabelMap;
}

/** Every service of the mesh, the oldest first (D1.3). */
export function allServices(mesh: MeshIndex): readonly MeshService[] {
  return mesh.remember('services', () =>
    [
      ...mesh.ofKind('ServiceEntry').flatMap((object) => servicesOfEntry(object)),
      ...mesh.ofKind('Service').map((object) => kubernetesService(object, mesh)),
    ].sort(compareServices),
  );
}

/** The services of a host in a namespace, the oldest first; several ServiceEntries may say one host. */
export function servicesOf(mesh: MeshIndex, host: string, namespace: string): readonly MeshService[] {
  const byHost = mesh.remember('services by host', () => {
    const map = new Map<string, MeshService[]>();
    for (const service of allServices(mesh)) {
      const key = `${service.host} ${service.namespace}`;
      const there = map.get(key);
      if (there) there.push(service);
      else map.set(key, [service]);
    }
    return map;
  });
  return byHost.get(`${host} ${namespace}`) ?? NONE;
}

const NONE: readonly MeshService[] = [];

/** Definitions: the older first, then by name, namespace and the name of the object. */
export function compareServices(left: MeshService, right: MeshService): number {
  return (
    left.created - right.created ||
    compareText(left.sortName, right.sortName) ||
    compareText(left.namespace, right.namespace) ||
    compareText(left.object.name, right.object.name)
  );
}

/** The services that a ServiceEntry makes: one for each host (D5.1). Hosts are neither completed nor changed in case. */
export function servicesOfEntry(object: MeshObject): MeshService[] {
  const { spec } = object;
  const resolution = (textAt(spec, 'resolution') || 'NONE') as Resolution;
  const service = {
    object,
    registry: 'External' as const,
    namespace: object.namespace,
    created: object.created,
    addresses: textsAt(spec, 'addresses').flatMap((address) => plainAddress(address) ?? []),
    ports: mapsAt(spec, 'ports').map((port, index): ServicePort => {
      const targetPort = numberAt(port, 'targetPort');
      return {
        name: textAt(port, 'name'),
        number: numberAt(port, 'number'),
        protocol: parseProtocol(textAt(port, 'protocol')),
        targetPort: targetPort > 0 ? targetPort : undefined,
        path: ['spec', 'ports', index],
      };
    }),
    resolution,
    isHeadless: false,
    externalName: '',
    isMeshExternal: (textAt(spec, 'location') || 'MESH_EXTERNAL') === 'MESH_EXTERNAL',
    exportTo: listAt(spec, 'exportTo') && textsAt(spec, 'exportTo'),
    selector: labelsAt(mapAt(spec, 'workloadSelector'), 'labels'),
    labels: object.labels,
  };
  return textsAt(spec, 'hosts').map((host) => ({ ...service, host, sortName: host }));
}

/** An address of a ServiceEntry without a prefix that covers just the address; `undefined` for text that is none. */
function plainAddress(text: string): string | undefined {
  if (parseIp(text)) return text;
  const block = parseBlock(text);
  if (!block) return undefined;
  return block.prefix === block.address.bits ? text.slice(0, text.lastIndexOf('/')) : text;
}

/** A Kubernetes Service (D5.6, D5.8, D5.12). */
export function kubernetesService(object: MeshObject, mesh: MeshIndex): MeshService {
  const { spec, annotations } = object;
  const clusterIp = textAt(spec, 'clusterIP');
  const isHeadless = clusterIp === 'None';
  const isAlias = textAt(spec, 'type') === 'ExternalName';
  const exportTo = annotations['networking.istio.io/exportTo'];
  const selector = labelsAt(spec, 'selector');
  return {
    object,
    registry: 'Kubernetes',
    host: `${object.name}.${object.namespace}.svc.${mesh.settings.domain}`,
    namespace: object.namespace,
    created: object.created,
    sortName: object.name,
    addresses: isHeadless || isAlias || clusterIp === '' ? [] : [clusterIp],
    ports: mapsAt(spec, 'ports').map((port, index): ServicePort => {
      const target = port.targetPort;
      const name = textAt(port, 'name');
      const number = numberAt(port, 'port');
      return {
        name,
        number,
        protocol: portProtocol(textAt(port, 'protocol'), textAt(port, 'appProtocol'), name, number),
        targetPort: typeof target === 'number' || typeof target === 'string' ? target : undefined,
        path: ['spec', 'ports', index],
      };
    }),
    resolution: isAlias ? 'ALIAS' : isHeadless ? 'NONE' : 'STATIC',
    isHeadless,
    externalName: isAlias ? textAt(spec, 'externalName') : '',
    isMeshExternal: false,
    exportTo: exportTo === undefined || exportTo === '' ? undefined : exportTo.split(',').map((one) => one.trim()),
    selector,
    labels: object.labels,
  };
}

/** Ports that are plain TCP whatever they carry, since their protocols let the server speak first. */
const SERVER_FIRST: ReadonlySet<number> = new Set([25, 53, 3306, 27017]);

const APP_PROTOCOLS: Readonly<Record<string, Protocol>> = {
  'kubernetes.io/h2c': 'HTTP2',
  'kubernetes.io/ws': 'HTTP',
  'kubernetes.io/wss': 'HTTPS',
};

/** The protocol of a port of a Kubernetes Service; `undefined` where it is found out from the traffic (D5.6). */
export function portProtocol(
  transport: string,
  appProtocol: string,
  name: string,
  number: number,
): Protocol | undefined {
  if (transport === 'UDP') return 'UDP';
  const known = APP_PROTOCOLS[appProtocol];
  if (known) return known;
  const words = (appProtocol || name).toLowerCase();
  const word = words.startsWith('grpc-web') ? 'grpc-web' : (words.split('-')[0] ?? '');
  const protocol = parseProtocol(word);
  return protocol ?? (SERVER_FIRST.has(number) ? 'TCP' : undefined);
}

/** How a port's traffic is treated. */
export type PortClass = 'http' | 'tls' | 'tcp' | 'sniffed' | 'udp';

export function portClass({ protocol }: { readonly protocol: Protocol | undefined }): PortClass {
  if (protocol === undefined) return 'sniffed';
  if (protocol === 'UDP') return 'udp';
  if (isHttp(protocol)) return 'http';
  if (isTls(protocol)) return 'tls';
  return isTcp(protocol) ? 'tcp' : 'sniffed';
}

/** Whether proxies of `namespace` may know the service (D5.5). */
export function isVisible(service: MeshService, namespace: string, mesh: MeshIndex): boolean {
  const names = service.exportTo ?? mesh.settings.defaultServiceExportTo;
  if (names.length === 0) return isExported(mesh.settings.defaultServiceExportTo, service.namespace, namespace);
  return isExported(names, service.namespace, namespace);
}

/** Whether `exportTo` lets what stands in `owner` be seen from `namespace`. */
export function isExported(exportTo: readonly string[], owner: string, namespace: string): boolean {
  if (exportTo.includes('*')) return true;
  if (exportTo.includes('~')) return false;
  return exportTo.includes(namespace) || (owner === namespace && exportTo.includes('.'));
}

/** Whether everybody may know the service. */
export function isPublic(service: MeshService, mesh: MeshIndex): boolean {
  const { defaultServiceExportTo } = mesh.settings;
  return (service.exportTo && service.exportTo.length > 0 ? service.exportTo : defaultServiceExportTo).includes('*');
}

/** Whether this may be put together with an older definition of the same host and namespace (D5.2). */
export function canMerge(first: MeshService, later: MeshService): boolean {
  return (
    first.namespace === later.namespace &&
    first.registry === later.registry &&
    first.resolution === later.resolution &&
    sameNames(first.exportTo, later.exportTo) &&
    sameMap(first.labels, later.labels) &&
    sameMap(first.selector, later.selector)
  );
}

function sameNames(left: readonly string[] | undefined, right: readonly string[] | undefined): boolean {
  const one = new Set(left ?? []);
  const other = new Set(right ?? []);
  return one.size === other.size && [...one].every((name) => other.has(name));
}

function sameMap(left: LabelMap, right: LabelMap): boolean {
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => left[key] === right[key]);
}

/** What a Kubernetes Service asks of nearness: `internalTrafficPolicy: Local` keeps to the client's node. */
export function isNodeLocal({ object, registry }: MeshService): boolean {
  return registry === 'Kubernetes' && textAt(object.spec, 'internalTrafficPolicy') === 'Local';
}

export function publishesNotReady({ object }: MeshService): boolean {
  return flagAt(object.spec, 'publishNotReadyAddresses') === true;
}
