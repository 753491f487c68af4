/** Resources: what a document says, typed as far as something reads it, with the nodes it was read from. */
import type { MapNode, ScalarNode, SeqNode, YamlDocument } from '../yaml/nodes.ts';
import type { KindName } from './kinds.ts';
import type { Labels } from './labels.ts';

/** A value and the node it was read from. */
export interface Located<T> {
  readonly value: T;
  readonly node: ScalarNode;
}

/** What every resource has. Immutable; lives as long as the text of its document does not change. */
export interface ResourceBase {
  readonly kind: KindName;
  /** `group/version` as written. */
  readonly apiVersion: string;
  /** `metadata.name`; empty where the text has none (yet). */
  readonly name: string;
  readonly nameNode: ScalarNode | undefined;
  /** `metadata.namespace` as written; `undefined` where the file leaves it to whoever applies it. */
  readonly namespace: string | undefined;
  readonly namespaceNode: ScalarNode | undefined;
  /** `metadata.labels`. */
  readonly metadataLabels: Labels;
  /** The resource's own map: the document's root, or an item of a List. */
  readonly node: MapNode;
  /** The value of `kind:`. */
  /** Of a resource that has no `kind`, its `apiVersion`. */
  readonly kindNode: ScalarNode;
  readonly document: YamlDocument;
  /** False if the text around it is not well-formed, so that what was read may not be what the author means. */
  readonly isComplete: boolean;
}

/** `spec.workloadSelector` or a Service's `spec.selector`. */
export interface Selector {
  /** The key that introduces it (`workloadSelector`). */
  readonly keyNode: ScalarNode;
  /** The map after that key; `undefined` where nothing stands there. */
  readonly node: MapNode | undefined;
  readonly labels: Labels;
}

/** One of `spec.ports` of a ServiceEntry or Service. Fields of a wrong type are absent. */
export interface ServicePort {
  readonly node: MapNode;
  readonly number: Located<number> | undefined;
  readonly name: Located<string> | undefined;
  readonly protocol: Located<string> | undefined;
  /** A number, or for a Service also the name of a container port. */
  readonly targetPort: Located<number | string> | undefined;
}

export interface ServiceEntry extends ResourceBase {
  readonly kind: 'ServiceEntry';
  readonly hosts: readonly Located<string>[];
  readonly ports: readonly ServicePort[];
  readonly location: Located<string> | undefined;
  readonly resolution: Located<string> | undefined;
  readonly selector: Selector | undefined;
  /** `spec.endpoints`, if there are any. */
  readonly endpoints: SeqNode | undefined;
  readonly exportTo: readonly Located<string>[];
}

/** A named port of a workload: an entry of `ports` in a WorkloadEntry or group, or a named container port. */
export interface WorkloadPort {
  /** Empty for a container port without a name. */
  readonly name: string;
  readonly number: Located<number>;
}

/** What is common to everything that a selector can pick. */
export interface WorkloadBase extends ResourceBase {
  /** The labels that selectors are compared with. */
  readonly labels: Labels;
  /** In the order in which istiod looks them up. */
  readonly ports: readonly WorkloadPort[];
  readonly serviceAccount: Located<string> | undefined;
}

export interface WorkloadEntry extends WorkloadBase {
  readonly kind: 'WorkloadEntry';
  /** `spec.labels` alone; `labels` has `metadata.labels` laid over it, as Istio does. */
  readonly specLabels: Labels;
  readonly address: Located<string> | undefined;
  readonly weight: Located<number> | undefined;
  readonly locality: Located<string> | undefined;
  readonly network: Located<string> | undefined;
}

export interface WorkloadGroup extends WorkloadBase {
  readonly kind: 'WorkloadGroup';
  readonly locality: Located<string> | undefined;
  readonly network: Located<string> | undefined;
}

export type PodWorkloadKind =
  | 'Pod'
  | 'Deployment'
  | 'StatefulSet'
  | 'DaemonSet'
  | 'ReplicaSet'
  | 'Job'
  | 'CronJob'
  | 'OtherWorkload';

/** A Pod, or something that makes Pods from a template. */
export interface PodWorkload extends WorkloadBase {
  readonly kind: PodWorkloadKind;
  /** How many Pods it makes; `undefined` where the kind or the text does not say. A Pod is 1. */
  readonly replicas: number | undefined;
}

export interface Service extends ResourceBase {
  readonly kind: 'Service';
  readonly ports: readonly ServicePort[];
  readonly type: Located<string> | undefined;
  /** `None` makes it headless. */
  readonly clusterIP: Located<string> | undefined;
  readonly selector: Selector | undefined;
}

/** A kind that is recognised but of which nothing beyond its metadata is read yet. */
export interface PlainResource extends ResourceBase {
  readonly kind: Exclude<KindName, 'ServiceEntry' | 'WorkloadEntry' | 'WorkloadGroup' | 'Service' | PodWorkloadKind>;
}

export type Workload = WorkloadEntry | WorkloadGroup | PodWorkload;
export type Resource = ServiceEntry | Workload | Service | PlainResource;

/** True for what a selector can pick. */
export function isWorkload(resource: Resource): resource is Workload {
  return 'labels' in resource;
}

/** `kind`s as a resource type, for rules that are declared for some kinds. */
export type ResourceOfKind<K extends KindName, R extends Resource = Resource> = R extends Resource
  ? K & R['kind'] extends never
    ? never
    : R
  : never;
