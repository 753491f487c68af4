/** The clusters of a client and their endpoints, as istiod would send them (D5.8, D5.9, D6.6, D10). */

import { isIp } from '../../model/ip-addresses.ts';
import type { Protocol } from '../../model/protocols.ts';
import { hasLabels, type JsonMap, numberAt } from '../json-value.ts';
import { clientLabels, type MeshClient } from './client.ts';
import {
  destinationRuleFor,
  type EffectivePolicy,
  effectivePolicy,
  type MergedRule,
  passesThrough,
  type Subset,
  tlsModeFor,
} from './destination-rules.ts';
import { CLUSTER_LABEL, NETWORK_LABEL } from './localities.ts';
import {
  applyLocality,
  groupByLocality,
  type LocalityGroup,
  type LocalitySetting,
  localitySetting,
  trafficDistribution,
} from './locality-lb.ts';
import type { MeshIndex } from './mesh-index.ts';
import { type NetworkGateway, networkGateways } from './networks.ts';
import { mtlsMode } from './peer-authentication.ts';
import { endpointsOf, type Health, type ServiceEndpoint } from './service-endpoints.ts';
import { isNodeLocal, type MeshService, portClass, type ServicePort } from './services.ts';
import { scopeOf } from './sidecar-scope.ts';
import { addressKind } from './workloads.ts';

export type ClusterType = 'EDS' | 'STRICT_DNS' | 'LOGICAL_DNS' | 'ORIGINAL_DST' | 'STATIC';

export interface MeshCluster {
  /** `outbound|<service port>|<subset>|<host>`. */
  readonly name: string;
  readonly type: ClusterType;
  readonly service: MeshService;
  readonly port: ServicePort;
  readonly subset: Subset | undefined;
  readonly destinationRule: MergedRule | undefined;
  readonly policy: EffectivePolicy;
  readonly setting: LocalitySetting;
  readonly groups: readonly LocalityGroup<ClusterMember>[];
  /** Endpoints of the host that this cluster does not have, each with the first reason. */
  readonly excluded: readonly ExcludedEndpoint[];
}

/** An endpoint of a cluster, or the gateway of a network that stands for some. */
export interface ClusterMember {
  readonly address: string;
  readonly port: number;
  readonly weight: number;
  readonly locality: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The mark for mutual TLS; empty for plaintext, or for whatever the DestinationRule says (D4.10). */
  readonly tls: string;
  readonly health: Health;
  /** Where it comes from; `undefined` for a gateway. */
  readonly endpoint: ServiceEndpoint | undefined;
}

export interface ExcludedEndpoint {
  readonly endpoint: ServiceEndpoint;
  readonly reason: ExclusionReason;
}

/** Why an endpoint of a host is not in a cluster. */
export type ExclusionReason =
  | 'port-name'
  | 'host-address'
  | 'subset'
  | 'other-node'
  | 'unhealthy'
  | 'terminating'
  | 'draining'
  | 'no-address'
  | 'no-mutual-tls'
  | 'distribute';

/** Protocols for which a host of a DYNAMIC_DNS service can be told from the traffic. */
const DYNAMIC: ReadonlySet<Protocol | undefined> = new Set<Protocol | undefined>(['HTTP', 'HTTP2', 'GRPC', 'TLS']);
const MAX_WEIGHT = 0xffff_ffff;

/** Every outbound cluster that the client gets. */
export function clustersOf(mesh: MeshIndex, client: MeshClient): readonly MeshCluster[] {
  return scopeOf(mesh, client).services.flatMap((service) =>
    service.ports.flatMap((port) => clustersOfPort(mesh, client, service, port)),
  );
}

/** The cluster of a port and those of its subsets; none where istiod makes none. */
export function clustersOfPort(
  mesh: MeshIndex,
  client: MeshClient,
  service: MeshService,
  port: ServicePort,
): readonly MeshCluster[] {
  if (service.resolution === 'ALIAS' || portClass(port) === 'udp') return [];
  if (service.resolution === 'DYNAMIC_DNS' && !DYNAMIC.has(port.protocol)) return [];
  const rule = destinationRuleFor(mesh, client, service);
  const whole = buildCluster(mesh, client, service, port, rule, undefined, undefined);
  if (!whole) return [];
  if (service.resolution === 'DYNAMIC_DNS') return [whole];
  const subsets = (rule?.subsets ?? []).flatMap(
    (subset) => buildCluster(mesh, client, service, port, rule, subset, whole.type) ?? [],
  );
  return [whole, ...subsets];
}

