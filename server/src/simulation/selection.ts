/**
 * Who selects whom. Selection never leaves a namespace: istiod looks for WorkloadEntries and Pods in the namespace of the
 * ServiceEntry alone (pilot/pkg/serviceregistry/serviceentry, workloadsByNamespace), whatever `exportTo` says.
 */
import { isAddedByIstiod, type Labels } from '../model/labels.ts';
import { isWorkload, type Selector, type Service, type ServiceEntry, type Workload } from '../model/resource.ts';
import { emptySelectorKey, labelKey, selectorKey, workloadsKey } from '../references/fact-keys.ts';
import type { MeshView } from '../workspace/mesh-view.ts';
import { compareEntries, type ResourceEntry } from '../workspace/resource-entry.ts';
import { fitsSelector } from './instance-labels.ts';

/** An entry whose resource can be selected. */
export type WorkloadEntryOf = ResourceEntry & { readonly resource: Workload };

/** An entry whose resource selects: it has a selector. */
export type SelectingEntry = ResourceEntry & {
  readonly resource: (ServiceEntry | Service) & { readonly selector: Selector };
};

/** The workloads that `entry` selects; `undefined` if it has no selector, or one that cannot be read. */
export function selectedWorkloads(view: MeshView, entry: ResourceEntry): WorkloadEntryOf[] | undefined {
  if (!isSelecting(entry)) return undefined;
  const { labels } = entry.resource.selector;
  if (!labels.isComplete) return undefined;
  if (entry.resource.kind === 'Service' && !selectsAnything(entry.resource)) return [];
  return workloadsMatching(view, entry.namespace, labels).filter((workload) => canBeSelectedBy(workload, entry));
}

/** The workloads of `namespace` that carry every label of `labels`; an empty set of labels matches all of them. */
export function workloadsMatching(view: MeshView, namespace: string, labels: Labels): WorkloadEntryOf[] {
  const accepts = (entry: ResourceEntry): boolean => isWorkload(entry.resource) && fitsSelector(labels, entry.resource);
  const rarest = labels.pairs
    .filter((pair) => !isAddedByIstiod(pair.key))
    .map((pair) => labelKey(namespace, pair.key, pair.value))
    .reduce<ReturnType<typeof labelKey> | undefined>(
      (best, key) => (best === undefined || view.countOf(key) < view.countOf(best) ? key : best),
      undefined,
    );
  const found = view.lookup(rarest ?? workloadsKey(namespace), accepts);
  return found as WorkloadEntryOf[];
}

/** The ServiceEntries and Services of its namespace that select the workload of `entry`, in order of files. */
export function selectorsOf(view: MeshView, entry: ResourceEntry): SelectingEntry[] {
  const { resource } = entry;
  if (!isWorkload(resource)) return [];
  const accepts = (candidate: ResourceEntry): boolean =>
    isSelecting(candidate) &&
    candidate.resource.selector.labels.isComplete &&
    fitsSelector(candidate.resource.selector.labels, resource) &&
    canBeSelectedBy(entry, candidate);
  const keys = resource.labels.pairs.map((pair) => selectorKey(entry.namespace, pair.key, pair.value));
  const found = [...keys, emptySelectorKey(entry.namespace)].flatMap((key) => view.lookup(key, accepts));
  return found.sort(compareEntries) as SelectingEntry[];
}

/** True if the resource of `entry` has a selector. */
export function isSelecting(entry: ResourceEntry): entry is SelectingEntry {
  const { resource } = entry;
  return (resource.kind === 'ServiceEntry' || resource.kind === 'Service') && resource.selector !== undefined;
}

/**
 * A Kubernetes Service takes WorkloadEntries unless it is headless, an ExternalName or without selector
 * (pilot/pkg/serviceregistry/kube/controller, PILOT_ENABLE_K8S_SELECT_WORKLOAD_ENTRIES, on by default); Pods it takes also
 * when it is headless.
 */
function canBeSelectedBy(workload: ResourceEntry, selecting: SelectingEntry): boolean {
  const { resource } = selecting;
  if (resource.kind === 'ServiceEntry') return true;
  if (!selectsAnything(resource)) return false;
  const isMachine = workload.resource.kind === 'WorkloadEntry' || workload.resource.kind === 'WorkloadGroup';
  return !isMachine || resource.clusterIP?.value !== 'None';
}

function selectsAnything(service: Service): boolean {
  return service.type?.value !== 'ExternalName' && (service.selector?.labels.pairs.length ?? 0) > 0;
}
