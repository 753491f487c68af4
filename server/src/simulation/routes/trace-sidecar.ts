/** Follows a request out of a workload's sidecar. */
import { t } from '../../l10n.ts';
import { mapsAt } from '../json-value.ts';
import { clientLabels, type MeshClient } from '../mesh/client.ts';
import type { MeshIndex } from '../mesh/mesh-index.ts';
import type { MeshService } from '../mesh/services.ts';
import { type EgressListener, type ProxyScope, scopeOf } from '../mesh/sidecar-scope.ts';
import { MESH_GATEWAY } from '../mesh/virtual-services.ts';
import { answer, answerHttp, answerWithService } from './answer.ts';
import { clientKey, type RouteClient } from './client-match.ts';
import { knownHost, routedClusters } from './destinations.ts';
import { type FoundHost, HostTable } from './host-lookup.ts';
import { passedOver } from './http-routes.ts';
import type { MeshRequest, RouteAnswer } from './request.ts';
import {
  ANY_ADDRESS,
  type FilterChain,
  filterChainFor,
  type SidecarListener,
  sidecarListener,
} from './sidecar-listeners.ts';
import { servicesOnPort, type VirtualHost, virtualHosts } from './sidecar-virtual-hosts.ts';
import { MAX_DETAILS, nameOf, pathText, placeOf, type Steps } from './steps.ts';
import { explainUnknown } from './unknown-destination.ts';
import { explainUnusedInMesh } from './unused-virtual-services.ts';

/** What a sidecar's decisions are made from. */
interface Situation {
  readonly mesh: MeshIndex;
  readonly client: MeshClient;
  readonly routing: RouteClient;
  readonly scope: ProxyScope;
  readonly request: MeshRequest;
  readonly steps: Steps;
}

export function traceSidecar(mesh: MeshIndex, client: MeshClient, request: MeshRequest, steps: Steps): RouteAnswer {
  const scope = scopeOf(mesh, client);
  const routing: RouteClient = {
    namespace: client.namespace,
    labels: clientLabels(client, mesh.settings),
    gateways: new Set([MESH_GATEWAY]),
  };
  const situation = { mesh, client, routing, scope, request, steps };
  if (scope.sidecar) {
    const text = t('Sidecar {0} decides what the workload knows of the mesh.', nameOf(scope.sidecar));
    steps.decide('scope', 'D9.1', text, placeOf(scope.sidecar));
  }
  const { port, address, protocol, host } = request;
  const listener = sidecarListener(mesh, scope, routing, address, port);
  if (!listener) {
    const text = t('Nothing in the mesh is listened for on {0}.', endpointText(address ?? ANY_ADDRESS, port));
    steps.decide('listener', 'D5.7', text);
    return unknownDestination(situation);
  }
  steps.decide('listener', 'D5.7', t('The sidecar listens on {0}.', endpointText(listener.address, port)));
  const chain = filterChainFor(listener, address, protocol, host);
  if (!chain) {
    steps.decide('filter-chain', 'D5.10', t('No part of the listener takes this connection.'));
    explainChains(listener, protocol, steps);
    return unknownDestination(situation);
  }
  if (chain.kind === 'tcp') return traceStream(situation, chain);
  if (protocol === 'http') return traceHttp(situation, listener);
  const text =
    protocol === 'tls'
      ? t('The server wants plaintext HTTP, and the connection is TLS.')
      : t('The server wants HTTP, and the connection is not.');
  steps.decide('filter-chain', 'D5.10', text, placeOf(chain.service.object));
  return answer('connection-error');
}

function endpointText(address: string, port: number): string {
  return `${address.includes(':') ? `[${address}]` : address}:${port}`;
}

function explainChains({ chains }: SidecarListener, protocol: MeshRequest['protocol'], steps: Steps): void {
  for (const { serverNames, service, kind, rule } of chains.slice(0, MAX_DETAILS)) {
    const place = rule ? placeOf(rule.virtualService.object, rule.path) : placeOf(service.object);
    if (kind === 'http') steps.explain('D5.10', t('Plaintext HTTP would be taken, for {0}.', service.host), place);
    else if (protocol === 'tls')
      steps.explain('D7.13', t('TLS is taken for the names {0}.', serverNames.join(', ')), place);
    else steps.explain('D7.4', t('TLS is taken for {0}; this is none.', serverNames.join(', ') || service.host), place);
  }
}

/** What becomes of a connection to something that the mesh does not know (D9.3). */
function unknownDestination({ mesh, client, scope, request, steps }: Situation): RouteAnswer {
  const passes = scope.outboundTrafficPolicy === 'ALLOW_ANY';
  const text = passes
    ? t('The mesh does not know this destination: the connection goes to where it was going.')
    : t('The mesh does not know this destination, and only known ones are allowed (REGISTRY_ONLY).');
  steps.decide('destination', 'D9.3', text, scope.sidecar && placeOf(scope.sidecar, ['spec', 'outboundTrafficPolicy']));
  explainUnknown(mesh, client, request, steps);
  return answer(passes ? 'passthrough' : 'blackhole');
}

