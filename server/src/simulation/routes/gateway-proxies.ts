/** Which gateway a request from outside comes to, where nobody says it: files name Gateways, and seldom the pods that serve them. */
import { hostsMatch } from '../../model/host-names.ts';
import { hasLabels, type LabelMap, labelsAt, mapsAt, textsAt } from '../json-value.ts';
import type { MeshIndex } from '../mesh/mesh-index.ts';
import type { MeshObject } from '../mesh/mesh-object.ts';
import { podsIn, TEMPLATE_KINDS } from '../mesh/workloads.ts';

export interface GatewayProxy {
  readonly namespace: string;
  readonly labels: LabelMap;
  /** What tells of the pods: a Pod, a workload, or a Service that could select them; `undefined` where nothing does. */
  readonly known: MeshObject | undefined;
  /** The Gateway for which it was looked for; `undefined` where there is none. */
  readonly gateway: MeshObject | undefined;
}

/** A gateway proxy that a request for `host` can come to: one of the oldest Gateway that has the host, else of the oldest. */
export function gatewayProxyFor(mesh: MeshIndex, host: string): GatewayProxy {
  const gateways = mesh.ofKind('Gateway');
  const gateway = gateways.find((one) => servesHost(one, host)) ?? gateways[0];
  const selector = labelsAt(gateway?.spec, 'selector');
  const namespaces = new Set([...TEMPLATE_KINDS, 'Pod' as const].flatMap((kind) => mesh.ofKind(kind)).map(namespaceOf));
  if (Object.keys(selector).length > 0) {
    for (const namespace of [...namespaces].sort()) {
      const pod = podsIn(mesh, namespace).find(({ labels }) => hasLabels(selector, labels));
      if (pod) return { namespace, labels: pod.labels, known: pod.object, gateway };
    }
    const service = mesh.ofKind('Service').find(({ spec }) => couldSelect(labelsAt(spec, 'selector'), selector));
    if (service) {
      const labels = { ...labelsAt(service.spec, 'selector'), ...selector };
      return { namespace: service.namespace, labels, known: service, gateway };
    }
  }
  return { namespace: mesh.settings.rootNamespace, labels: selector, known: undefined, gateway };
}

function namespaceOf({ namespace }: MeshObject): string {
  return namespace;
}

function servesHost({ spec }: MeshObject, host: string): boolean {
  return mapsAt(spec, 'servers')
    .flatMap((server) => textsAt(server, 'hosts'))
    .some((written) => hostsMatch(written.slice(written.indexOf('/') + 1).toLowerCase(), host.toLowerCase()));
}

/** Whether a Service's selector says something of what a Gateway's says, and nothing against it. */
function couldSelect(selector: LabelMap, wanted: LabelMap): boolean {
  const shared = Object.keys(selector).filter((key) => wanted[key] !== undefined);
  return shared.length > 0 && shared.every((key) => selector[key] === wanted[key]);
}
