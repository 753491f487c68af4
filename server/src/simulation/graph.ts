/** The mesh as a graph: gateways, VirtualServices, hosts, subsets, workloads, and what leads from one to the next. */
import { t } from '../l10n.ts';
import { hasLabels, type JsonMap, type JsonPath, mapAt, mapsAt, numberAt, textAt, textsAt } from './json-value.ts';
import { SOME_CLIENT } from './mesh/client.ts';
import { destinationRuleFor, type Subset } from './mesh/destination-rules.ts';
import type { MeshIndex } from './mesh/mesh-index.ts';
import { compareText, completeHost, type MeshObject } from './mesh/mesh-object.ts';
import { endpointsOf, type ServiceEndpoint } from './mesh/service-endpoints.ts';
import { allServices, type MeshService } from './mesh/services.ts';
import { gatewayName, MESH_GATEWAY } from './mesh/virtual-services.ts';
import { shownPath } from './mesh/workloads.ts';

/** In the order in which traffic meets them. */
export const GRAPH_KINDS = ['gateway', 'virtual-service', 'host', 'subset', 'workload'] as const;
export type GraphKind = (typeof GRAPH_KINDS)[number];

export interface GraphNode {
  /** Unique, and the same as long as the resource has its name: `host default/whoami-se whoami.internal.com`. */
  readonly id: string;
  readonly kind: GraphKind;
  /** Empty for a host that no namespace has. */
  readonly namespace: string;
  readonly name: string;
  /** What it is: the kind of its resource. */
  readonly type: string;
  /** Where it is written; `undefined` for what something leads to and nothing defines. */
  readonly place: { readonly object: MeshObject; readonly path: JsonPath } | undefined;
}

export interface GraphEdge {
  /** Ids of nodes. */
  readonly from: string;
  readonly to: string;
  /** What goes this way: `90 %`, `tcp`; empty where there is nothing to say. */
  readonly label: string;
}

export interface MeshGraph {
  /** By namespace, kind and name. */
  readonly nodes: readonly GraphNode[];
  /** In the order of the nodes. */
  readonly edges: readonly GraphEdge[];
}

/** The graph of all that is in the mesh; workloads other than WorkloadEntries only where something leads to them. */
export function meshGraph(mesh: MeshIndex): MeshGraph {
  const draft = new GraphDraft();
  for (const object of mesh.ofKind('Gateway')) draft.addObject('gateway', object);
  for (const object of mesh.ofKind('WorkloadEntry')) draft.addObject('workload', object);
  const targets = addServices(mesh, draft);
  for (const object of mesh.ofKind('VirtualService')) addVirtualService(mesh, object, targets, draft);
  return draft.finish();
}

class GraphDraft {
  readonly #nodes = new Map<string, GraphNode>();
  /** The labels by where the edge leads from and to. */
  readonly #edges = new Map<string, { readonly from: string; readonly to: string; readonly labels: Set<string> }>();

