/** What can answer for a service: WorkloadEntries, Pods and inline endpoints, before a service's ports come in (D2, D4, D14). */
import { isIp } from '../../model/ip-addresses.ts';
import {
  type JsonMap,
  type JsonPath,
  type LabelMap,
  labelsAt,
  listAt,
  mapAt,
  mapsAt,
  NO_FIELDS,
  numberAt,
  textAt,
} from '../json-value.ts';
import { LabelLookup } from './label-lookup.ts';
import { augmentLabels, localityOfLabels, localityOfNode, NETWORK_LABEL } from './localities.ts';
import type { MeshIndex } from './mesh-index.ts';
import { compareText, type MeshObject } from './mesh-object.ts';

/** A machine or pod in the form in which istiod keeps it. */
export interface WorkloadInstance {
  readonly object: MeshObject;
  /** Where what is written of it stands: `spec` of an entry, the item of an inline endpoint; empty for pods. */
  readonly path: JsonPath;
  readonly name: string;
  readonly namespace: string;
  /** An IP, a host name, `unix://…`, or empty. Of a pod that a template stands for, `<owner>-*`. */
  readonly address: string;
  /** Ports by name: `ports` of an entry, named container ports of a pod. */
  readonly ports: Readonly<Record<string, number>>;
  /** Where the ports stand. */
  readonly portsPath: JsonPath;
  /** Its own labels and those that istiod adds (D2.4). */
  readonly labels: LabelMap;
  /** Of what stands for several pods, theirs together. */
  readonly weight: number;
  /** `region/zone/subzone` as written; endpoints are grouped by the whole text. */
  readonly locality: string;
  /** What the locality comes from. */
  readonly localityPath: JsonPath | undefined;
  readonly network: string;
  readonly node: string;
  readonly serviceAccount: string;
  /** `istio`, `disabled` or what a label says (D4.6). */
  readonly tlsMode: string;
  readonly isReady: boolean;
  readonly isTerminating: boolean;
  /** Stands for this many pods whose addresses are not known; absent for what is really there. */
  readonly replicas?: number;
}

/** Where a person finds it: an inline endpoint in its ServiceEntry, anything else where its resource begins. */
export function shownPath({ object, path }: WorkloadInstance): JsonPath {
  return object.kind === 'ServiceEntry' || object.kind === 'EndpointSlice' ? path : [];
}

export type AddressKind = 'ip' | 'empty' | 'socket' | 'host';

const kinds = new WeakMap<WorkloadInstance, AddressKind>();

/** What an address is (D2.6); found once for each instance, which many services may ask about. */
export function addressKind(instance: WorkloadInstance): AddressKind {
  let kind = kinds.get(instance);
  if (kind === undefined) {
    kind = findAddressKind(instance);
    kinds.set(instance, kind);
  }
  return kind;
}

function findAddressKind({ address, replicas }: WorkloadInstance): AddressKind {
  if (address === '') return 'empty';
  if (replicas !== undefined || isIp(address)) return 'ip';
  return address.startsWith('unix://') ? 'socket' : 'host';
}

/** Why an entry is not there at all for istiod (D2.5); `undefined` for one that is. */
export function whyHidden({ annotations, status }: MeshObject): string | undefined {
  if (!isTrue(annotations['proxy.istio.io/health-checks-enabled'])) {
    return undefined;
  }
  const isHealthy = mapsAt(status, 'conditions').some(
    (condition) => textAt(condition, 'type') === 'Healthy' && textAt(condition, 'status') === 'True',
  );
  return isHealthy ? undefined : 'unhealthy';
}

/** What Go's ParseBool takes for true. */
function isTrue(text: string | undefined): boolean {
  return text !== undefined && ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(text);
}

/** The entry as an instance (D2.3, D4). */
export function entryInstance(object: MeshObject, mesh: MeshIndex): WorkloadInstance {
  const labels = { ...labelsAt(object.spec, 'labels'), ...object.labels };
  return endpointInstance(object, object.spec, ['spec'], labels, object.name, mesh);
}

/** Item `index` of a ServiceEntry's `endpoints` as an instance (D2.10). */
export function inlineInstance(
  object: MeshObject,
  endpoint: JsonMap,
  index: number,
  mesh: MeshIndex,
): WorkloadInstance {
  const path = ['spec', 'endpoints', index];
  return endpointInstance(object, endpoint, path, labelsAt(endpoint, 'labels'), `${object.name}-${index}`, mesh);
}

