/** Follows a request into a gateway. */
import { t } from '../../l10n.ts';
import { clientLabels, type MeshClient } from '../mesh/client.ts';
import type { MeshIndex } from '../mesh/mesh-index.ts';
import { scopeOf } from '../mesh/sidecar-scope.ts';
import { answer, answerHttp, answerWithCluster } from './answer.ts';
import { clientKey } from './client-match.ts';
import { knownHost, routedClusters } from './destinations.ts';
import { type GatewayChain, gatewayChains } from './gateway-listeners.ts';
import {
  type GatewayServer,
  gatewayServices,
  type MergedGateway,
  mergedGateway,
  resolvePort,
  selectsProxy,
} from './gateway-servers.ts';
import { type GatewayVirtualHost, gatewayLookUp, gatewayVirtualHosts } from './gateway-virtual-hosts.ts';
import { chainForName, HostTable } from './host-lookup.ts';
import { passedOver } from './http-routes.ts';
import type { MeshRequest, RouteAnswer } from './request.ts';
import { ANY_ADDRESS } from './sidecar-listeners.ts';
import { MAX_DETAILS, nameOf, pathText, placeOf, type Steps } from './steps.ts';
import { explainUnusedAtGateway } from './unused-virtual-services.ts';

/** What a gateway's decisions are made from. */
interface Situation {
  readonly mesh: MeshIndex;
  readonly client: MeshClient;
  /** The same for clients to which everything is the same. */
  readonly key: string;
  readonly gateway: MergedGateway;
  readonly request: MeshRequest;
  readonly steps: Steps;
}

export function traceGateway(mesh: MeshIndex, client: MeshClient, request: MeshRequest, steps: Steps): RouteAnswer {
  const labels = clientLabels(client, mesh.settings);
  const services = gatewayServices(mesh, client.namespace, labels);
  const port = resolvePort(services, request.port);
  if (port !== request.port) {
    const text = t('The Service of the gateway leads port {0} to port {1} of its pods.', request.port, port);
    steps.decide('port', 'D8.2', text, services[0] && placeOf(services[0], ['spec', 'ports']));
  }
  const key = clientKey({ namespace: client.namespace, labels });
  const gateway = mesh.remember(`gateway servers ${key}`, () => mergedGateway(mesh, labels, services));
  const situation = { mesh, client, key, gateway, request, steps };
  const chains = chainsFor(gatewayChains(mesh, client, situation.gateway, port), request.address);
  if (chains.length === 0) return withoutListener(situation, port);
  const twin = findTwin(chains);
  if (twin) {
    const { gateway: object, path } = twin.server;
    const text = t('Two servers are for the same names: Envoy refuses the whole listener of port {0}.', port);
    steps.decide('listener', 'D8.12', text, { object, path });
    return answer('no-listener');
  }
  steps.decide('listener', 'D8.3', t('The gateway listens on port {0}.', port));
  explainSkipped(situation, port);
  const chain = chainFor(chains, request);
  if (!chain) {
    steps.decide('filter-chain', 'D8.12', t('No server is for the name "{0}".', request.host));
    for (const { server, serverNames } of chains.slice(0, MAX_DETAILS)) {
      const text = t(
        '{0} of Gateway {1} is for {2}.',
        pathText(server.path),
        server.gatewayName,
        serverNames.join(', '),
      );
      steps.explain('D8.12', text, { object: server.gateway, path: server.path });
    }
    return answer('no-filter-chain');
  }
  return traceChain(situation, chain);
}