function buildCluster(
  mesh: MeshIndex,
  client: MeshClient,
  service: MeshService,
  port: ServicePort,
  rule: MergedRule | undefined,
  subset: Subset | undefined,
  wholeType: ClusterType | undefined,
): MeshCluster | undefined {
  const policy = effectivePolicy(rule, port.number, subset);
  const type = subset ? subsetType(subset, wholeType) : wholeTypeOf(service, client, policy.loadBalancer);
  const setting = localitySetting(mesh, policy.loadBalancer, service);
  const base = {
    name: `outbound|${port.number}|${subset?.name ?? ''}|${service.host}`,
    type,
    service,
    port,
    subset,
    destinationRule: rule,
    policy,
    setting,
  };
  if (type === 'STATIC') return { ...base, groups: [], excluded: [] };
  if (type === 'ORIGINAL_DST') {
    // Whether a name leads to anybody is asked before the load balancer says to pass connections on (cluster.go).
    const isByName = service.resolution === 'DNS' || service.resolution === 'DNS_ROUND_ROBIN';
    const isEmpty = !subset && isByName && selectEndpoints(mesh, client, base, true).kept.length === 0;
    return isEmpty ? undefined : { ...base, groups: [], excluded: [] };
  }
  const isDns = type !== 'EDS';
  const selected = selectEndpoints(mesh, client, base, isDns);
  if (isDns && selected.kept.length === 0) return undefined;
  const members = selected.kept.map((endpoint) => memberOf(mesh, base, endpoint));
  const reachable = isDns ? { groups: groupByLocality(members), excluded: [] } : throughGateways(mesh, client, members);
  const groups = applyLocality(reachable.groups, {
    setting,
    hasOutlierDetection: policy.outlierDetection !== undefined,
    locality: client.locality,
    labels: clientLabels(client, mesh.settings),
    usesFailoverPriority: !(isDns && subset),
  });
  return {
    ...base,
    groups,
    excluded: [...selected.excluded, ...reachable.excluded, ...emptied(reachable.groups, groups)],
  };
}

/** What `distribute` leaves without traffic. */
function emptied(
  before: readonly LocalityGroup<ClusterMember>[],
  after: readonly LocalityGroup<ClusterMember>[],
): readonly ExcludedEndpoint[] {
  const kept = new Set(after.flatMap(({ members }) => members));
  return before
    .flatMap(({ members }) => members)
    .flatMap((member) =>
      member.endpoint && !kept.has(member) ? [{ endpoint: member.endpoint, reason: 'distribute' as const }] : [],
    );
}

/** D5.8, D6.6. */
function wholeTypeOf(service: MeshService, client: MeshClient, loadBalancer: JsonMap | undefined): ClusterType {
  if (passesThrough(loadBalancer)) return 'ORIGINAL_DST';
  const isGateway = client.type === 'gateway';
  switch (service.resolution) {
    case 'DNS':
      return service.object.annotations['istio.io/connect-strategy'] === 'RACE_FIRST_TCP_CONNECT'
        ? 'LOGICAL_DNS'
        : 'STRICT_DNS';
    case 'DNS_ROUND_ROBIN':
      return 'LOGICAL_DNS';
    case 'DYNAMIC_DNS':
      return 'STATIC';
    case 'NONE':
      return isGateway ? 'EDS' : 'ORIGINAL_DST';
    default:
      return 'EDS';
  }
}

function subsetType({ trafficPolicy }: Subset, wholeType: ClusterType | undefined): ClusterType {
  if (wholeType === 'ORIGINAL_DST') return wholeType;
  const loadBalancer = trafficPolicy?.loadBalancer as JsonMap | undefined;
  return passesThrough(loadBalancer) ? 'ORIGINAL_DST' : (wholeType ?? 'EDS');
}

type ClusterBase = Omit<MeshCluster, 'groups' | 'excluded'>;

/** The endpoints that belong into a cluster, and why others do not (D10). */
function selectEndpoints(mesh: MeshIndex, client: MeshClient, cluster: ClusterBase, isDns: boolean) {
  const { service } = cluster;
  const kept: ServiceEndpoint[] = [];
  const excluded: ExcludedEndpoint[] = [];
  const sendsUnhealthy = takesUnhealthy(mesh, cluster);
  for (const endpoint of endpointsOf(mesh, service.host, service.namespace)) {
    const reason = whyExcluded(endpoint, client, cluster, isDns, sendsUnhealthy);
    if (reason === undefined) kept.push(endpoint);
    // What answers for other ports is no news to somebody who asks about this one.
    else if (reason !== 'port-name' || endpoint.servicePort.number === cluster.port.number)
      excluded.push({ endpoint, reason });
  }
  return { kept, excluded };
}