  add(node: GraphNode): string {
    if (!this.#nodes.has(node.id)) this.#nodes.set(node.id, node);
    return node.id;
  }

  addObject(kind: GraphKind, object: MeshObject, path: JsonPath = []): string {
    const type = object.entry.resource.kindNode.text;
    const { namespace, name } = object;
    const inside = path.length === 0 ? '' : ` ${path.slice(1).join('.')}`;
    return this.add({
      id: `${kind} ${type} ${namespace}/${name}${inside}`,
      kind,
      namespace,
      name: `${name}${inside}`,
      type,
      place: { object, path },
    });
  }

  /** What is named and not there. */
  addMissing(kind: GraphKind, namespace: string, name: string, type: string): string {
    return this.add({ id: `${kind} missing ${namespace}/${name}`, kind, namespace, name, type, place: undefined });
  }

  connect(from: string, to: string, label = ''): void {
    const key = JSON.stringify([from, to]);
    const edge = this.#edges.get(key) ?? { from, to, labels: new Set<string>() };
    this.#edges.set(key, edge);
    if (label !== '') edge.labels.add(label);
  }

  finish(): MeshGraph {
    const nodes = [...this.#nodes.values()].sort(compareNodes);
    const order = new Map(nodes.map(({ id }, index) => [id, index]));
    const place = (id: string): number => order.get(id) ?? 0;
    const edges = [...this.#edges.values()]
      .sort((left, right) => place(left.from) - place(right.from) || place(left.to) - place(right.to))
      .map(({ from, to, labels }) => ({ from, to, label: [...labels].join(', ') }));
    return { nodes, edges };
  }
}

function compareNodes(left: GraphNode, right: GraphNode): number {
  return (
    compareText(left.namespace, right.namespace) ||
    GRAPH_KINDS.indexOf(left.kind) - GRAPH_KINDS.indexOf(right.kind) ||
    compareText(left.name, right.name) ||
    compareText(left.id, right.id)
  );
}

/** A definition of a host, and the ids of what routes can lead to: its subsets by name, the host as a whole under no name. */
interface Target {
  readonly namespace: string;
  readonly nodes: ReadonlyMap<string, string>;
}

/** All definitions of each host. */
type Targets = ReadonlyMap<string, readonly Target[]>;

function addServices(mesh: MeshIndex, draft: GraphDraft): Targets {
  const targets = new Map<string, Target[]>();
  for (const service of allServices(mesh)) {
    const host = hostNode(service, draft);
    const client = { ...SOME_CLIENT, namespace: service.namespace };
    const rule = destinationRuleFor(mesh, client, service);
    const nodes = new Map<string, string>([['', host]]);
    const endpoints = endpointsOf(mesh, service.host, service.namespace).filter((one) => isBroughtBy(one, service));
    const covered = new Set<ServiceEndpoint>();
    for (const subset of rule?.subsets ?? []) {
      const node = subsetNode(service, subset, draft);
      nodes.set(subset.name, node);
      draft.connect(host, node);
      for (const endpoint of endpoints) {
        if (!hasLabels(subset.labels, endpoint.labels)) continue;
        covered.add(endpoint);
        draft.connect(node, workloadNode(endpoint, draft));
      }
    }
    for (const endpoint of endpoints) {
      if (!covered.has(endpoint)) draft.connect(host, workloadNode(endpoint, draft));
    }
    const target = { namespace: service.namespace, nodes };
    const there = targets.get(service.host);
    if (there) there.push(target);
    else targets.set(service.host, [target]);
  }
  return targets;
}

/** Several definitions of a host each have the endpoints that they bring; a host that is resolved by its name brings none. */
function isBroughtBy({ service, instance }: ServiceEndpoint, own: MeshService): boolean {
  return service.object === own.object && !(instance.object === own.object && instance.path.length === 0);
}

function hostNode({ object, host, namespace }: MeshService, draft: GraphDraft): string {
  const type = object.entry.resource.kindNode.text;
  const path = type === 'ServiceEntry' ? ['spec', 'hosts', textsAt(object.spec, 'hosts').indexOf(host)] : [];
  return draft.add({
    id: `host ${type} ${namespace}/${object.name} ${host}`,
    kind: 'host',
    namespace,
    name: host,
    type,
    place: { object, path },
  });
}

function subsetNode({ object, host, namespace }: MeshService, subset: Subset, draft: GraphDraft): string {
  return draft.add({
    id: `subset ${namespace}/${object.name} ${host} ${subset.name}`,
    kind: 'subset',
    namespace,
    name: subset.name,
    type: 'DestinationRule',
    place: { object: subset.object, path: ['spec', 'subsets', subset.index] },
  });
}

function workloadNode({ instance }: ServiceEndpoint, draft: GraphDraft): string {
  return draft.addObject('workload', instance.object, shownPath(instance));
}

function addVirtualService(mesh: MeshIndex, object: MeshObject, targets: Targets, draft: GraphDraft): void {
  const node = draft.addObject('virtual-service', object);
  for (const written of textsAt(object.spec, 'gateways')) {
    const name = gatewayName(written, object.namespace);
    if (name === MESH_GATEWAY) continue;
    const [namespace = '', own = ''] = name.split('/');
    const gateway = mesh.find('Gateway', namespace, own);
    const from = gateway
      ? draft.addObject('gateway', gateway)
      : draft.addMissing('gateway', namespace, own, t('no such Gateway'));
    draft.connect(from, node);
  }
  for (const protocol of ['http', 'tls', 'tcp']) {
    const label = protocol === 'http' ? '' : protocol;
    for (const rule of mapsAt(object.spec, protocol)) {
      addRule(mesh, object, node, rule, label, targets, draft);
    }
  }
}

function addRule(
  mesh: MeshIndex,
  object: MeshObject,
  node: string,
  rule: JsonMap,
  label: string,
  targets: Targets,
  draft: GraphDraft,
): void {
  const delegate = mapAt(rule, 'delegate');
  if (delegate) {
    const namespace = textAt(delegate, 'namespace') || object.namespace;
    const name = textAt(delegate, 'name');
    const target = mesh.find('VirtualService', namespace, name);
    const to = target
      ? draft.addObject('virtual-service', target)
      : draft.addMissing('virtual-service', namespace, name, t('no such VirtualService'));
    draft.connect(node, to, t('delegate'));
  }
  const routes = mapsAt(rule, 'route');
  const total = routes.reduce((sum, route) => sum + numberAt(route, 'weight'), 0);
  for (const route of routes) {
    const to = destinationNode(mesh, object, mapAt(route, 'destination'), targets, draft);
    const part = routes.length === 1 || total === 0 ? '' : percentage(numberAt(route, 'weight') / total);
    draft.connect(node, to, [label, part].filter((text) => text !== '').join(' '));
  }
  const mirrors = [mapAt(rule, 'mirror'), ...mapsAt(rule, 'mirrors').map((one) => mapAt(one, 'destination'))];
  for (const mirror of mirrors) {
    if (mirror) draft.connect(node, destinationNode(mesh, object, mirror, targets, draft), t('copy'));
  }
}

function percentage(share: number): string {
  return t('{0} %', (Math.round(share * 1000) / 10).toString());
}

/** The node of a host or subset that a destination names; of several definitions one in the own namespace is meant first. */
function destinationNode(
  mesh: MeshIndex,
  { namespace }: MeshObject,
  destination: JsonMap | undefined,
  targets: Targets,
  draft: GraphDraft,
): string {
  const host = completeHost(textAt(destination, 'host'), namespace, mesh.settings);
  const subset = textAt(destination, 'subset');
  const definitions = targets.get(host) ?? [];
  const target = definitions.find((one) => one.namespace === namespace) ?? definitions[0];
  if (!target) return draft.addMissing('host', '', host, t('no such host'));
  const known = target.nodes.get(subset);
  if (known !== undefined) return known;
  const to = draft.addMissing('subset', target.namespace, `${host} ${subset}`, t('no such subset'));
  const whole = target.nodes.get('');
  if (whole !== undefined) draft.connect(whole, to);
  return to;
}
