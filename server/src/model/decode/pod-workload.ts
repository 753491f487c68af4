import { mapValue } from '../../yaml/node-access.ts';
import type { MapNode } from '../../yaml/nodes.ts';
import { decodeLabels } from '../labels.ts';
import type { PodWorkload, PodWorkloadKind, ResourceBase, WorkloadPort } from '../resource.ts';
import { integerAt, mapAt, mapsAt, stringAt } from './fields.ts';

/** A Pod, or a Deployment, StatefulSet, DaemonSet, ReplicaSet, Job, CronJob or other owner of a pod template. */
export function decodePodWorkload(base: ResourceBase, kind: PodWorkloadKind): PodWorkload {
  const pod = podOf(base.node, kind);
  const metadata = mapAt(pod, 'metadata');
  const podSpec = mapAt(pod, 'spec');
  return {
    ...base,
    kind,
    labels: decodeLabels(metadata && mapValue(metadata, 'labels')),
    ports: decodeContainerPorts(podSpec),
    serviceAccount: stringAt(podSpec, 'serviceAccountName'),
    replicas: replicasOf(base.node, kind),
  };
}

/** The map with the pod's `metadata` and `spec`. */
function podOf(node: MapNode, kind: PodWorkloadKind): MapNode | undefined {
  if (kind === 'Pod') return node;
  const spec = mapAt(node, 'spec');
  const owner = kind === 'CronJob' ? mapAt(mapAt(spec, 'jobTemplate'), 'spec') : spec;
  return mapAt(owner, 'template');
}

/** Kubernetes runs one replica where a Deployment, ReplicaSet or StatefulSet does not say how many. */
function replicasOf(node: MapNode, kind: PodWorkloadKind): number | undefined {
  if (kind === 'Pod') return 1;
  if (kind !== 'Deployment' && kind !== 'ReplicaSet' && kind !== 'StatefulSet') return undefined;
  const spec = mapAt(node, 'spec');
  if (!spec || mapValue(spec, 'replicas') === undefined) return 1;
  return integerAt(spec, 'replicas')?.value;
}

/**
 * TCP ports of the containers in order, then of native sidecars (init containers that always restart): the order in
 * which istiod looks a port's name up (pilot/pkg/serviceregistry/kube/controller, pod port map).
 */
function decodeContainerPorts(podSpec: MapNode | undefined): WorkloadPort[] {
  const sidecars = mapsAt(podSpec, 'initContainers').filter(
    (container) => stringAt(container, 'restartPolicy')?.value === 'Always',
  );
  return [...mapsAt(podSpec, 'containers'), ...sidecars].flatMap((container) =>
    mapsAt(container, 'ports').flatMap((port) => {
      const number = integerAt(port, 'containerPort');
      const protocol = stringAt(port, 'protocol')?.value ?? 'TCP';
      return number && protocol === 'TCP' ? [{ name: stringAt(port, 'name')?.value ?? '', number }] : [];
    }),
  );
}
