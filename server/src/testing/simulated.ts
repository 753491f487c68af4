/** Small meshes written as text, and what istiod would send of them, as lines that a test can name. */
import { Engine } from '../engine.ts';
import { type MeshClient, SOME_CLIENT } from '../simulation/mesh/client.ts';
import { type ClusterMember, clustersOf, type MeshCluster } from '../simulation/mesh/clusters.ts';
import { localityText, parseLocality } from '../simulation/mesh/localities.ts';
import type { LocalityGroup } from '../simulation/mesh/locality-lb.ts';
import { type MeshFromEntries, meshFromEntries } from '../simulation/mesh/mesh-from-entries.ts';
import { DEFAULT_MESH, type MeshSettings } from '../simulation/mesh/mesh-settings.ts';

const API_VERSIONS: Readonly<Record<string, string>> = {
  Service: 'v1',
  Pod: 'v1',
  Node: 'v1',
  Namespace: 'v1',
  Deployment: 'apps/v1',
  DaemonSet: 'apps/v1',
  CronJob: 'batch/v1',
  EndpointSlice: 'discovery.k8s.io/v1',
  PeerAuthentication: 'security.istio.io/v1',
};

/**
 * A resource; `name` is `name` or `namespace/name`, `spec` YAML in flow style. `more` is put behind, as further fields of the
 * resource; `metadata` as further fields of its metadata, `labels: {a: b}`.
 */
export function resource(kind: string, name: string, spec: string, { metadata = '', more = '' } = {}): string {
  const [namespace, own] = name.includes('/') ? name.split('/') : ['default', name];
  const place = ['Node', 'Namespace'].includes(kind) ? '' : `, namespace: ${namespace}`;
  const meta = `{name: ${own}${place}${metadata === '' ? '' : `, ${metadata}`}}`;
  const body = kind === 'EndpointSlice' ? spec.slice(1, -1) : `spec: ${spec}`;
  const parts = [`apiVersion: ${API_VERSIONS[kind] ?? 'networking.istio.io/v1'}`, `kind: ${kind}`, `metadata: ${meta}`];
  return `${[...parts, ...body.split('\n'), ...(more === '' ? [] : [more])].join('\n')}\n`;
}

/** A Pod that is ready, with these labels, its IP and container ports in flow style. */
export function pod(name: string, labels: string, address: string, ports = '[]', metadata = ''): string {
  return resource('Pod', name, `{nodeName: node-a, containers: [{name: app, image: app:1, ports: ${ports}}]}`, {
    metadata: `labels: ${labels}${metadata === '' ? '' : `, ${metadata}`}`,
    more: `status: {phase: Running, podIP: ${address}, conditions: [{type: Ready, status: "True"}]}`,
  });
}

/** A ServiceEntry for `w.example.com` with port 80 named `http` that selects `app: w`; `more` are further fields of its spec. */
export function selectingEntry(name = 'se', more = ''): string {
  const ports = more.includes('ports:') ? '' : ', ports: [{name: http, number: 80, protocol: HTTP}]';
  const fields = `location: MESH_INTERNAL, hosts: [w.example.com]${ports}, workloadSelector: {labels: {app: w}}`;
  const resolution = more.includes('resolution:') ? '' : ', resolution: STATIC';
  return resource('ServiceEntry', name, `{${fields}${resolution}${more === '' ? '' : `, ${more}`}}`);
}

/** A WorkloadEntry with `app: w`; `more` are further fields of its spec. */
export function machine(name: string, address: string, more = '', metadata = ''): string {
  const labels = more.includes('labels:') ? '' : ', labels: {app: w}';
  const fields = `{address: ${address}${labels}${more === '' ? '' : `, ${more}`}}`;
  return resource('WorkloadEntry', name, fields, { metadata });
}

/** A DestinationRule for `w.example.com`; `more` are further fields of its spec. */
export function rule(more: string, name = 'dr'): string {
  const host = more.includes('host:') ? '' : 'host: w.example.com, ';
  return resource('DestinationRule', name, `{${host}${more}}`);
}

export interface Simulated extends MeshFromEntries {
  /** Endpoints of a cluster in the order of istiod, as `describeMember` writes them; `undefined` where there is no such cluster. */
  readonly endpoints: (cluster: string, client?: Partial<MeshClient>) => readonly string[] | undefined;
  /** The names of all clusters, with their types where those are not EDS. */
  readonly names: (client?: Partial<MeshClient>) => readonly string[];
  readonly cluster: (name: string, client?: Partial<MeshClient>) => MeshCluster;
}

export interface SimulateOptions {
  readonly settings?: Partial<MeshSettings>;
  /** Whether resources may be refused; else one that is fails the test. */
  readonly mayRefuse?: boolean;
}

/** The mesh of some documents, each a file of its own. */
export function simulate(documents: readonly string[], options: SimulateOptions = {}): Simulated {
  const engine = engineWith(documents);
  const entries = [...engine.uris].flatMap((uri) => engine.entriesOf(uri));
  const simulated = meshFromEntries(entries, { ...DEFAULT_MESH, ...options.settings });
  const { mesh } = simulated;
  const [refused] = mesh.rejected;
  if (refused && !options.mayRefuse) throw new Error(`${refused.object.name} is refused: ${refused.reason}`);
  const clusters = (client: Partial<MeshClient> = {}): readonly MeshCluster[] =>
    clustersOf(mesh, { ...SOME_CLIENT, ...client });
  const find = (name: string, client?: Partial<MeshClient>): MeshCluster | undefined =>
    clusters(client).find((cluster) => cluster.name === name);
  return {
    ...simulated,
    endpoints: (name, client) => {
      const found = find(name, client);
      return found?.groups.flatMap((group) => group.members.map((member) => describeMember(group, member)));
    },
    names: (client) => clusters(client).map(({ name, type }) => (type === 'EDS' ? name : `${name} ${type}`)),
    cluster: (name, client) => {
      const found = find(name, client);
      if (!found) throw new Error(`no cluster ${name}`);
      return found;
    },
  };
}

/** A settled engine that holds the documents, each a file of its own. */
export function engineWith(documents: readonly string[]): Engine {
  const engine = new Engine({
    onError: (message, error) => {
      throw new Error(message, { cause: error });
    },
  });
  engine.setFolders(['file:///mesh']);
  documents.forEach((text, index) => {
    engine.setDiskText(`file:///mesh/${String(index).padStart(3, '0')}.yaml`, text);
  });
  engine.settle();
  return engine;
}

/** `10.0.0.1:80 weight 3 P1 us/az1 istio UNHEALTHY`, without what is as it usually is. */
export function describeMember(group: LocalityGroup<ClusterMember>, member: ClusterMember): string {
  const { address, port, weight, tls, health } = member;
  const parts = [`${address}:${port}`];
  if (weight !== 1) parts.push(`weight ${weight}`);
  if (group.priority > 0) parts.push(`P${group.priority}`);
  const locality = localityText(parseLocality(group.locality));
  if (locality !== '') parts.push(locality);
  if (tls !== '') parts.push(tls);
  if (health !== 'HEALTHY') parts.push(health);
  return parts.join(' ');
}
