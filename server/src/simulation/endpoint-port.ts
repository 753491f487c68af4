/**
 * The port at which a selected workload is called for one port of a service, and where it comes from
 * (pilot/pkg/serviceregistry/serviceentry/conversion.go, convertEndpoint; kube/controller for Services).
 */
import type { Service, ServiceEntry, ServicePort, Workload, WorkloadPort } from '../model/resource.ts';
import type { ScalarNode } from '../yaml/nodes.ts';

/**
 * `ports`: the entry's own port of that name. `container`: the container port of that name. `targetPort` and `number`:
 * what the service says. `socket`: a Unix domain socket, which has no port.
 */
export type PortOrigin = 'ports' | 'container' | 'targetPort' | 'number' | 'socket';

export interface EndpointPort {
  /** 0 for a socket. */
  readonly number: number;
  readonly origin: PortOrigin;
  /** The name by which the workload's own port was found. */
  readonly name: string | undefined;
  /** What says the number; in the workload's document for `ports` and `container`, else in the service's. */
  readonly node: ScalarNode | undefined;
}

/**
 * The port that `workload` gets for `port` of `service`; `undefined` if it gets none: the port has no number, or names a
 * target that the workload does not have.
 */
export function endpointPort(
  service: ServiceEntry | Service,
  port: ServicePort,
  workload: Workload,
): EndpointPort | undefined {
  if (isSocket(workload)) return { number: 0, origin: 'socket', name: undefined, node: undefined };
  if (service.kind === 'Service') return portOfService(port, workload);
  const name = port.name?.value;
  return (name === undefined ? undefined : ownPort(workload, name)) ?? portOfEntry(port);
}

/** A ServiceEntry takes the workload's port of the same name, else `targetPort`, else the port's own number. */
function portOfEntry({ targetPort, number }: Pick<ServicePort, 'targetPort' | 'number'>): EndpointPort | undefined {
  if (targetPort && typeof targetPort.value === 'number' && targetPort.value > 0) {
    return { number: targetPort.value, origin: 'targetPort', name: undefined, node: targetPort.node };
  }
  return number && { number: number.value, origin: 'number', name: undefined, node: number.node };
}

/**
 * A Service gives Pods its `targetPort`, by name or number. A WorkloadEntry is asked for a port of the service port's name
 * first if `targetPort` is a number, and must have the port that `targetPort` names otherwise.
 */
function portOfService({ name, targetPort, number }: ServicePort, workload: Workload): EndpointPort | undefined {
  if (typeof targetPort?.value === 'string') return ownPort(workload, targetPort.value);
  const isMachine = workload.kind === 'WorkloadEntry' || workload.kind === 'WorkloadGroup';
  const own = isMachine && name ? ownPort(workload, name.value) : undefined;
  if (own) return own;
  return portOfEntry({ targetPort, number });
}

/** The first of the workload's ports with this name. */
function ownPort(workload: Workload, name: string): EndpointPort | undefined {
  const own: WorkloadPort | undefined = workload.ports.find(
    (port) => name !== '' && port.name === name && port.number.value > 0,
  );
  if (!own) return undefined;
  const isMachine = workload.kind === 'WorkloadEntry' || workload.kind === 'WorkloadGroup';
  return { number: own.number.value, origin: isMachine ? 'ports' : 'container', name, node: own.number.node };
}

function isSocket(workload: Workload): boolean {
  return workload.kind === 'WorkloadEntry' && (workload.address?.value.startsWith('unix://') ?? false);
}