function whyExcluded(
  endpoint: ServiceEndpoint,
  client: MeshClient,
  { service, port, subset }: ClusterBase,
  isDns: boolean,
  sendsUnhealthy: boolean,
): ExclusionReason | undefined {
  const { servicePort, address, health, labels } = endpoint;
  const isForPort =
    isDns && endpoint.service.registry !== 'Kubernetes'
      ? servicePort.number === port.number
      : servicePort.name === port.name;
  if (!isForPort) return 'port-name';
  if (!isDns && address !== '' && endpoint.port !== 0 && !hasIp(endpoint)) return 'host-address';
  if (!hasLabels(subset?.labels ?? {}, labels)) return 'subset';
  if (isNodeLocal(service) && endpoint.node !== client.node) return 'other-node';
  if (health === 'UNHEALTHY' && !sendsUnhealthy) return 'unhealthy';
  if (health === 'TERMINATING') return 'terminating';
  if (health === 'DRAINING' && (service.labels['istio.io/persistent-session'] ?? '') === '') return 'draining';
  return undefined;
}

function hasIp({ address, instance }: ServiceEndpoint): boolean {
  return address === instance.address ? addressKind(instance) === 'ip' : isIp(address);
}

/** Whether endpoints that are not ready are sent, so that Envoy can tell how many are healthy (D4.8). */
function takesUnhealthy(mesh: MeshIndex, { service, policy }: ClusterBase): boolean {
  if (trafficDistribution(mesh, service) !== undefined) return true;
  return numberAt(policy.outlierDetection, 'minHealthPercent') <= 0;
}

function memberOf(
  mesh: MeshIndex,
  { destinationRule, port, subset }: ClusterBase,
  endpoint: ServiceEndpoint,
): ClusterMember {
  return {
    address: endpoint.address,
    port: endpoint.port,
    weight: endpoint.weight,
    locality: endpoint.locality,
    labels: endpoint.labels,
    tls: tlsMark(mesh, endpoint, tlsModeFor(destinationRule, port.number, subset)),
    health: endpoint.health,
    endpoint,
  };
}

/** D4.10. */
function tlsMark(mesh: MeshIndex, endpoint: ServiceEndpoint, mode: string | undefined): string {
  const own = endpoint.tlsMode === 'disabled' ? '' : endpoint.tlsMode;
  if (mode !== undefined) return mode === 'ISTIO_MUTUAL' ? own : '';
  if (own !== 'istio') return '';
  const asked = mtlsMode(mesh, endpoint.instance.namespace, endpoint.labels, endpoint.port);
  return asked === 'DISABLE' ? '' : own;
}

/** Where networks have gateways, endpoints of another network are reached through those (D10). */
function throughGateways(mesh: MeshIndex, client: MeshClient, members: readonly ClusterMember[]) {
  const gateways = networkGateways(mesh);
  const groups = groupByLocality(members);
  if (gateways.size === 0) return { groups, excluded: [] };
  const scale = [...gateways.values()].reduce((scaled, { length }) => leastCommonMultiple(scaled, length), 1);
  const excluded: ExcludedEndpoint[] = [];
  const reachable = groups.map((group): LocalityGroup<ClusterMember> => {
    const kept: ClusterMember[] = [];
    const shares = new Map<NetworkGateway, number>();
    for (const member of group.members) {
      const weight = Math.min(MAX_WEIGHT, member.weight * scale);
      const network = member.endpoint?.network ?? '';
      const through = gateways.get(network) ?? [];
      const isDirect = through.length === 0 || network === '' || (client.network !== '' && client.network === network);
      if (isDirect) {
        if (member.address !== '' && member.port !== 0) kept.push({ ...member, weight });
        else if (member.endpoint) excluded.push({ endpoint: member.endpoint, reason: 'no-address' });
      } else if (member.tls === 'istio') {
        for (const gateway of through) {
          shares.set(gateway, (shares.get(gateway) ?? 0) + Math.floor(weight / through.length));
        }
      } else if (member.endpoint) excluded.push({ endpoint: member.endpoint, reason: 'no-mutual-tls' });
    }
    const stand = [...shares].map(([gateway, weight]) => gatewayMember(mesh, gateway, group.locality, weight));
    const all = [...kept, ...stand];
    return { ...group, members: all, weight: all.reduce((sum, { weight }) => (sum + weight) >>> 0, 0) };
  });
  return { groups: reachable, excluded };
}

function gatewayMember(
  mesh: MeshIndex,
  { address, port, network }: NetworkGateway,
  locality: string,
  weight: number,
): ClusterMember {
  return {
    address,
    port,
    weight: Math.max(1, weight),
    locality,
    labels: { [CLUSTER_LABEL]: mesh.settings.cluster, [NETWORK_LABEL]: network },
    tls: 'istio',
    health: 'HEALTHY',
    endpoint: undefined,
  };
}

function leastCommonMultiple(left: number, right: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  return (left / divisor(left, right)) * right;
}
