/** Who answers for a host of a namespace, port by port (D2.11, D2.12, D3, D4.8, D5.2, D5.4). */
import {
  type JsonMap,
  type JsonPath,
  type LabelMap,
  labelsAt,
  listAt,
  mapAt,
  mapsAt,
  numberAt,
  textAt,
  textsAt,
} from '../json-value.ts';
import { localityOfNode } from './localities.ts';
import type { MeshIndex } from './mesh-index.ts';
import type { MeshObject } from './mesh-object.ts';
import { type MeshService, publishesNotReady, type ServicePort, servicesOf } from './services.ts';
import {
  addressKind,
  inlineInstances,
  instancesWith,
  nodeLabels,
  podsIn,
  podsWith,
  type WorkloadInstance,
} from './workloads.ts';

export type Health = 'HEALTHY' | 'UNHEALTHY' | 'DRAINING' | 'TERMINATING';

/** A value and the place that decides it. */
export interface Origin {
  readonly object: MeshObject;
  readonly path: JsonPath;
  /** In words for a person: `WorkloadEntry.ports[http]`. */
  readonly text: string;
}

export interface ServiceEndpoint {
  readonly instance: WorkloadInstance;
  /** The definition that brought it: of several for one host, one's own. */
  readonly service: MeshService;
  /** The port of the service that it answers for. */
  readonly servicePort: ServicePort;
  /** An IP, a host name or `unix://` and the path of a socket; empty where only the network's gateway leads to it. */
  readonly address: string;
  /** 0 for a socket. */
  readonly port: number;
  readonly portFrom: Origin;
  readonly labels: LabelMap;
  readonly weight: number;
  readonly locality: string;
  readonly network: string;
  readonly node: string;
  readonly tlsMode: string;
  readonly health: Health;
}

/** All endpoints of a host in a namespace, from whichever definitions have it (D5.4). */
export function endpointsOf(mesh: MeshIndex, host: string, namespace: string): readonly ServiceEndpoint[] {
  return mesh.remember(`endpoints ${host} ${namespace}`, () => {
    const endpoints: ServiceEndpoint[] = [];
    const seen = new Set<number>();
    const services = servicesOf(mesh, host, namespace);
    for (const service of services) {
      if (service.registry === 'Kubernetes') endpoints.push(...kubernetesEndpoints(service, mesh));
    }
    for (const service of services) {
      if (service.registry === 'Kubernetes') continue;
      // For istiod a ServiceEntry is a service for each of its addresses, and each of them brings its endpoints again (D2.12).
      for (let copy = 0; copy < Math.max(1, service.addresses.length); copy++) {
        for (const endpoint of entryEndpoints(service, mesh)) {
          const { number } = endpoint.servicePort;
          // Of a DNS_ROUND_ROBIN service only one endpoint a port counts, whoever brought the first.
          if (service.resolution === 'DNS_ROUND_ROBIN' && seen.has(number)) continue;
          seen.add(number);
          endpoints.push(endpoint);
        }
      }
    }
    return endpoints;
  });
}

/** The endpoints that one ServiceEntry brings, instance by instance (D2.7, D2.10, D2.11). */
export function entryEndpoints(service: MeshService, mesh: MeshIndex): readonly ServiceEndpoint[] {
  const { object, ports } = service;
  const isDns = service.resolution === 'DNS' || service.resolution === 'DNS_ROUND_ROBIN';
  const instances = instancesOf(service, mesh);
  if (instances === undefined) return isDns ? ports.map((port) => hostEndpoint(service, port)) : [];
  return instances
    .filter((instance) => object === instance.object || isDns || ['ip', 'empty'].includes(addressKind(instance)))
    .flatMap((instance) => ports.map((port) => entryEndpoint(service, port, instance)));
}

/** Whom a ServiceEntry picks, before addresses are looked at; `undefined` where its host itself is resolved. */
export function instancesOf(
  { object, selector }: MeshService,
  mesh: MeshIndex,
): readonly WorkloadInstance[] | undefined {
  if (mapAt(object.spec, 'workloadSelector') !== undefined) {
    return instancesWith(mesh, object.namespace, selector).filter(isUsable);
  }
  return (listAt(object.spec, 'endpoints') ?? []).length > 0 ? inlineInstances(object, mesh) : undefined;
}

/** A pod counts for selectors of ServiceEntries only while it is ready (D2.2). */
function isUsable({ isReady, isTerminating }: WorkloadInstance): boolean {
  return isReady && !isTerminating;
}