function traceChain(situation: Situation, chain: GatewayChain): RouteAnswer {
  const { mesh, client, request, steps } = situation;
  const { server, route } = chain;
  const place = { object: server.gateway, path: server.path };
  const text = t('{0} of Gateway {1} takes the connection.', pathText(server.path), server.gatewayName);
  steps.decide('filter-chain', 'D8.12', text, place);
  const error = connectionError(chain, request);
  if (error !== undefined) {
    steps.decide('filter-chain', 'D8.12', error, { ...place, path: [...server.path, 'port'] });
    return answer('connection-error');
  }
  if (!route) return traceHttp(situation, chain, chain.routeName ?? '');
  if (route.cluster !== undefined) {
    const automatic = t('AUTO_PASSTHROUGH leads the connection on by its server name.');
    steps.decide('destination', 'D8.4', automatic, { ...place, path: [...server.path, 'tls', 'mode'] });
    return answerWithCluster(route.cluster);
  }
  const rulePlace = placeOf(route.object, route.path);
  const taken = t('{0} of VirtualService {1} takes the connection.', pathText(route.path), nameOf(route.object));
  steps.decide('rule', 'D8.4', taken, rulePlace);
  const lookUp = (host: string) => knownHost(scopeOf(mesh, client).byHost.get(host));
  return answer('route', { clusters: routedClusters(route.routes, rulePlace, mesh, server.port, lookUp, steps) });
}

function traceHttp(situation: Situation, chain: GatewayChain, routeName: string): RouteAnswer {
  const { mesh, client, key, gateway, request, steps } = situation;
  const servers = gateway.byRouteName.get(routeName) ?? [];
  const table = mesh.remember(
    `gateway hosts ${routeName} ${key}`,
    () => new HostTable(gatewayVirtualHosts(mesh, client, servers)),
  );
  const found = table.find(request.host);
  if (!found) {
    const text = t('No VirtualService of this gateway is for the host "{0}": the proxy answers 404.', request.host);
    steps.decide('virtual-host', 'D8.9', text);
    explainUnusedAtGateway(mesh, client, servers, request.host, undefined, [], steps);
    return answer('no-route');
  }
  const { virtualHost, domain } = found;
  const text = domain.startsWith('*')
    ? t('The host "{0}" fits the wildcard {1}.', request.host, domain)
    : t('The host is {0}.', domain);
  steps.decide('virtual-host', 'D8.9', text);
  const { redirectsToTls } = virtualHost;
  if (redirectsToTls && !chain.endsTls) {
    const { gateway: object, path } = redirectsToTls;
    const redirects = t('`httpsRedirect` sends plaintext requests to the same address by HTTPS.');
    steps.decide('rule', 'D8.7', redirects, { object, path: [...path, 'tls', 'httpsRedirect'] });
    return answer('redirect', { detail: `301 https://${request.host}${request.path}` });
  }
  explainVirtualServices(situation, servers, virtualHost, domain);
  return answerHttp(
    {
      mesh,
      request,
      scheme: chain.endsTls ? 'https' : 'http',
      portOf: ({ port }) => port,
      lookUpFor: (route) => gatewayLookUp(mesh, client, route.virtualService.object.namespace),
    },
    virtualHost.routes,
    steps,
  );
}

function explainVirtualServices(
  { mesh, client, request, steps }: Situation,
  servers: readonly GatewayServer[],
  { virtualServices, routes }: GatewayVirtualHost,
  domain: string,
): void {
  const [first, ...others] = virtualServices;
  if (!first) steps.decide('virtual-service', 'D8.9', t('No VirtualService decides.'));
  else {
    const names = virtualServices.map(({ object }) => nameOf(object)).join(', ');
    const text =
      others.length === 0
        ? t('VirtualService {0} decides.', names)
        : t('VirtualServices {0} decide, in this order; rules for every request go last.', names);
    steps.decide('virtual-service', 'D8.9', text, placeOf(first.object));
  }
  explainUnusedAtGateway(mesh, client, servers, request.host, domain, virtualServices, steps);
  const labels = clientLabels(client, mesh.settings);
  for (const virtualService of virtualServices) {
    const port = routes.find((route) => route.virtualService === virtualService)?.port ?? request.port;
    const gateways = new Set(servers.map(({ gatewayName }) => gatewayName));
    const passed = passedOver(mesh, virtualService, { namespace: client.namespace, labels, gateways }, port);
    for (const { place, reason } of passed.slice(0, MAX_DETAILS)) {
      steps.explain('D7.5', t('{0} is passed over: {1}.', pathText(place.path), reason), place);
    }
  }
}

