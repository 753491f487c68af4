/** Filter chains of a gateway's listener (D8.4, D8.12). */

import { hostsMatch, isHostSubset } from '../../model/host-names.ts';
import { isHttp, parseProtocol } from '../../model/protocols.ts';
import { type JsonMap, type JsonPath, mapsAt, textAt, textsAt } from '../json-value.ts';
import type { MeshClient } from '../mesh/client.ts';
import { destinationRuleFor } from '../mesh/destination-rules.ts';
import type { MeshIndex } from '../mesh/mesh-index.ts';
import type { MeshObject } from '../mesh/mesh-object.ts';
import { portClass } from '../mesh/services.ts';
import { scopeOf } from '../mesh/sidecar-scope.ts';
import { gatewayName, type MeshVirtualService, virtualServicesFor } from '../mesh/virtual-services.ts';
import { failedForStream } from './client-match.ts';
import { type GatewayServer, type MergedGateway, passesTls, routeNameOf } from './gateway-servers.ts';

export interface GatewayChain {
  /** Empty for whatever comes. */
  readonly serverNames: readonly string[];
  /** Whether TLS ends here. */
  readonly endsTls: boolean;
  readonly server: GatewayServer;
  /** HTTP: the route set. */
  readonly routeName: string | undefined;
  /** TCP and TLS: where it goes. */
  readonly route: GatewayL4Route | undefined;
}

export interface GatewayL4Route {
  readonly object: MeshObject;
  readonly path: JsonPath;
  readonly routes: readonly JsonMap[];
  /** A cluster that istiod names after the server name itself (AUTO_PASSTHROUGH). */
  readonly cluster?: string;
}

/** The chains of the listener on a port of the pods, by the address that it is bound to. */
export function gatewayChains(
  mesh: MeshIndex,
  client: MeshClient,
  { merged }: MergedGateway,
  port: number,
): ReadonlyMap<string, readonly GatewayChain[]> {
  const byBind = new Map<string, GatewayChain[]>();
  const takenNames = new Set<string>();
  for (const group of merged) {
    if (group.port !== port) continue;
    const chains = byBind.get(group.bind) ?? [];
    byBind.set(group.bind, chains);
    const [first] = group.servers;
    if (isHttp(parseProtocol(group.protocol))) {
      if (first)
        chains.push({ serverNames: [], endsTls: false, server: first, routeName: group.routeName, route: undefined });
      continue;
    }
    for (const server of group.servers) chains.push(...serverChains(mesh, client, server, port, takenNames));
  }
  return byBind;
}

function serverChains(
  mesh: MeshIndex,
  client: MeshClient,
  server: GatewayServer,
  port: number,
  takenNames: Set<string>,
): GatewayChain[] {
  const serverNames = server.tls ? namesOf(server) : [];
  if (parseProtocol(server.protocol) === 'HTTPS' && server.tls && !passesTls(server)) {
    return [{ serverNames, endsTls: true, server, routeName: routeNameOf(server, port), route: undefined }];
  }
  if (server.tls && passesTls(server)) {
    return textAt(server.tls, 'mode') === 'AUTO_PASSTHROUGH'
      ? automaticChains(mesh, client, server, serverNames)
      : passThroughChains(mesh, client, server, port, takenNames);
  }
  const route = tcpRoute(mesh, client, server);
  return route ? [{ serverNames, endsTls: server.tls !== undefined, server, routeName: undefined, route }] : [];
}

/** Server names without namespaces, each once; a host that takes everything takes every name. */
function namesOf({ hosts }: GatewayServer): readonly string[] {
  return withoutAny([...new Set(hosts.map((host) => host.slice(host.indexOf('/') + 1)))]);
}

function withoutAny(names: readonly string[]): readonly string[] {
  return names.includes('*') ? [] : names;
}

/** The VirtualServices that a server's hosts choose for TCP and TLS: any host of theirs, in either direction (D8.5). */
function chosen(mesh: MeshIndex, client: MeshClient, server: GatewayServer): readonly MeshVirtualService[] {
  return virtualServicesFor(mesh, server.gatewayName, client.namespace).filter(({ hosts, object }) =>
    server.hosts.some((written) => {
      const slash = written.indexOf('/');
      if (slash >= 0 && written.slice(0, slash) !== object.namespace) return false;
      return hosts.some((host) => hostsMatch(written.slice(slash + 1), host));
    }),
  );
}

/** At a gateway only its name and port count for TCP and TLS. */
function isForServer(match: JsonMap, server: GatewayServer, { object }: MeshVirtualService): boolean {
  const gateways = textsAt(match, 'gateways').map((name) => gatewayName(name, object.namespace));
  const client = { namespace: '', labels: {}, gateways: new Set([server.gatewayName]) };
  return failedForStream(match, gateways, client, server.port) === undefined;
}

/** The first rule that fits takes the whole server. */
function tcpRoute(mesh: MeshIndex, client: MeshClient, server: GatewayServer): GatewayL4Route | undefined {
  for (const virtualService of chosen(mesh, client, server)) {
    const { object } = virtualService;
    for (const [index, rule] of mapsAt(object.spec, 'tcp').entries()) {
      const matches = mapsAt(rule, 'match');
      const fits = matches.length === 0 || matches.some((match) => isForServer(match, server, virtualService));
      const routes = mapsAt(rule, 'route');
      if (fits && routes.length > 0) return { object, path: ['spec', 'tcp', index], routes };
    }
  }
  return undefined;
}

/** TLS that is passed on: a chain for each match, by its own server names; a name that was used before spoils the match. */
function passThroughChains(
  mesh: MeshIndex,
  client: MeshClient,
  server: GatewayServer,
  port: number,
  takenNames: Set<string>,
): GatewayChain[] {
  const chains: GatewayChain[] = [];
  for (const virtualService of chosen(mesh, client, server)) {
    const { object } = virtualService;
    for (const [index, rule] of mapsAt(object.spec, 'tls').entries()) {
      const routes = mapsAt(rule, 'route');
      if (routes.length === 0) continue;
      for (const match of mapsAt(rule, 'match')) {
        if (!isForServer(match, server, virtualService)) continue;
        const names = textsAt(match, 'sniHosts');
        const keys = names.map((name) => `${port} ${server.bind} ${name}`);
        if (keys.some((key) => takenNames.has(key))) continue;
        for (const key of keys) takenNames.add(key);
        const route = { object, path: ['spec', 'tls', index], routes };
        chains.push({ serverNames: withoutAny(names), endsTls: false, server, routeName: undefined, route });
      }
    }
  }
  return chains;
}

/** TLS between clusters: a chain for each port and subset of the services that the server's hosts cover. */
function automaticChains(
  mesh: MeshIndex,
  client: MeshClient,
  server: GatewayServer,
  hosts: readonly string[],
): GatewayChain[] {
  const covers = (host: string): boolean => hosts.length === 0 || hosts.some((one) => isHostSubset(host, one));
  const services = scopeOf(mesh, client).services.filter(({ isMeshExternal, host }) => !isMeshExternal && covers(host));
  return services.flatMap((service) => {
    const subsets = destinationRuleFor(mesh, client, service)?.subsets.map(({ name }) => name) ?? [];
    return service.ports
      .filter((port) => portClass(port) !== 'udp')
      .flatMap((port) =>
        ['', ...subsets].map((subset): GatewayChain => {
          const cluster = `outbound_.${port.number}_.${subset || '_'}_.${service.host}`.replace('_._._.', '_._.');
          const route = { object: service.object, path: [], routes: [], cluster };
          return { serverNames: [cluster], endsTls: false, server, routeName: undefined, route };
        }),
      );
  });
}
