/** The kinds of resource that the engine recognises: Istio's own and the Kubernetes kinds they meet. */

export type KindName =
  | 'AuthorizationPolicy'
  | 'DestinationRule'
  | 'EnvoyFilter'
  | 'Gateway'
  | 'PeerAuthentication'
  | 'ProxyConfig'
  | 'RequestAuthentication'
  | 'ServiceEntry'
  | 'Sidecar'
  | 'Telemetry'
  | 'TrafficExtension'
  | 'VirtualService'
  | 'WasmPlugin'
  | 'WorkloadEntry'
  | 'WorkloadGroup'
  | 'ConfigMap'
  | 'CronJob'
  | 'DaemonSet'
  | 'Deployment'
  | 'EndpointSlice'
  | 'GRPCRoute'
  | 'HTTPRoute'
  | 'Job'
  | 'KubernetesGateway'
  | 'Namespace'
  | 'Node'
  | 'Pod'
  | 'ReferenceGrant'
  | 'ReplicaSet'
  | 'Secret'
  | 'Service'
  | 'ServiceAccount'
  | 'StatefulSet'
  | 'TCPRoute'
  | 'TLSRoute'
  /** A resource of a kind we do not know that carries a pod template where a Deployment does (Argo Rollout and others). */
  | 'OtherWorkload'
  /** A resource that means to be Istio's and is of no kind that Istio has in that group. */
  | 'UnknownKind';

export interface KindDescriptor {
  /** Our name: the API's kind, except where two groups share one (`KubernetesGateway`). */
  readonly name: KindName;
  /** API group; empty for Kubernetes' core group. */
  readonly group: string;
  /** The kind as written in a manifest. */
  readonly kind: string;
  readonly isNamespaced: boolean;
}

const ISTIO: Readonly<Record<string, readonly KindName[]>> = {
  'networking.istio.io': [
    'DestinationRule',
    'EnvoyFilter',
    'Gateway',
    'ProxyConfig',
    'ServiceEntry',
    'Sidecar',
    'VirtualService',
    'WorkloadEntry',
    'WorkloadGroup',
  ],
  'security.istio.io': ['AuthorizationPolicy', 'PeerAuthentication', 'RequestAuthentication'],
  'telemetry.istio.io': ['Telemetry'],
  'extensions.istio.io': ['TrafficExtension', 'WasmPlugin'],
};

const KUBERNETES: Readonly<Record<string, readonly KindName[]>> = {
  '': ['ConfigMap', 'Namespace', 'Node', 'Pod', 'Secret', 'Service', 'ServiceAccount'],
  apps: ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'],
  batch: ['CronJob', 'Job'],
  'discovery.k8s.io': ['EndpointSlice'],
  'gateway.networking.k8s.io': [
    'GRPCRoute',
    'HTTPRoute',
    'KubernetesGateway',
    'ReferenceGrant',
    'TCPRoute',
    'TLSRoute',
  ],
};

const CLUSTER_SCOPED: ReadonlySet<KindName> = new Set<KindName>(['Namespace', 'Node']);

const BY_GROUP_AND_KIND: ReadonlyMap<string, KindDescriptor> = new Map(
  [...Object.entries(ISTIO), ...Object.entries(KUBERNETES)].flatMap(([group, names]) =>
    names.map((name): [string, KindDescriptor] => {
      const kind = name === 'KubernetesGateway' ? 'Gateway' : name;
      return [`${group}/${kind}`, { name, group, kind, isNamespaced: !CLUSTER_SCOPED.has(name) }];
    }),
  ),
);

/** Every kind we know by name; `OtherWorkload` is not among them, since it is recognised by its shape. */
export const KINDS: readonly KindDescriptor[] = [...BY_GROUP_AND_KIND.values()];

/** The API group of `group/version`; empty for the core group (`v1`). */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** The kind that `apiVersion` and `kind` name, whatever the version; `undefined` for one we do not know. */
export function kindOf(apiVersion: string, kind: string): KindDescriptor | undefined {
  return BY_GROUP_AND_KIND.get(`${groupOf(apiVersion)}/${kind}`);
}

/** The kinds whose pods or machines a selector can pick. */
export const WORKLOAD_KINDS: readonly KindName[] = [
  'WorkloadEntry',
  'WorkloadGroup',
  'Pod',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Job',
  'CronJob',
  'OtherWorkload',
];

/** The kinds whose name tells that Istio is meant. */
const ISTIO_ALONE: ReadonlySet<string> = new Set(
  KINDS.filter(({ group, kind }) => group.endsWith('istio.io') && kind !== 'Gateway').map(({ kind }) => kind),
);

/** Whether a kind that we do not know means to be Istio's: it stands in one of Istio's groups, or nearly so. */
export function meansToBeIstio(apiVersion: string, kind: string): boolean {
  const group = groupOf(apiVersion);
  return Object.hasOwn(ISTIO, group) || (group.includes('istio') && ISTIO_ALONE.has(kind));
}

/** Whether no other project has a kind of this name. */
export function isIstioAlone(kind: string): boolean {
  return ISTIO_ALONE.has(kind);
}

/** Istio's groups, each with its kinds. */
export function istioGroups(): Readonly<Record<string, readonly KindName[]>> {
  return ISTIO;
}