function hostEndpoint(service: MeshService, servicePort: ServicePort): ServiceEndpoint {
  const { object, host } = service;
  const port = typeof servicePort.targetPort === 'number' ? servicePort.targetPort : servicePort.number;
  const instance: WorkloadInstance = {
    object,
    path: ['spec', 'hosts'],
    name: host,
    namespace: object.namespace,
    address: host,
    ports: {},
    portsPath: [],
    labels: {},
    weight: 1,
    locality: '',
    localityPath: undefined,
    network: '',
    node: '',
    serviceAccount: '',
    tlsMode: 'disabled',
    isReady: true,
    isTerminating: false,
  };
  return {
    instance,
    service,
    servicePort,
    address: host,
    port,
    portFrom: servicePortOrigin(service, servicePort),
    labels: {},
    weight: 1,
    locality: '',
    network: '',
    node: '',
    tlsMode: 'disabled',
    health: 'HEALTHY',
  };
}

function entryEndpoint(service: MeshService, servicePort: ServicePort, instance: WorkloadInstance): ServiceEndpoint {
  const { address } = instance;
  const isSocket = address.startsWith('unix://');
  const own = instance.ports[servicePort.name];
  const declared = typeof servicePort.targetPort === 'number' ? servicePort.targetPort : servicePort.number;
  const isOwn = own !== undefined && own > 0;
  return {
    ...attributes(instance),
    service,
    servicePort,
    address,
    port: isSocket ? 0 : isOwn ? own : declared,
    portFrom: isSocket
      ? { object: instance.object, path: [...instance.path, 'address'], text: 'unix' }
      : isOwn
        ? ownPortOrigin(instance, servicePort.name)
        : servicePortOrigin(service, servicePort),
    health: drains(instance) ? 'DRAINING' : 'HEALTHY',
  };
}

function attributes(instance: WorkloadInstance) {
  const { labels, weight, locality, network, node, tlsMode } = instance;
  return { instance, labels, weight, locality, network, node, tlsMode };
}

function ownPortOrigin(instance: WorkloadInstance, name: string): Origin {
  const { object, portsPath } = instance;
  const isPod = object.kind !== 'WorkloadEntry' && object.kind !== 'ServiceEntry' && object.kind !== 'WorkloadGroup';
  if (isPod) return { object, path: portsPath, text: `containerPort[${name}]` };
  const owner = object.kind === 'ServiceEntry' ? 'endpoints[]' : object.kind;
  return { object, path: [...portsPath, name], text: `${owner}.ports[${name}]` };
}

function servicePortOrigin({ object, registry }: MeshService, { targetPort, path }: ServicePort): Origin {
  const kind = registry === 'Kubernetes' ? 'Service' : 'ServiceEntry';
  if (targetPort !== undefined) return { object, path: [...path, 'targetPort'], text: `${kind}.targetPort` };
  const field = registry === 'Kubernetes' ? 'port' : 'number';
  return { object, path: [...path, field], text: `${kind}.port` };
}

function drains({ labels }: WorkloadInstance): boolean {
  return (labels['istio.io/draining'] ?? '') !== '';
}

// Kubernetes Services

/** Pods by EndpointSlices (those in the mesh, else as Kubernetes would make them), and the entries it selects (D3.6). */
function kubernetesEndpoints(service: MeshService, mesh: MeshIndex): readonly ServiceEndpoint[] {
  if (service.resolution === 'ALIAS') return [];
  const slices = mesh
    .inNamespace('EndpointSlice', service.namespace)
    .filter(({ labels }) => labels['kubernetes.io/service-name'] === service.object.name);
  const hasSelector = Object.keys(service.selector).length > 0;
  const pods =
    slices.length > 0 ? sliceEndpoints(service, slices, mesh) : hasSelector ? podEndpoints(service, mesh) : [];
  return hasSelector && !service.isHeadless ? [...pods, ...selectedEntries(service, mesh)] : pods;
}

function podEndpoints(service: MeshService, mesh: MeshIndex): ServiceEndpoint[] {
  return podsWith(mesh, service.namespace, service.selector).flatMap((pod) =>
    service.ports.flatMap((servicePort): ServiceEndpoint[] => {
      const { targetPort } = servicePort;
      const port = typeof targetPort === 'string' ? pod.ports[targetPort] : (targetPort ?? servicePort.number);
      if (port === undefined) return [];
      const portFrom =
        typeof targetPort === 'string' ? ownPortOrigin(pod, targetPort) : servicePortOrigin(service, servicePort);
      const isReady = (pod.isReady && !pod.isTerminating) || publishesNotReady(service);
      const health = healthOf(pod, service, { isReady, isServing: pod.isReady, isTerminating: pod.isTerminating });
      return [{ ...attributes(pod), service, servicePort, address: pod.address, port, portFrom, health }];
    }),
  );
}