function traceStream({ mesh, scope, request, steps }: Situation, { service, rule }: FilterChain): RouteAnswer {
  const { port } = request;
  if (!rule) {
    steps.decide('filter-chain', 'D5.10', streamText(service, port), placeOf(service.object));
    return answerWithService(service, port, steps);
  }
  const place = placeOf(rule.virtualService.object, rule.path);
  const text = t('{0} of VirtualService {1} takes the connection.', pathText(rule.path), nameOf(place.object));
  steps.decide('filter-chain', rule.path[1] === 'tls' ? 'D7.13' : 'D7.14', text, place);
  const lookUp = (name: string) => knownHost(scope.byHost.get(name));
  return answer('route', { clusters: routedClusters(mapsAt(rule.value, 'route'), place, mesh, port, lookUp, steps) });
}

function streamText({ ports }: MeshService, port: number): string {
  const found = ports.find(({ number }) => number === port);
  return found?.protocol === undefined
    ? t('This is no plaintext HTTP: the connection goes on as it is.')
    : t('Port {0} is for {1}: connections go on as they are.', port, found.protocol);
}

function traceHttp(situation: Situation, listener: SidecarListener): RouteAnswer {
  const { mesh, routing, scope, request, steps } = situation;
  const { port, host } = request;
  steps.decide('filter-chain', 'D5.10', t('Plaintext HTTP is routed request by request.'));
  // The first egress listener that names the port decides about its routes, whoever made the listener.
  const egress = scope.listeners.find((one) => one.port === undefined || one.port === port) ?? listener.egress;
  const { registry, table } = mesh.remember(`sidecar hosts ${port} ${clientKey(routing)}`, () => ({
    registry: servicesOnPort(egress, port),
    table: new HostTable(virtualHosts(mesh, egress, routing, port)),
  }));
  // Behind an address of its own a service is not looked for by its name (D7.12).
  const { sniffedService } = listener;
  // Looked for as written, while domains are in lower case: one with capitals is not found (httproute.go).
  const found = sniffedService ? table.withDomain(sniffedService.host) : table.find(host);
  if (!found) return unknownHost(situation, listener);
  explainVirtualHost(situation, listener, found);
  const { virtualHost } = found;
  const { virtualService, service, routes } = virtualHost;
  explainVirtualService(situation, egress, virtualHost, found.domain);
  // istiod writes the host in lower case here: a cluster that does not exist if the service's own host has capitals.
  if (routes.length === 0 && service) {
    return answerWithService({ ...service, host: service.host.toLowerCase() }, port, steps);
  }
  const lookUp = (name: string) => {
    const known = registry.get(name)?.service;
    return known && { externalName: known.externalName, onlyPort: undefined };
  };
  if (virtualService) {
    for (const { place, reason } of passedOver(mesh, virtualService, routing, port).slice(0, MAX_DETAILS)) {
      steps.explain('D7.5', t('{0} is passed over: {1}.', pathText(place.path), reason), place);
    }
  }
  return answerHttp({ mesh, request, scheme: 'http', portOf: () => port, lookUpFor: () => lookUp }, routes, steps);
}

function unknownHost(situation: Situation, { sniffedService }: SidecarListener): RouteAnswer {
  const { mesh, client, scope, request, steps } = situation;
  if (sniffedService) {
    const text = t('Nothing routes requests to {0}; the proxy answers 404.', sniffedService.host);
    steps.decide('virtual-host', 'D7.12', text, placeOf(sniffedService.object));
    return answer('no-route');
  }
  const { port, host } = request;
  steps.decide('virtual-host', 'D7.11', t('No service on port {0} is called "{1}".', port, host));
  if (scope.outboundTrafficPolicy === 'ALLOW_ANY') return unknownDestination(situation);
  const place = scope.sidecar && placeOf(scope.sidecar, ['spec', 'outboundTrafficPolicy']);
  const text = t('Only known hosts are allowed (REGISTRY_ONLY): the sidecar answers 502.');
  steps.decide('destination', 'D9.3', text, place);
  explainUnknown(mesh, client, request, steps);
  return answer('direct-response', { detail: '502' });
}

function explainVirtualHost(
  { request, steps }: Situation,
  { sniffedService }: SidecarListener,
  { virtualHost, domain }: FoundHost<VirtualHost>,
): void {
  const { service, virtualService } = virtualHost;
  const object = service?.object ?? virtualService?.object;
  const place = object && placeOf(object, ['spec', 'hosts']);
  if (sniffedService) {
    const text = t('The address is that of {0}; the Host header does not count.', sniffedService.host);
    steps.decide('virtual-host', 'D7.12', text, place);
    return;
  }
  const name = service?.host ?? domain;
  const text = domain.startsWith('*')
    ? t('The Host header "{0}" fits the wildcard {1}.', request.host, domain)
    : domain === name.toLowerCase()
      ? t('The Host header means {0}.', name)
      : t('The Host header means {0}, by the name {1}.', name, domain);
  steps.decide('virtual-host', 'D7.11', text, place);
  if (!service) {
    steps.explain('D7.8', t('No service of this port has that host; it exists because a VirtualService names it.'));
  }
}

function explainVirtualService(
  { mesh, routing, request, steps }: Situation,
  egress: EgressListener,
  { virtualService, service }: VirtualHost,
  domain: string,
): void {
  if (virtualService) {
    const text = t('VirtualService {0} decides.', nameOf(virtualService.object));
    steps.decide('virtual-service', 'D7.3', text, placeOf(virtualService.object));
  } else steps.decide('virtual-service', 'D7.3', t('No VirtualService decides.'));
  explainUnusedInMesh(mesh, egress, routing, request.port, service?.host ?? domain, virtualService, steps);
}
