/** Why a service does not select a workload (D2.1-D2.7, D3.6, D12.6, D14.1). */
import { t } from '../../l10n.ts';
import { type JsonPath, type LabelMap, labelsAt, mapAt, textAt } from '../json-value.ts';
import type { MeshIndex } from './mesh-index.ts';
import type { MeshObject } from './mesh-object.ts';
import type { MeshService } from './services.ts';
import {
  addressKind,
  entryInstance,
  podInstance,
  TEMPLATE_KINDS,
  templateInstance,
  templateOf,
  type WorkloadInstance,
  whyHidden,
} from './workloads.ts';

/** Something that a selector could pick. */
export interface Candidate {
  readonly object: MeshObject;
  readonly labels: LabelMap;
  /** `undefined` for what has no endpoint whoever selects it: the machines of a group, ended pods, refused resources. */
  readonly instance: WorkloadInstance | undefined;
  /** Why Istio refuses it; `undefined` for what it takes. */
  readonly refusal: string | undefined;
}

export interface NotSelected {
  readonly statement: string;
  readonly reason: string;
  readonly at: JsonPath;
  /** How far from being selected: 0 for what carries every label. */
  readonly distance: number;
}

/** All workloads of the mesh, those that Istio refuses included. */
export function* allCandidates(mesh: MeshIndex): Iterable<Candidate> {
  for (const object of mesh.ofKind('WorkloadEntry')) {
    const instance = entryInstance(object, mesh);
    yield { object, labels: instance.labels, instance, refusal: undefined };
  }
  for (const object of mesh.ofKind('Pod')) {
    const instance = podInstance(object, mesh);
    yield { object, labels: instance?.labels ?? object.labels, instance, refusal: undefined };
  }
  for (const kind of TEMPLATE_KINDS) {
    for (const object of mesh.ofKind(kind)) yield templateCandidate(object, mesh);
  }
  for (const object of mesh.ofKind('WorkloadGroup')) {
    yield { object, labels: groupLabels(object), instance: undefined, refusal: undefined };
  }
  for (const { object, reason } of mesh.rejected) {
    if (object.kind !== 'WorkloadEntry') continue;
    yield {
      object,
      labels: { ...labelsAt(object.spec, 'labels'), ...object.labels },
      instance: undefined,
      refusal: reason,
    };
  }
}

function templateCandidate(object: MeshObject, mesh: MeshIndex): Candidate {
  const instance = templateInstance(object, mesh);
  const labels = instance?.labels ?? labelsAt(mapAt(templateOf(object), 'metadata'), 'labels');
  return { object, labels, instance, refusal: undefined };
}

/** The labels that a machine of the group will have. */
function groupLabels({ spec }: MeshObject): LabelMap {
  return { ...labelsAt(mapAt(spec, 'template'), 'labels'), ...labelsAt(mapAt(spec, 'metadata'), 'labels') };
}

/** Whether nothing can be selected by it: it lists its endpoints, or its host is resolved. */
export function neverSelected({ object, registry, selector, resolution }: MeshService): boolean {
  if (registry === 'Kubernetes') return resolution === 'ALIAS' || Object.keys(selector).length === 0;
  return mapAt(object.spec, 'workloadSelector') === undefined;
}

/** Why `service` does not select the candidate, the first reason; `undefined` if it does. */
export function whyNotSelected(service: MeshService, candidate: Candidate): NotSelected | undefined {
  const { object, labels, refusal } = candidate;
  const isPod = object.kind === 'Pod';
  const isForKubernetes = service.registry === 'Kubernetes';
  // Kubernetes itself knows nothing of the labels that istiod adds to Pods.
  const different = differingPairs(service.selector, isForKubernetes && isPod ? object.labels : labels);
  const [first] = different;
  if (first) return labelReason(object, first, different.length);
  const not = (statement: string, reason: string, at: JsonPath = []): NotSelected => ({
    statement,
    reason,
    at,
    distance: 0,
  });
  if (object.namespace !== service.namespace) {
    return not(
      'D2.1',
      t('it lies in namespace `{0}`; a service selects in its own, `{1}`', object.namespace, service.namespace),
      ['metadata', 'namespace'],
    );
  }
  if (refusal !== undefined) return not('D1.1', t('Istio refuses it: {0}', refusal));
  if (object.kind === 'WorkloadGroup') return not('D12.6', groupReason(object, service));
  return isPod || candidate.instance === undefined || candidate.instance.replicas !== undefined
    ? whyNoPod(service, candidate, not)
    : whyNoEntry(service, candidate.instance, not);
}

type Not = (statement: string, reason: string, at?: JsonPath) => NotSelected;

function labelReason(object: MeshObject, { key, wanted, actual }: DifferingPair, count: number): NotSelected {
  const text =
    actual === undefined
      ? t('no label `{0}`, the selector wants `{1}`', key, wanted)
      : t('label `{0}` is `{1}`, the selector wants `{2}`', key, actual, wanted);
  const more = count === 1 ? text : t('{0}, and {1} more', text, count - 1);
  // What has the label with another value is nearer than what does not have it.
  const distance = count * 2 + (actual === undefined ? 1 : 0);
  return { statement: 'D2.7', reason: more, at: labelPath({ object, path: [] }, key), distance };
}

