/** What the rest of a resource asks of a value that is begun: names that others use already, what fits beside what is there. */
import { isHttp, parseProtocol } from '../model/protocols.ts';
import { eachAt } from '../schema/node-paths.ts';
import type { SchemaField } from '../schema/schema-store.ts';
import { dereference, effectivePairs, mapValue, pairOf } from '../yaml/node-access.ts';
import type { PathStep } from '../yaml/node-at.ts';
import type { MapNode } from '../yaml/nodes.ts';
import { mapAtPath, nodeAtPath, type OfferContext, writtenAt } from './offer-context.ts';
import { shapeOf } from './shapes.ts';
import type { SketchScalar } from './sketch.ts';

/** The keys with which to begin an object, as what stands around it allows. */
export function shapeAt(field: SchemaField, path: readonly PathStep[], { cursor }: OfferContext): readonly string[] {
  const { resource } = cursor;
  if (field.path.endsWith('servers[].tls')) {
    // Encryption of a listener that speaks HTTP can only be a redirect to the one that is encrypted.
    const protocol = writtenAt(mapAtPath(resource, [...path.slice(0, -1), 'port']), 'protocol');
    if (protocol !== undefined && isHttp(parseProtocol(protocol))) return ['httpsRedirect'];
  }
  if (field.kind === 'AuthorizationPolicy' && writtenAt(mapAtPath(resource, ['spec']), 'action') === 'CUSTOM') {
    // Before somebody else decides nobody has looked who calls.
    if (field.path === 'spec.rules[]') return ['to'];
    if (field.path.endsWith('from[].source')) return ['ipBlocks'];
  }
  if (/^spec\.(?:http|tls|tcp)\[\]\.route\[\]$/.test(field.path)) {
    // Several destinations share the traffic by weight; one alone takes all.
    const others = nodeAtPath(resource, path.slice(0, -1));
    const count = others?.kind === 'seq' ? others.items.filter((_, index) => index !== path.at(-1)).length : 0;
    if (count > 0) return [...shapeOf(field), 'weight'];
  }
  return shapeOf(field);
}

/** A value that others in the resource leave no choice about; `undefined` for most. */
export function demandedValue({ kind, path }: SchemaField, { cursor, name }: OfferContext): SketchScalar | undefined {
  if (kind !== 'ServiceEntry' || path !== 'spec.hosts[]') return undefined;
  const isDynamic = writtenAt(mapAtPath(cursor.resource, ['spec']), 'resolution') === 'DYNAMIC_DNS';
  return isDynamic ? `*.${name === '' ? 'my-app' : name}.example.com` : undefined;
}

/** The items of a list that others in the resource name already; empty for most. For ports, what they begin with. */
export function demandedItems({ kind, path }: SchemaField, { cursor }: OfferContext): readonly (Port | SketchScalar)[] {
  if (kind === 'VirtualService' && path === 'spec.hosts') {
    const names = new Set<string>();
    eachAt(cursor.resource, 'spec.tls[].match[].sniHosts[]', (host) => {
      if (host.kind === 'scalar') names.add(host.text);
    });
    return [...names];
  }
  if (kind !== 'ServiceEntry' || path !== 'spec.ports') return [];
  return portNamesOfEndpoints(cursor.resource).map((name, index): Port => {
    const known = PORTS.find((port) => port.name === name);
    return known ?? { number: 8081 + index, name, protocol: protocolOf(name) };
  });
}

/** Istio's names for the protocols that ports are usually named after. */
function protocolOf(name: string): string {
  const protocol = parseProtocol(name) ?? parseProtocol(name.replace(/-.*$/, ''));
  return protocol === undefined ? 'HTTP' : protocol.toUpperCase();
}

export type Port = Readonly<Record<'number' | 'name' | 'protocol', SketchScalar>>;

/** Ports to begin with, each with the name and protocol that go with it. */
const PORTS: readonly Port[] = [
  { number: 80, name: 'http', protocol: 'HTTP' },
  { number: 443, name: 'https', protocol: 'HTTPS' },
  { number: 8080, name: 'http-alt', protocol: 'HTTP' },
  { number: 9090, name: 'grpc', protocol: 'GRPC' },
];

/** Number, name and protocol of a port, of which the ports beside have none; `undefined` for other objects. */
export function portOf(
  field: SchemaField,
  path: readonly PathStep[],
  beside: readonly MapNode[],
  keys: readonly string[],
  context: OfferContext,
): Readonly<Record<string, SketchScalar>> | undefined {
  if (!keys.includes('name') || !keys.includes('number')) return undefined;
  const taken = new Set(beside.flatMap((port) => [textOf(port, 'number'), textOf(port, 'name')]));
  const isFree = ({ number, name }: Port): boolean => !taken.has(String(number)) && !taken.has(String(name));
  const { resource } = context.cursor;
  const [wanted] =
    field.path === 'spec.ports[]' ? portNamesOfEndpoints(resource).filter((name) => !taken.has(name)) : [];
  if (wanted !== undefined) {
    const known = PORTS.find((port) => isFree(port) && port.name === wanted) ?? PORTS.find(isFree);
    return { ...nextPort(taken, 'http'), ...known, name: wanted };
  }
  // Listeners of proxies need certificates for HTTPS, and are refused with certificates for anything else.
  const isListener = field.kind === 'Gateway' || field.kind === 'Sidecar';
  const listener = mapAtPath(resource, path.slice(0, -1));
  const isTls = isListener && listener !== undefined && pairOf(listener, 'tls') !== undefined;
  const fits = ({ protocol }: Port): boolean => !isListener || (protocol === 'HTTPS') === isTls;
  const port = PORTS.find((each) => isFree(each) && fits(each)) ?? nextPort(taken, isTls ? 'https' : 'http');
  // A Unix socket has no port.
  return writtenAt(listener, 'bind')?.startsWith('unix://') ? { ...port, number: 0 } : port;
}

/** A port with a number and a name that nobody has. */
function nextPort(taken: ReadonlySet<string | undefined>, protocol: 'http' | 'https'): Port {
  let number = 8081;
  while (taken.has(String(number)) || taken.has(`${protocol}-${number}`)) number += 1;
  return { number, name: `${protocol}-${number}`, protocol: protocol.toUpperCase() };
}

/** The names under which the endpoints of a ServiceEntry have ports of their own. */
function portNamesOfEndpoints(resource: MapNode | undefined): string[] {
  const names = new Set<string>();
  eachAt(resource, 'spec.endpoints[].ports', (ports) => {
    if (ports.kind !== 'map') return;
    for (const { key } of effectivePairs(ports)) if (key.kind === 'scalar') names.add(key.text);
  });
  return [...names];
}

function textOf(map: MapNode, key: string): string | undefined {
  const node = dereference(mapValue(map, key));
  return node?.kind === 'scalar' ? node.text : undefined;
}
