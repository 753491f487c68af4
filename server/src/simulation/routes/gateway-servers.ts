/** The servers of a gateway proxy: which Gateways it serves, on which ports, and what is merged with what (D8.1-D8.3). */
import { t } from '../../l10n.ts';
import { isHttp, parseProtocol } from '../../model/protocols.ts';
import {
  hasLabels,
  type JsonMap,
  type JsonPath,
  type LabelMap,
  labelsAt,
  mapAt,
  mapsAt,
  numberAt,
  textAt,
  textsAt,
} from '../json-value.ts';
import type { MeshIndex } from '../mesh/mesh-index.ts';
import { compareText, type MeshObject } from '../mesh/mesh-object.ts';

export interface GatewayServer {
  readonly gateway: MeshObject;
  /** `namespace/name`. */
  readonly gatewayName: string;
  readonly path: JsonPath;
  /** `host` or `namespace/host`. */
  readonly hosts: readonly string[];
  /** As written: the port of the gateway's Service. */
  readonly port: number;
  readonly portName: string;
  readonly protocol: string;
  readonly bind: string;
  readonly tls: JsonMap | undefined;
}

/** Servers that share a port, a protocol and an address. */
export interface MergedServers {
  readonly port: number;
  readonly protocol: string;
  readonly bind: string;
  /** The route set of plaintext HTTP. */
  readonly routeName: string;
  readonly servers: GatewayServer[];
}

/** A server that is left out, and why. */
export interface SkippedServer {
  readonly server: GatewayServer;
  /** Of the pods. */
  readonly port: number;
  /** For a person; half a sentence. */
  readonly reason: string;
}

export interface MergedGateway {
  readonly skipped: readonly SkippedServer[];
  readonly merged: readonly MergedServers[];
  /** The servers whose routes stand in one set. */
  readonly byRouteName: ReadonlyMap<string, readonly GatewayServer[]>;
}

/** Whether it ends TLS, or passes it on by server name. */
export function passesTls({ tls }: GatewayServer): boolean {
  return tls !== undefined && ['PASSTHROUGH', 'AUTO_PASSTHROUGH'].includes(textAt(tls, 'mode') || 'PASSTHROUGH');
}

function isTlsServer({ tls, protocol }: GatewayServer): boolean {
  return tls !== undefined && !isHttp(parseProtocol(protocol));
}

function isHttpServer(server: GatewayServer): boolean {
  const protocol = parseProtocol(server.protocol);
  return isHttp(protocol) || (protocol === 'HTTPS' && !passesTls(server));
}

/** The server's HTTP routes by name; empty for one that has none. */
export function routeNameOf(server: GatewayServer, port: number): string {
  const bind = server.bind === '' ? '' : `.${server.bind}`;
  const protocol = parseProtocol(server.protocol);
  if (isHttp(protocol)) return `http.${port}${bind}`;
  if (protocol !== 'HTTPS' || passesTls(server)) return '';
  const { gateway, portName } = server;
  return `https.${server.port}.${portName}.${gateway.name}.${gateway.namespace}${bind}`;
}

/** The Services whose ports lead to the gateway's pods, in the order in which they count. */
export function gatewayServices(mesh: MeshIndex, namespace: string, labels: LabelMap): readonly MeshObject[] {
  return [...mesh.inNamespace('Service', namespace)]
    .sort((left, right) => compareText(left.name, right.name))
    .filter(({ spec }) => {
      const selector = labelsAt(spec, 'selector');
      return Object.keys(selector).length > 0 && hasLabels(selector, labels);
    });
}

/** The port of the pods that a port of their Services leads to; the port itself where no Service has it (D8.2). */
export function resolvePort(services: readonly MeshObject[], number: number): number {
  for (const { spec, labels } of services) {
    if ('experimental.istio.io/disable-gateway-port-translation' in labels) continue;
    const port = mapsAt(spec, 'ports').find((one) => numberAt(one, 'port') === number);
    if (port) return typeof port.targetPort === 'number' ? port.targetPort : number;
  }
  return number;
}

/** All servers of the Gateways that select the proxy, merged as istiod merges them (mergeGateways in gateway.go). */
export function mergedGateway(mesh: MeshIndex, labels: LabelMap, services: readonly MeshObject[]): MergedGateway {
  const merger = new Merger();
  for (const gateway of mesh.ofKind('Gateway')) {
    if (!selectsProxy(gateway, labels)) continue;
    for (const [index, server] of mapsAt(gateway.spec, 'servers').entries()) {
      const read = readServer(gateway, server, index);
      merger.add(read, resolvePort(services, read.port));
    }
  }
  return merger;
}

/** Whether a Gateway is for a proxy with these labels: one without selector is for all (D8.1). */
export function selectsProxy({ spec }: MeshObject, labels: LabelMap): boolean {
  return !mapAt(spec, 'selector') || hasLabels(labelsAt(spec, 'selector'), labels);
}