interface Conditions {
  readonly isReady: boolean;
  readonly isServing: boolean;
  readonly isTerminating: boolean;
}

/** From the conditions of an EndpointSlice (endpointHealthStatus in endpointslice.go). */
function healthOf(instance: WorkloadInstance, service: MeshService, conditions: Conditions): Health {
  const { isReady, isServing, isTerminating } = conditions;
  if (!isReady && isTerminating) return isServing && keepsSessions(service) ? 'DRAINING' : 'TERMINATING';
  if (drains(instance)) return 'DRAINING';
  return isReady ? 'HEALTHY' : 'UNHEALTHY';
}

/** Whether sessions may go on with endpoints that are about to end. */
function keepsSessions({ labels }: MeshService): boolean {
  return ['istio.io/persistent-session', 'istio.io/persistent-session-header'].some(
    (key) => (labels[key] ?? '') !== '',
  );
}

function sliceEndpoints(service: MeshService, slices: readonly MeshObject[], mesh: MeshIndex): ServiceEndpoint[] {
  const pods = new Map(podsIn(mesh, service.namespace).map((pod) => [pod.name, pod]));
  return slices.flatMap((slice) =>
    mapsAt(slice.spec, 'endpoints').flatMap((written, index) =>
      textsAt(written, 'addresses').flatMap((address) => {
        const target = mapAt(written, 'targetRef');
        const pod = textAt(target, 'kind') === 'Pod' ? pods.get(textAt(target, 'name')) : undefined;
        const instance = pod ?? bareInstance(slice, written, index, address, mesh);
        return mapsAt(slice.spec, 'ports').flatMap((port): ServiceEndpoint[] => {
          const name = textAt(port, 'name');
          const servicePort = service.ports.find((one) => one.name === name);
          if (!servicePort) return [];
          const path = ['endpoints', index];
          return [
            {
              ...attributes(instance),
              service,
              servicePort,
              address,
              port: numberAt(port, 'port'),
              portFrom: { object: slice, path, text: `EndpointSlice.ports[${name}]` },
              health: sliceHealth(written, instance, service),
            },
          ];
        });
      }),
    ),
  );
}

/** What an EndpointSlice says of an address that belongs to no pod of the mesh. */
function bareInstance(
  object: MeshObject,
  written: JsonMap,
  index: number,
  address: string,
  mesh: MeshIndex,
): WorkloadInstance {
  const node = textAt(written, 'nodeName');
  return {
    object,
    path: ['endpoints', index],
    name: address,
    namespace: object.namespace,
    address,
    ports: {},
    portsPath: ['ports'],
    labels: labelsAt(written, 'deprecatedTopology'),
    weight: 1,
    locality: localityOfNode(nodeLabels(mesh, node)),
    localityPath: undefined,
    network: '',
    node,
    serviceAccount: '',
    tlsMode: 'disabled',
    isReady: true,
    isTerminating: false,
  };
}

/** What a condition does not say counts as true: not ready without a word about terminating is terminating (D4.8). */
function sliceHealth(written: JsonMap, instance: WorkloadInstance, service: MeshService): Health {
  const conditions = mapAt(written, 'conditions');
  return healthOf(instance, service, {
    isReady: conditions?.ready !== false,
    isServing: conditions?.serving !== false,
    isTerminating: conditions?.terminating !== false,
  });
}

/** WorkloadEntries that a Kubernetes Service selects (D3.6). */
function selectedEntries(service: MeshService, mesh: MeshIndex): ServiceEndpoint[] {
  const entries = instancesWith(mesh, service.namespace, service.selector).filter(
    (instance) => instance.object.kind === 'WorkloadEntry' && ['ip', 'empty'].includes(addressKind(instance)),
  );
  return entries.flatMap((instance) =>
    service.ports.flatMap((servicePort): ServiceEndpoint[] => {
      const { targetPort, name } = servicePort;
      const key = typeof targetPort === 'string' ? targetPort : name;
      const own = key === '' ? undefined : instance.ports[key];
      if (own === undefined && typeof targetPort === 'string') return [];
      const port = own ?? (targetPort as number | undefined) ?? servicePort.number;
      const portFrom = own === undefined ? servicePortOrigin(service, servicePort) : ownPortOrigin(instance, key);
      const health = drains(instance) ? 'DRAINING' : 'HEALTHY';
      return [{ ...attributes(instance), service, servicePort, address: instance.address, port, portFrom, health }];
    }),
  );
}