function endpointInstance(
  object: MeshObject,
  endpoint: JsonMap,
  path: JsonPath,
  ownLabels: LabelMap,
  name: string,
  mesh: MeshIndex,
): WorkloadInstance {
  const written = textAt(endpoint, 'locality');
  const locality = written === '' ? localityOfLabels(ownLabels) : written;
  const network = textAt(endpoint, 'network');
  const serviceAccount = textAt(endpoint, 'serviceAccount');
  const { cluster } = mesh.settings;
  return {
    object,
    path,
    name,
    namespace: object.namespace,
    address: textAt(endpoint, 'address'),
    ports: numbersAt(endpoint, 'ports'),
    portsPath: [...path, 'ports'],
    labels: augmentLabels(ownLabels, { locality, cluster, network, node: '' }),
    weight: Math.max(1, numberAt(endpoint, 'weight')),
    locality,
    localityPath: written !== '' ? [...path, 'locality'] : locality !== '' ? [...path, 'labels'] : undefined,
    network,
    node: '',
    serviceAccount,
    tlsMode: ownLabels['security.istio.io/tlsMode'] ?? (serviceAccount === '' ? 'disabled' : 'istio'),
    isReady: true,
    isTerminating: false,
  };
}

/** A pod as an instance; `undefined` for one without an address or one that has ended (D2.2). */
export function podInstance(object: MeshObject, mesh: MeshIndex): WorkloadInstance | undefined {
  const { status, spec, labels: own, metadata } = object;
  // Of one in a file nothing is known but that it is meant to run: it stands for itself as a template does.
  if (status === NO_FIELDS) return unbornPod(object, mesh);
  const address = textAt(status, 'podIP');
  const phase = textAt(status, 'phase');
  if (address === '' || phase === 'Failed' || phase === 'Succeeded') return undefined;
  const node = textAt(spec, 'nodeName');
  const ofLabels = localityOfLabels(own);
  const locality = ofLabels === '' ? localityOfNode(nodeLabels(mesh, node)) : ofLabels;
  const network = own[NETWORK_LABEL] ?? systemNetwork(mesh);
  return {
    ...podFacts(object, spec, own, mesh, { locality, network, node }),
    address,
    isReady: hasCondition(status, 'Ready'),
    isTerminating: textAt(metadata, 'deletionTimestamp') !== '',
  };
}

function unbornPod(object: MeshObject, mesh: MeshIndex): WorkloadInstance {
  const { spec, labels: own } = object;
  const where = { locality: localityOfLabels(own), network: own[NETWORK_LABEL] ?? systemNetwork(mesh), node: '' };
  const facts = podFacts(object, spec, own, mesh, where);
  return { ...facts, address: object.name, replicas: 1, isReady: true, isTerminating: false };
}

/**
 * The pods that a template in a file stands for: one instance for all of them (D14.1). `undefined` where there are none
 * (`replicas: 0`).
 */
export function templateInstance(object: MeshObject, mesh: MeshIndex): WorkloadInstance | undefined {
  const template = templateOf(object);
  if (!template) return undefined;
  const spec = mapAt(template, 'spec') ?? NO_FIELDS;
  const replicas = typeof object.spec.replicas === 'number' ? object.spec.replicas : 1;
  if (replicas === 0) return undefined;
  const own = labelsAt(mapAt(template, 'metadata'), 'labels');
  const locality = localityOfLabels(own);
  const network = own[NETWORK_LABEL] ?? systemNetwork(mesh);
  const facts = podFacts(object, spec, own, mesh, { locality, network, node: '' });
  const tlsMode = own['security.istio.io/tlsMode'] ?? (isInjected(object, own, mesh) ? 'istio' : 'disabled');
  const address = `${object.name}-*`;
  return { ...facts, tlsMode, address, replicas, weight: replicas, isReady: true, isTerminating: false };
}

function podFacts(
  object: MeshObject,
  spec: JsonMap,
  own: LabelMap,
  mesh: MeshIndex,
  where: { readonly locality: string; readonly network: string; readonly node: string },
) {
  return {
    object,
    path: [],
    name: object.name,
    namespace: object.namespace,
    ports: containerPorts(spec),
    portsPath: ['spec', 'containers'],
    labels: augmentLabels(own, { ...where, cluster: mesh.settings.cluster }),
    weight: 1,
    locality: where.locality,
    localityPath: localityOfLabels(own) === '' ? undefined : ['metadata', 'labels'],
    network: where.network,
    node: where.node,
    serviceAccount: textAt(spec, 'serviceAccountName') || 'default',
    tlsMode: own['security.istio.io/tlsMode'] ?? 'disabled',
  };
}

/** Named TCP ports of a pod: the first of a name wins, native sidecars come last (D3.4). */
function containerPorts(spec: JsonMap): Readonly<Record<string, number>> {
  const ports: Record<string, number> = Object.create(null);
  const sidecars = mapsAt(spec, 'initContainers').filter((one) => textAt(one, 'restartPolicy') === 'Always');
  for (const container of [...mapsAt(spec, 'containers'), ...sidecars]) {
    for (const port of mapsAt(container, 'ports')) {
      const name = textAt(port, 'name');
      if (name === '' || !['', 'TCP'].includes(textAt(port, 'protocol'))) continue;
      ports[name] ??= numberAt(port, 'containerPort');
    }
  }
  return ports;
}

