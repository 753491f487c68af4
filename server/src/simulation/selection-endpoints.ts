/**
 * The endpoints that a selector brings, computed on nothing but the selector and what it selects: what they are depends on no
 * other resource, so the answer needs no mesh as a whole.
 */
import type { Problem } from '../problem.ts';
import type { MeshView } from '../workspace/mesh-view.ts';
import type { ResourceEntry } from '../workspace/resource-entry.ts';
import { endpointsOf, entryEndpoints, type ServiceEndpoint } from './mesh/service-endpoints.ts';
import { meshOfEntries } from './mesh-in-sight.ts';
import { type SelectingEntry, selectedWorkloads, type WorkloadEntryOf } from './selection.ts';
import { countEndpoints, servicesOfResource } from './service-answer.ts';

export interface SelectionEndpoints {
  /** All workloads with the labels, also those that are no endpoints for another reason. */
  readonly workloads: readonly WorkloadEntryOf[];
  /**
   * How many endpoints these are, each pod that a template stands for counted; `undefined` where the service has no port or
   * host yet, or there are too many.
   */
  readonly count: number | undefined;
}

/** Beyond this nobody counts, and a glance is not to cost more than it is worth. */
const MAX_WORKLOADS = 1_000;

/** Whom `entry` selects and what comes of it; `undefined` if its selector cannot be read. */
export function selectionEndpoints(view: MeshView, entry: SelectingEntry): SelectionEndpoints | undefined {
  const workloads = selectedWorkloads(view, entry);
  if (!workloads) return undefined;
  const isCounted = workloads.length > 0 && workloads.length <= MAX_WORKLOADS;
  return { workloads, count: isCounted ? countOf(entry, workloads) : undefined };
}

interface Counted {
  readonly workloads: readonly ResourceEntry[];
  /** What was found wrong with each, which says whether it is refused. */
  readonly problems: readonly (readonly Problem[])[];
  readonly count: number | undefined;
}

/** Resources never change, they are replaced: while the same ones are selected, the same comes of it. */
const known = new WeakMap<ResourceEntry, Counted>();

function countOf(entry: SelectingEntry, workloads: readonly ResourceEntry[]): number | undefined {
  const there = known.get(entry);
  if (there && isSame(there, workloads)) return there.count;
  const endpoints = endpointsOfWorkloads(entry, workloads);
  const count = endpoints && countEndpoints(endpoints);
  known.set(entry, { workloads, problems: workloads.map(({ problems }) => problems), count });
  return count;
}

function isSame({ workloads, problems }: Counted, now: readonly ResourceEntry[]): boolean {
  return (
    workloads.length === now.length &&
    now.every((workload, index) => workload === workloads[index] && workload.problems === problems[index])
  );
}

function endpointsOfWorkloads(
  entry: SelectingEntry,
  workloads: readonly ResourceEntry[],
): readonly ServiceEndpoint[] | undefined {
  const mesh = meshOfEntries([entry, ...workloads], new Set([entry]));
  const [service] = servicesOfResource(mesh, entry);
  if (!service || service.ports.length === 0) return undefined;
  return service.registry === 'Kubernetes'
    ? endpointsOf(mesh, service.host, service.namespace)
    : entryEndpoints(service, mesh);
}