/** Where the label of a workload stands, or would. */
export function labelPath({ object, path }: Pick<WorkloadInstance, 'object' | 'path'>, key: string): JsonPath {
  switch (object.kind) {
    case 'WorkloadEntry':
      return key in object.labels ? ['metadata', 'labels', key] : ['spec', 'labels', key];
    case 'WorkloadGroup': {
      const isInMetadata = key in labelsAt(mapAt(object.spec, 'metadata'), 'labels');
      return ['spec', isInMetadata ? 'metadata' : 'template', 'labels', key];
    }
    case 'ServiceEntry':
      return [...path, 'labels', key];
    case 'Pod':
    case 'EndpointSlice':
      return ['metadata', 'labels', key];
    case 'CronJob':
      return ['spec', 'jobTemplate', 'spec', 'template', 'metadata', 'labels', key];
    default:
      return ['spec', 'template', 'metadata', 'labels', key];
  }
}

function groupReason({ spec, name }: MeshObject, service: MeshService): string {
  const ports = mapAt(mapAt(spec, 'template'), 'ports');
  const shown = service.ports.map((port) => {
    const own = ports?.[port.name];
    const number = typeof own === 'number' && own > 0 ? own : (port.targetPort ?? port.number);
    return String(number);
  });
  return t(
    'no machine of this group has registered yet; each that does is an endpoint `{0}` at port {1}',
    `${name}-*`,
    shown.join(', '),
  );
}

/** Of a WorkloadEntry that carries the labels. */
function whyNoEntry(service: MeshService, instance: WorkloadInstance, not: Not): NotSelected | undefined {
  const { object, address } = instance;
  if (whyHidden(object) !== undefined) {
    return not('D2.5', t('health check enabled, no Healthy condition'), ['metadata', 'annotations']);
  }
  const kind = addressKind(instance);
  const isName = kind === 'host' || kind === 'socket';
  if (service.registry === 'Kubernetes') {
    if (service.isHeadless) return not('D3.6', t('a headless Service takes no WorkloadEntries'));
    if (isName) return not('D2.6', t('a Service takes only IP addresses, not `{0}`', address), ['spec', 'address']);
    return whyNoNamedPort(service, instance, not);
  }
  if (!isName || service.resolution === 'DNS' || service.resolution === 'DNS_ROUND_ROBIN') return undefined;
  const reason =
    kind === 'socket'
      ? t('address of a Unix domain socket, but resolution is {0}', service.resolution)
      : t('host name address, but resolution is {0}', service.resolution);
  return not('D2.6', reason, ['spec', 'address']);
}

/** Of a pod, or of the template of pods, that carries the labels. */
function whyNoPod(service: MeshService, { object, instance }: Candidate, not: Not): NotSelected | undefined {
  if (object.kind !== 'Pod') {
    return instance
      ? whyNoNamedPort(service, instance, not)
      : not('D14.1', t('it has no pods: `replicas` is 0'), ['spec', 'replicas']);
  }
  const phase = textAt(object.status, 'phase');
  if (phase === 'Failed' || phase === 'Succeeded') return not('D2.2', t('the pod has ended ({0})', phase), ['status']);
  if (!instance) return not('D2.2', t('the pod has no IP address yet'), ['status']);
  if (service.registry === 'Kubernetes') {
    return whyNoNamedPort(service, instance, not) ?? (instance.isReady ? notInSlices(not) : undefined);
  }
  if (instance.isTerminating) return not('D2.2', t('the pod is being deleted'), ['metadata', 'deletionTimestamp']);
  return instance.isReady ? undefined : not('D2.2', t('the pod is not ready'), ['status']);
}

function notInSlices(not: Not): NotSelected {
  return not('D3.6', t('the EndpointSlices of the Service do not list it'));
}

/** A Service whose targetPort is a name gives only those an endpoint that have a port of that name. */
function whyNoNamedPort(service: MeshService, instance: WorkloadInstance, not: Not): NotSelected | undefined {
  if (service.registry !== 'Kubernetes') return undefined;
  const missing = service.ports.find(
    ({ targetPort }) => typeof targetPort === 'string' && instance.ports[targetPort] === undefined,
  );
  if (!missing) return undefined;
  const reason = t('it has no port named `{0}`, the targetPort of the Service', String(missing.targetPort));
  return not('D3.6', reason, instance.portsPath);
}

export interface DifferingPair {
  readonly key: string;
  readonly wanted: string;
  /** `undefined` where the label is missing. */
  readonly actual: string | undefined;
}

/** The pairs of `wanted` that `labels` does not have. */
export function differingPairs(wanted: LabelMap, labels: LabelMap): readonly DifferingPair[] {
  return Object.entries(wanted)
    .filter(([key, value]) => labels[key] !== value)
    .map(([key, value]) => ({ key, wanted: value, actual: labels[key] }));
}
