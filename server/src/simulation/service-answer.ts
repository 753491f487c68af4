/** Who answers for a port of a service, from where it is defined: the cluster of a sidecar there, with everybody's share. */

import type { MeshView } from '../workspace/mesh-view.ts';
import type { ResourceEntry } from '../workspace/resource-entry.ts';
import { type MeshClient, SOME_CLIENT } from './mesh/client.ts';
import { type ClusterMember, clustersOfPort, type MeshCluster } from './mesh/clusters.ts';
import { hasList } from './mesh/destination-rules.ts';
import { localityText, NETWORK_LABEL, parseLocality } from './mesh/localities.ts';
import type { MeshIndex } from './mesh/mesh-index.ts';
import { meshObject } from './mesh/mesh-object.ts';
import type { ServiceEndpoint } from './mesh/service-endpoints.ts';
import { kubernetesService, type MeshService, type ServicePort, servicesOfEntry } from './mesh/services.ts';
import { sharesOfCluster } from './mesh/shares.ts';
import { meshAround } from './mesh-around.ts';

export interface AnsweringMember {
  readonly endpoint: ServiceEndpoint;
  readonly priority: number;
  /** From 0 to 1, of the traffic of the cluster. */
  readonly share: number;
}

export interface PortAnswer {
  readonly port: ServicePort;
  /** `undefined` where clients get no cluster for the port: an alias, UDP, a name that nothing stands behind. */
  readonly cluster: MeshCluster | undefined;
  /** Those that stand in files; without the gateways of other networks. */
  readonly members: readonly AnsweringMember[];
  /** The same by the resource that each comes from. */
  readonly byEntry: ReadonlyMap<ResourceEntry, readonly AnsweringMember[]>;
  /** The localities of the members as Envoy has them, without the empty one. */
  readonly localities: readonly string[];
  /** The networks whose gateways stand for endpoints behind them. */
  readonly gatewayNetworks: ReadonlySet<string>;
  /** True if shares depend on where the client is: traffic prefers localities or is distributed over them. */
  readonly dependsOnClient: boolean;
}

/** The services that a ServiceEntry or Service defines: one for each host. */
export function servicesOfResource(mesh: MeshIndex, entry: ResourceEntry): readonly MeshService[] {
  const object = meshObject(entry, mesh.settings);
  if (object.kind === 'ServiceEntry') return servicesOfEntry(object);
  return object.kind === 'Service' ? [kubernetesService(object, mesh)] : [];
}

/** Who answers for a ServiceEntry or Service, port by port. */
export interface ServiceAnswers {
  readonly mesh: MeshIndex;
  /** By its first host; `undefined` where it has none yet. */
  readonly service: MeshService | undefined;
  /** One a port, in the order of its text. */
  readonly answers: readonly PortAnswer[];
}

/** A view is made for one question, and several parts of the answer ask for the same service. */
const known = new WeakMap<MeshView, Map<ResourceEntry, ServiceAnswers>>();

/** Who answers for the service that `entry` defines, asked from its namespace. */
export function serviceAnswers(view: MeshView, entry: ResourceEntry): ServiceAnswers {
  let ofView = known.get(view);
  if (!ofView) {
    ofView = new Map();
    known.set(view, ofView);
  }
  let found = ofView.get(entry);
  if (!found) {
    const mesh = meshAround(view, entry);
    const [service] = servicesOfResource(mesh, entry);
    found = { mesh, service, answers: service?.ports.map((port) => portAnswer(mesh, service, port)) ?? [] };
    ofView.set(entry, found);
  }
  return found;
}

/** True if sidecars connect to whatever address the client asked for, so that endpoints are for gateways alone. */
export function keepsDestination(answers: readonly PortAnswer[]): boolean {
  return answers.some(({ cluster }) => cluster?.type === 'ORIGINAL_DST');
}

/** A sidecar of a namespace, of which no more is known. */
export function clientIn(namespace: string, locality = ''): MeshClient {
  return { ...SOME_CLIENT, namespace, locality };
}

/** Who answers for `port` of `service`, or for a subset of it, when `client` calls; computed once for each mesh. */
export function portAnswer(
  mesh: MeshIndex,
  service: MeshService,
  port: ServicePort,
  client: MeshClient = clientIn(service.namespace),
  subset = '',
): PortAnswer {
  const { object, host } = service;
  const question = ['answer', object.kind, object.name, host, service.namespace, port.path, subset, client];
  return mesh.remember(JSON.stringify(question), () => computeAnswer(mesh, service, port, client, subset));
}

function computeAnswer(
  mesh: MeshIndex,
  service: MeshService,
  port: ServicePort,
  client: MeshClient,
  subset: string,
): PortAnswer {
  const clusters = clustersOfPort(mesh, client, service, port);
  const cluster = clusters.find((one) => (one.subset?.name ?? '') === subset);
  if (!cluster) return { ...NOTHING, port };
  const shares = sharesOfCluster(cluster);
  const members = cluster.groups.flatMap((group) =>
    group.members.flatMap((member: ClusterMember): AnsweringMember[] => {
      const { endpoint } = member;
      return endpoint ? [{ endpoint, priority: group.priority, share: shares.get(member)?.share ?? 0 }] : [];
    }),
  );
  const gateways = cluster.groups.flatMap((group) => group.members.filter(({ endpoint }) => !endpoint));
  const gatewayNetworks = new Set(gateways.map(({ labels }) => labels[NETWORK_LABEL] ?? ''));
  const byEntry = new Map<ResourceEntry, AnsweringMember[]>();
  const localities = new Set<string>();
  for (const member of members) {
    const { instance, locality } = member.endpoint;
    const there = byEntry.get(instance.object.entry);
    if (there) there.push(member);
    else byEntry.set(instance.object.entry, [member]);
    localities.add(shownLocality(locality));
  }
  localities.delete('');
  return {
    port,
    cluster,
    members,
    byEntry,
    localities: [...localities],
    gatewayNetworks,
    dependsOnClient: dependsOnClient(cluster),
  };
}

const NOTHING: Omit<PortAnswer, 'port'> = {
  cluster: undefined,
  members: [],
  byEntry: new Map(),
  localities: [],
  gatewayNetworks: new Set(),
  dependsOnClient: false,
};

/** A locality as Envoy has it: what counts of the text. */
export function shownLocality(locality: string): string {
  return localityText(parseLocality(locality));
}

/** How many endpoints these are, each pod that a template stands for counted. */
export function countEndpoints(endpoints: Iterable<ServiceEndpoint>): number {
  const seen = new Set<string>();
  let count = 0;
  for (const { instance } of endpoints) {
    const { object, path, replicas } = instance;
    const key = `${object.kind}/${object.namespace}/${object.name}/${path.join('/')}/${instance.address}`;
    if (seen.has(key)) continue;
    seen.add(key);
    count += replicas ?? 1;
  }
  return count;
}

function dependsOnClient({ setting, policy, groups }: MeshCluster): boolean {
  if (setting.kind === 'none') return false;
  if (setting.kind === 'locality') {
    if (hasList(setting.setting, 'distribute')) return true;
    if (policy.outlierDetection === undefined && !setting.isForced) return false;
  }
  return groups.length > 1;
}