/** Why nobody listens: servers that were left out, those on other ports, Gateways for other proxies. */
function withoutListener(situation: Situation, port: number): RouteAnswer {
  const { mesh, client, gateway, steps } = situation;
  steps.decide('listener', 'D8.3', t('No server of a Gateway for this proxy gives a listener on port {0}.', port));
  explainSkipped(situation, port);
  const groups = gateway.merged.filter((group) => group.port !== port);
  for (const group of groups.slice(0, MAX_DETAILS)) {
    const [server] = group.servers;
    if (!server) continue;
    const text = t('Gateway {0} has a server on port {1} ({2}).', server.gatewayName, group.port, server.protocol);
    steps.explain('D8.2', text, { object: server.gateway, path: [...server.path, 'port'] });
  }
  for (const group of gateway.merged.filter((one) => one.port === port)) {
    for (const server of group.servers.slice(0, MAX_DETAILS)) {
      const text = t(
        'No rule of a VirtualService is for {0} of Gateway {1}.',
        pathText(server.path),
        server.gatewayName,
      );
      steps.explain('D8.4', text, { object: server.gateway, path: server.path });
    }
  }
  const labels = clientLabels(client, mesh.settings);
  const others = mesh.ofKind('Gateway').filter((object) => !selectsProxy(object, labels));
  for (const object of others.slice(0, MAX_DETAILS)) {
    const text = t('Gateway {0} does not select this proxy.', nameOf(object));
    steps.explain('D8.1', text, placeOf(object, ['spec', 'selector']));
  }
  return answer('no-listener');
}

function explainSkipped({ gateway, steps }: Situation, port: number): void {
  const skipped = gateway.skipped.filter((one) => one.port === port);
  for (const { server, reason } of skipped.slice(0, MAX_DETAILS)) {
    const text = t('{0} of Gateway {1} is left out: {2}.', pathText(server.path), server.gatewayName, reason);
    steps.explain('D8.3', text, { object: server.gateway, path: server.path });
  }
}

/** The chains of the listener that is bound to the address, else of the one for every address. */
function chainsFor(
  byBind: ReadonlyMap<string, readonly GatewayChain[]>,
  address: string | undefined,
): readonly GatewayChain[] {
  const own = address === undefined ? undefined : byBind.get(address);
  if (own && own.length > 0) return own;
  return ['', ANY_ADDRESS, '::'].flatMap((bind) => byBind.get(bind) ?? []);
}

/** A chain for which there is another with the same names. */
function findTwin(chains: readonly GatewayChain[]): GatewayChain | undefined {
  const seen = new Set<string>();
  for (const chain of chains) {
    const names = chain.serverNames.length === 0 ? [''] : chain.serverNames;
    for (const name of names) {
      if (seen.has(name)) return chain;
      seen.add(name);
    }
  }
  return undefined;
}

/** D8.12: by server name, else what is for all names; plaintext has none. */
function chainFor(chains: readonly GatewayChain[], { protocol, host }: MeshRequest): GatewayChain | undefined {
  const named = protocol === 'tls' ? chainForName(chains, host) : undefined;
  return named ?? chains.find(({ serverNames }) => serverNames.length === 0);
}

function connectionError(chain: GatewayChain, { protocol }: MeshRequest): string | undefined {
  const isHttp = chain.routeName !== undefined;
  if (chain.endsTls && protocol !== 'tls') return t('The server wants TLS, and the connection has none.');
  if (isHttp && !chain.endsTls && protocol === 'tls') {
    return t('The server wants plaintext HTTP, and the connection is TLS.');
  }
  if (isHttp && protocol === 'tcp') return t('The server wants HTTP, and the connection is not.');
  return undefined;
}