function readServer(gateway: MeshObject, server: JsonMap, index: number): GatewayServer {
  const port = mapAt(server, 'port');
  return {
    gateway,
    gatewayName: `${gateway.namespace}/${gateway.name}`,
    path: ['spec', 'servers', index],
    hosts: plainHosts(textsAt(server, 'hosts'), gateway.namespace),
    port: numberAt(port, 'number'),
    portName: textAt(port, 'name'),
    protocol: textAt(port, 'protocol'),
    bind: textAt(server, 'bind'),
    tls: mapAt(server, 'tls'),
  };
}

/** `./h` is the Gateway's own namespace, `*` before a host says nothing, and all hosts of all namespaces are just `*` (D8.13). */
function plainHosts(hosts: readonly string[], namespace: string): readonly string[] {
  if (hosts.includes('*/*')) return ['*'];
  return hosts.map((host) => {
    const [owner = '', name] = host.split('/');
    if (name === undefined) return host;
    return owner === '.' ? `${namespace}/${name}` : owner === '*' ? name : host;
  });
}

class Merger implements MergedGateway {
  readonly skipped: SkippedServer[] = [];
  readonly merged: MergedServers[] = [];
  readonly byRouteName = new Map<string, GatewayServer[]>();
  /** The first plaintext server of a port. */
  readonly #plain = new Map<number, MergedServers>();
  readonly #ports = new Set<number>();
  readonly #tlsHosts = new Map<string, Set<string>>();
  readonly #tlsBinds = new Map<number, Set<string>>();

  add(server: GatewayServer, port: number): void {
    const routeName = routeNameOf(server, port);
    if (server.tls && !this.#takeTlsHosts(server, port)) {
      this.#skip(server, port, t('one of its hosts stands in an earlier server with `tls` on this port'));
      return;
    }
    if (!this.#ports.has(port)) {
      this.#ports.add(port);
      this.#addNew(server, port, routeName);
      return;
    }
    const current = this.#plain.get(port);
    if (current) {
      this.#join(current, server, port, routeName);
      return;
    }
    if (!isTlsServer(server)) {
      const servers = this.#put(server, port, routeName);
      this.#plain.set(port, servers);
      if (isHttpServer(server)) this.byRouteName.set(routeName, [server]);
      return;
    }
    if (isHttpServer(server)) {
      if (routeName === '' || this.byRouteName.has(routeName)) {
        this.#skip(server, port, t('its Gateway has another server with the same port number and name'));
        return;
      }
      this.byRouteName.set(routeName, [server]);
    }
    const binds = this.#tlsBinds.get(port) ?? new Set<string>();
    this.#tlsBinds.set(port, binds.add(server.bind));
    const there = this.#find(server, port);
    if (there) there.servers.push(server);
    else this.#put(server, port, '');
  }

  /** Hosts of servers with TLS are taken once for each port and address; a server that repeats one is left out whole. */
  #takeTlsHosts({ hosts, bind }: GatewayServer, port: number): boolean {
    const key = `${port} ${bind}`;
    const taken = this.#tlsHosts.get(key) ?? new Set<string>();
    this.#tlsHosts.set(key, taken);
    if (hosts.some((host) => taken.has(host))) return false;
    for (const host of hosts) taken.add(host);
    return true;
  }

  #addNew(server: GatewayServer, port: number, routeName: string): void {
    const servers = this.#put(server, port, routeName);
    if (!isTlsServer(server)) this.#plain.set(port, servers);
    if (isHttpServer(server)) this.byRouteName.set(routeName, [server]);
  }

  /** A further server on a port whose first is plaintext. */
  #join(current: MergedServers, server: GatewayServer, port: number, routeName: string): void {
    if (current.bind === server.bind) {
      const own = parseProtocol(server.protocol);
      const first = parseProtocol(current.protocol);
      if (!(isHttp(first) && (isHttp(own) || own === first)) || routeName === '') {
        const reason = t(
          'the first server of this port is plaintext {0}, which it cannot be merged with',
          current.protocol,
        );
        this.#skip(server, port, reason);
        return;
      }
      current.servers.push(server);
      this.byRouteName.set(routeName, [...(this.byRouteName.get(routeName) ?? []), server]);
      return;
    }
    const there = this.#find(server, port);
    if (!there) {
      this.#addNew(server, port, routeName);
      return;
    }
    there.servers.push(server);
    this.byRouteName.set(routeName, [...(this.byRouteName.get(routeName) ?? []), server]);
  }

  #skip(server: GatewayServer, port: number, reason: string): void {
    this.skipped.push({ server, port, reason });
  }

  #find({ protocol, bind }: GatewayServer, port: number): MergedServers | undefined {
    return this.merged.find((one) => one.port === port && one.protocol === protocol && one.bind === bind);
  }

  #put(server: GatewayServer, port: number, routeName: string): MergedServers {
    const servers = { port, protocol: server.protocol, bind: server.bind, routeName, servers: [server] };
    const at = this.merged.findIndex(
      (one) => one.port === port && one.protocol === server.protocol && one.bind === server.bind,
    );
    if (at < 0) this.merged.push(servers);
    else this.merged[at] = servers;
    return servers;
  }
}