/** Every instance that selectors of `namespace` can pick: pods before entries, then by name (D2.1, D2.8). */
export function instancesIn(mesh: MeshIndex, namespace: string): readonly WorkloadInstance[] {
  return mesh.remember(`instances ${namespace}`, () => [
    ...podsIn(mesh, namespace),
    ...byName(mesh.inNamespace('WorkloadEntry', namespace))
      .filter((object) => whyHidden(object) === undefined)
      .map((object) => entryInstance(object, mesh)),
  ]);
}

/** Those of `instancesIn` that carry the labels. */
export function instancesWith(mesh: MeshIndex, namespace: string, wanted: LabelMap): readonly WorkloadInstance[] {
  const lookup = mesh.remember(
    `instances by label ${namespace}`,
    () => new LabelLookup(instancesIn(mesh, namespace), ({ labels }) => labels),
  );
  return lookup.matching(wanted);
}

/** Those of `podsIn` that a Kubernetes Service with this selector picks: it knows nothing of the labels that istiod adds to Pods. */
export function podsWith(mesh: MeshIndex, namespace: string, wanted: LabelMap): readonly WorkloadInstance[] {
  const lookup = mesh.remember(
    `pods by label ${namespace}`,
    () =>
      new LabelLookup(podsIn(mesh, namespace), ({ labels, object }) =>
        object.kind === 'Pod' ? object.labels : labels,
      ),
  );
  return lookup.matching(wanted);
}

/** The pods of a namespace, and what stands for them in files. */
export function podsIn(mesh: MeshIndex, namespace: string): readonly WorkloadInstance[] {
  return mesh.remember(`pods ${namespace}`, () => {
    const pods = byName(mesh.inNamespace('Pod', namespace)).flatMap((object) => podInstance(object, mesh) ?? []);
    const templates = TEMPLATE_KINDS.flatMap((kind) => byName(mesh.inNamespace(kind, namespace)));
    return [...pods, ...templates.flatMap((object) => templateInstance(object, mesh) ?? [])];
  });
}

/** What stands for pods in files. */
export const TEMPLATE_KINDS = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Job',
  'CronJob',
  'OtherWorkload',
] as const;

/** The pod template of what stands for pods. */
export function templateOf({ kind, spec }: MeshObject): JsonMap | undefined {
  return mapAt(kind === 'CronJob' ? mapAt(mapAt(spec, 'jobTemplate'), 'spec') : spec, 'template');
}

/** Whether the pods of a template will get a sidecar, as far as files say (D14.2). */
function isInjected(object: MeshObject, own: LabelMap, mesh: MeshIndex): boolean {
  const template = mapAt(templateOf(object), 'metadata');
  const said = own['sidecar.istio.io/inject'] ?? labelsAt(template, 'annotations')['sidecar.istio.io/inject'];
  if (said !== undefined) return said === 'true';
  const namespace = mesh.ofKind('Namespace').find(({ name }) => name === object.namespace);
  return (
    namespace !== undefined && (namespace.labels['istio-injection'] === 'enabled' || 'istio.io/rev' in namespace.labels)
  );
}

/** The network of the namespace that istiod runs in: what holds where nothing else says one (D4.5). */
export function systemNetwork(mesh: MeshIndex): string {
  return mesh.remember('system network', () => {
    const { rootNamespace } = mesh.settings;
    return mesh.ofKind('Namespace').find(({ name }) => name === rootNamespace)?.labels[NETWORK_LABEL] ?? '';
  });
}

export function nodeLabels(mesh: MeshIndex, node: string): LabelMap {
  return mesh.ofKind('Node').find(({ name }) => name === node)?.labels ?? NO_LABELS;
}

const NO_LABELS: LabelMap = {};

function byName(objects: readonly MeshObject[]): MeshObject[] {
  return [...objects].sort((left, right) => compareText(left.name, right.name));
}

function hasCondition(status: JsonMap, type: string): boolean {
  return mapsAt(status, 'conditions').some(
    (condition) => textAt(condition, 'type') === type && textAt(condition, 'status') === 'True',
  );
}

function numbersAt(map: JsonMap, key: string): Readonly<Record<string, number>> {
  const numbers: Record<string, number> = Object.create(null);
  for (const [name, value] of Object.entries(mapAt(map, key) ?? {}))
    if (typeof value === 'number') numbers[name] = value;
  return numbers;
}

/** The inline endpoints of a ServiceEntry, if it has any. */
export function inlineInstances(object: MeshObject, mesh: MeshIndex): readonly WorkloadInstance[] {
  const list = listAt(object.spec, 'endpoints');
  return (list ?? []).flatMap((endpoint, index) =>
    typeof endpoint === 'object' && endpoint !== null ? [inlineInstance(object, endpoint as JsonMap, index, mesh)] : [],
  );
}
