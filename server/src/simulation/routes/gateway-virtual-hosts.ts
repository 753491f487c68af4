/** Virtual hosts of a gateway's route set (D8.5, D8.7, D8.9-D8.11). */
import { isHostSubset } from '../../model/host-names.ts';
import { flagAt } from '../json-value.ts';
import { clientLabels, type MeshClient } from '../mesh/client.ts';
import type { MeshIndex } from '../mesh/mesh-index.ts';
import { isVisible } from '../mesh/services.ts';
import { indexedServices, scopeOf } from '../mesh/sidecar-scope.ts';
import { type MeshVirtualService, virtualServicesFor } from '../mesh/virtual-services.ts';
import { knownHost, type LookUp } from './destinations.ts';
import type { GatewayServer } from './gateway-servers.ts';
import { type HttpRoute, httpRoutes } from './http-routes.ts';

export interface GatewayRoute extends HttpRoute {
  /** The port that a destination without one means: that of the first server that made the route. */
  readonly port: number;
}

export interface GatewayVirtualHost {
  /** In lower case. */
  readonly domains: readonly string[];
  readonly routes: readonly GatewayRoute[];
  /** The VirtualServices that made the routes, in the order in which they count. */
  readonly virtualServices: readonly MeshVirtualService[];
  /** The server that sends plaintext requests to the same place by TLS. */
  readonly redirectsToTls: GatewayServer | undefined;
}

interface Draft {
  readonly routes: GatewayRoute[];
  readonly virtualServices: Set<MeshVirtualService>;
  redirectsToTls: GatewayServer | undefined;
}

/** The virtual hosts that the servers of one route set and their VirtualServices make. */
export function gatewayVirtualHosts(
  mesh: MeshIndex,
  client: MeshClient,
  servers: readonly GatewayServer[],
): readonly GatewayVirtualHost[] {
  const drafts = new Map<string, Draft>();
  const computed = new Map<string, readonly GatewayRoute[]>();
  const labels = clientLabels(client, mesh.settings);
  for (const server of servers) {
    const redirects = flagAt(server.tls, 'httpsRedirect') === true ? server : undefined;
    for (const virtualService of virtualServicesFor(mesh, server.gatewayName, client.namespace)) {
      const hosts = intersection(server, virtualService);
      if (hosts.length === 0) continue;
      // The routes of a VirtualService are made once for each Gateway, with the port of the first server that gives some.
      const key = `${server.gatewayName} ${virtualService.object.namespace}/${virtualService.object.name}`;
      let routes = computed.get(key);
      if (!routes) {
        const gateways = new Set([server.gatewayName]);
        const routing = { namespace: client.namespace, labels, gateways };
        routes = httpRoutes(mesh, virtualService, routing, server.port).map((route) => ({
          ...route,
          port: server.port,
        }));
        if (routes.length === 0) continue;
        computed.set(key, routes);
      }
      for (const host of hosts) {
        const draft = draftFor(drafts, host);
        draft.routes.push(...routes);
        draft.virtualServices.add(virtualService);
        draft.redirectsToTls ??= redirects;
      }
    }
    if (redirects) for (const host of server.hosts) draftFor(drafts, host).redirectsToTls ??= redirects;
  }
  return [...drafts].map(([domain, { routes, virtualServices, redirectsToTls }]) => ({
    domains: [domain],
    virtualServices: [...virtualServices],
    // What takes everything goes last, whoever wrote it.
    routes: [...routes.filter((route) => !route.isCatchAll), ...routes.filter((route) => route.isCatchAll)],
    redirectsToTls,
  }));
}

function draftFor(drafts: Map<string, Draft>, host: string): Draft {
  const domain = host.toLowerCase();
  const draft = drafts.get(domain) ?? { routes: [], virtualServices: new Set(), redirectsToTls: undefined };
  drafts.set(domain, draft);
  return draft;
}

/** The narrower of each two hosts of server and VirtualService of which one covers the other (D8.5). */
export function intersection(
  { hosts }: GatewayServer,
  { hosts: others, object }: MeshVirtualService,
): readonly string[] {
  const found = new Set<string>();
  for (const written of hosts) {
    const slash = written.indexOf('/');
    const owner = written.slice(0, Math.max(0, slash));
    if (slash >= 0 && owner !== object.namespace && owner !== '*') continue;
    const host = written.slice(slash + 1);
    for (const other of others) {
      if (isHostSubset(host, other)) found.add(host);
      else if (isHostSubset(other, host)) found.add(other);
    }
  }
  return [...found];
}

/** The service that a VirtualService's destination means at a gateway (D8.11). */
export function gatewayLookUp(mesh: MeshIndex, client: MeshClient, namespace: string): LookUp {
  return (host) => {
    const own = indexedServices(mesh, host).get(namespace);
    const isMeant = own !== undefined && isVisible(own, client.namespace, mesh);
    return knownHost(isMeant ? own : scopeOf(mesh, client).byHost.get(host));
  };
}
