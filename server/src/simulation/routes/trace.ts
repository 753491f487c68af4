/** Follows a request through the mesh as the proxies would (D5-D10), with every decision on the way. */
import type { MeshClient } from '../mesh/client.ts';
import { localityOfLabels } from '../mesh/localities.ts';
import type { MeshIndex } from '../mesh/mesh-index.ts';
import { clusterEnds } from './cluster-ends.ts';
import type { MeshRequest, TraceAnswer } from './request.ts';
import { Steps } from './steps.ts';
import { traceGateway } from './trace-gateway.ts';
import { traceSidecar } from './trace-sidecar.ts';

export function traceRequest(mesh: MeshIndex, request: MeshRequest): TraceAnswer {
  const client = clientOf(request);
  const steps = new Steps();
  const answer =
    request.from === 'gateway'
      ? traceGateway(mesh, client, request, steps)
      : traceSidecar(mesh, client, request, steps);
  return { ...answer, ends: clusterEnds(mesh, client, answer.clusters, steps), steps: steps.all };
}

/** The proxy that the request passes through first. */
export function clientOf({ from, namespace, labels }: Pick<MeshRequest, 'from' | 'namespace' | 'labels'>): MeshClient {
  return { type: from, namespace, labels, locality: localityOfLabels(labels), network: '', node: '' };
}
