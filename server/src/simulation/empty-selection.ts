/**
 * Why a ServiceEntry selects nothing: the one analysis behind the rules about it, so that one cause is one finding. Says
 * nothing unless it holds for everything that is not known: text that cannot be read, a namespace that is filled in later.
 */
import { isAddedByIstiod, type Labels } from '../model/labels.ts';
import { isWorkload, type Selector, type ServiceEntry } from '../model/resource.ts';
import {
  type FactKey,
  labelKey,
  selectorAnywhereKey,
  selectorKey,
  selectorsKey,
  UNKNOWN_WORKLOADS_KEY,
  workloadsKey,
} from '../references/fact-keys.ts';
import type { MeshView } from '../workspace/mesh-view.ts';
import type { ResourceEntry } from '../workspace/resource-entry.ts';
import { fitsSelector } from './instance-labels.ts';
import { DEVIATIONS, type NearMiss, nearMiss } from './label-distance.ts';
import {
  isSelecting,
  type SelectingEntry,
  selectedWorkloads,
  type WorkloadEntryOf,
  workloadsMatching,
} from './selection.ts';

/** A ServiceEntry with a selector. */
export type SelectingServiceEntry = SelectingEntry & {
  readonly resource: ServiceEntry & { readonly selector: Selector };
};

export interface Candidate {
  readonly workload: WorkloadEntryOf;
  readonly miss: NearMiss;
}

export interface NearSelector {
  readonly selecting: SelectingEntry;
  readonly miss: NearMiss;
}

export type EmptySelection =
  /** Workloads of the namespace that lack one of the labels; the likeliest first, never empty. */
  | { readonly cause: 'near-miss'; readonly candidates: readonly Candidate[] }
  /** Workloads of other namespaces that have all the labels; never empty. */
  | { readonly cause: 'other-namespace'; readonly workloads: readonly WorkloadEntryOf[] }
  | { readonly cause: 'matches-nothing' };

/**
 * A namespace with more selectors than this is not searched for the one that nearly selects a workload, nor one with more
 * workloads for the one that is nearly selected: each of many mistakes would be compared with each.
 */
const MAX_SELECTORS_SEARCHED = 1_000;
const MAX_WORKLOADS_SEARCHED = 1_000;

/**
 * Why the ServiceEntry of `entry` selects nothing; `undefined` if it selects something, has no selector, or if that
 * cannot be known. `view` is the mesh as the entry's own file sees it.
 */
export function emptySelection(view: MeshView, entry: ResourceEntry): EmptySelection | undefined {
  const found = emptinessInSight(view, entry);
  if (!found) return undefined;
  const unknown = view.unknown(UNKNOWN_WORKLOADS_KEY);
  if (unknown === 'near' || (unknown === 'visible' && found.cause !== 'near-miss')) return undefined;
  return found;
}

/** Several rules ask the same of one view, which lives as long as one analysis and sees one state. */
const answers = new WeakMap<MeshView, Map<ResourceEntry, EmptySelection | undefined>>();

/** The same, with all that cannot be read taken to hold nothing. */
function emptinessInSight(view: MeshView, entry: ResourceEntry): EmptySelection | undefined {
  let known = answers.get(view);
  if (!known) {
    known = new Map();
    answers.set(view, known);
  }
  if (!known.has(entry)) known.set(entry, findEmptiness(view, entry));
  return known.get(entry);
}

function findEmptiness(view: MeshView, entry: ResourceEntry): EmptySelection | undefined {
  if (!isJudgeable(entry) || selectedWorkloads(view, entry)?.length !== 0) return undefined;
  const { labels } = entry.resource.selector;
  if (mayBeSelectedLater(view, entry.namespace, labels)) return undefined;
  const candidates = nearMisses(view, entry.namespace, labels);
  if (candidates.length > 0) return { cause: 'near-miss', candidates };
  const workloads = matchesElsewhere(view, entry);
  return workloads.length > 0 ? { cause: 'other-namespace', workloads } : { cause: 'matches-nothing' };
}

/**
 * True if it can be said of any selector that it selects nothing: all of the text around can be read, nothing could still
 * be met, and for a Service, whose pods are often elsewhere, the workspace holds workloads of its namespace.
 */
export function certainlySelectsNothing(view: MeshView, entry: SelectingEntry): boolean {
  const { labels } = entry.resource.selector;
  return (
    selectedWorkloads(view, entry)?.length === 0 &&
    labels.pairs.length > 0 &&
    entry.resource.isComplete &&
    !entry.file.place.isRewritten &&
    view.unknown(UNKNOWN_WORKLOADS_KEY) === 'none' &&
    !mayBeSelectedLater(view, entry.namespace, labels) &&
    (entry.resource.kind === 'ServiceEntry' || holdsWorkloadsOf(view, entry.namespace))
  );
}

/** True if the workspace seems to hold the workloads of `namespace`, so that what it lacks is lacking. */
export function holdsWorkloadsOf(view: MeshView, namespace: string): boolean {
  return view.ownsNamespace(namespace) || view.hasAny(workloadsKey(namespace));
}

/**
 * The ServiceEntries that select nothing and whose finding names the workload of `entry`, or would if all could be read.
 */
export function emptySelectionsNaming(view: MeshView, entry: WorkloadEntryOf): SelectingServiceEntry[] {
  const key = selectorsKey(entry.namespace);
  const isSearched = !view.hasMoreThan(key, MAX_SELECTORS_SEARCHED);
  const near = view.lookup(
    key,
    (other) =>
      isSearched && isJudgeable(other) && nearMiss(other.resource.selector.labels, entry.resource.labels) !== undefined,
  ) as SelectingServiceEntry[];
  return near.filter((selecting) => {
    const found = emptinessInSight(view.seenFrom(selecting.file), selecting);
    if (found?.cause !== 'near-miss') return false;
    return found.candidates.some(({ workload }) => workload === entry || workload.identity === entry.identity);
  });
}

/**
 * The ServiceEntries of other namespaces that select nothing in theirs, and whose finding names the workload of `entry`.
 */
export function foreignSelectionsNaming(view: MeshView, entry: WorkloadEntryOf): SelectingServiceEntry[] {
  return selectorsAnywhere(view, entry).filter((selecting): selecting is SelectingServiceEntry => {
    if (selecting.resource.kind !== 'ServiceEntry') return false;
    const found = emptinessInSight(view.seenFrom(selecting.file), selecting);
    return found?.cause === 'other-namespace' && found.workloads.some(({ identity }) => identity === entry.identity);
  });
}

/**
 * True if a selector that is in sight could pick the workload of `entry` once the namespace that one of the two leaves open
 * is filled in.
 */
export function mayBePickedLater(view: MeshView, entry: WorkloadEntryOf): boolean {
  if (entry.namespace === '') return selectorsAnywhere(view, entry).length > 0;
  return matchingSelectors(view, entry, (key, value) => selectorKey('', key, value)).length > 0;
}

/** Selectors of any named namespace that list nothing but labels of the workload. */
function selectorsAnywhere(view: MeshView, entry: WorkloadEntryOf): SelectingEntry[] {
  const listing = matchingSelectors(view, entry, selectorAnywhereKey);
  return [...listing, ...(view.lookup(selectorAnywhereKey('', '')) as SelectingEntry[])];
}

function matchingSelectors(
  view: MeshView,
  { resource }: WorkloadEntryOf,
  keyFor: (key: string, value: string) => FactKey,
): SelectingEntry[] {
  return resource.labels.pairs.flatMap((pair) =>
    view.lookup(keyFor(pair.key, pair.value), (other) => {
      return isSelecting(other) && fitsSelector(other.resource.selector.labels, resource);
    }),
  ) as SelectingEntry[];
}

/** Selectors of the workload's namespace that one label keeps from picking it, the likeliest mistake first. */
export function nearSelectors(view: MeshView, entry: WorkloadEntryOf): NearSelector[] {
  const { labels } = entry.resource;
  const key = selectorsKey(entry.namespace);
  if (view.hasMoreThan(key, MAX_SELECTORS_SEARCHED)) return [];
  const misses = new Map<ResourceEntry, NearMiss>();
  const found = view.lookup(key, (other) => {
    return isSelecting(other) && remember(misses, other, nearMiss(other.resource.selector.labels, labels));
  });
  return byLikelihood(found, misses, (selecting, miss) => ({ selecting: selecting as SelectingEntry, miss }));
}

/** Workloads of `namespace` that lack one label of `selector`, the likeliest mistake first. */
export function nearMisses(view: MeshView, namespace: string, selector: Labels): Candidate[] {
  if (selector.pairs.every((pair) => isAddedByIstiod(pair.key))) return [];
  const misses = new Map<ResourceEntry, NearMiss>();
  const found = searchedKeys(view, namespace, selector).flatMap((key) =>
    view.lookup(key, (other) => {
      if (misses.has(other) || !isWorkload(other.resource)) return false;
      return remember(misses, other, nearMiss(selector, other.resource.labels));
    }),
  );
  return byLikelihood(found, misses, (workload, miss) => ({ workload: workload as WorkloadEntryOf, miss }));
}

/** Where a near miss is searched: among all workloads of the namespace, or those that share a label with the selector. */
function searchedKeys(view: MeshView, namespace: string, selector: Labels): FactKey[] {
  const all = workloadsKey(namespace);
  if (!view.hasMoreThan(all, MAX_WORKLOADS_SEARCHED)) return [all];
  return selector.pairs
    .map((pair) => labelKey(namespace, pair.key, pair.value))
    .filter((key) => !view.hasMoreThan(key, MAX_WORKLOADS_SEARCHED));
}

function remember(misses: Map<ResourceEntry, NearMiss>, entry: ResourceEntry, miss: NearMiss | undefined): boolean {
  if (miss) misses.set(entry, miss);
  return miss !== undefined;
}

function byLikelihood<T extends { readonly miss: NearMiss }>(
  entries: readonly ResourceEntry[],
  misses: ReadonlyMap<ResourceEntry, NearMiss>,
  make: (entry: ResourceEntry, miss: NearMiss) => T,
): T[] {
  return entries
    .flatMap((entry) => {
      const miss = misses.get(entry);
      return miss ? [make(entry, miss)] : [];
    })
    .sort((left, right) => DEVIATIONS.indexOf(left.miss.deviation) - DEVIATIONS.indexOf(right.miss.deviation));
}

/** True if its selector can be read to the end, lists something, and reaches the cluster as the file says. */
function isJudgeable(entry: ResourceEntry): entry is SelectingServiceEntry {
  if (entry.resource.kind !== 'ServiceEntry' || !isSelecting(entry)) return false;
  const { resource } = entry;
  const { labels } = resource.selector;
  return (
    resource.isComplete &&
    labels.isComplete &&
    labels.pairs.length > 0 &&
    // Istio refuses both at once; that is the mistake to speak of.
    resource.kind === 'ServiceEntry' &&
    resource.endpoints === undefined &&
    !entry.file.place.isRewritten
  );
}

/**
 * True if, once the namespace that a file leaves open is filled in, a selector could meet workloads that are in sight:
 * those without a namespace for a selector with one, and those of any namespace for a selector without.
 */
function mayBeSelectedLater(view: MeshView, namespace: string, labels: Labels): boolean {
  const others = namespace === '' ? view.workloadNamespaces().filter((name) => name !== '') : [''];
  return others.some((other) => workloadsMatching(view, other, labels).length > 0);
}

/** Workloads of other namespaces that would be selected there, where both sides say in their text where they are. */
function matchesElsewhere(view: MeshView, entry: SelectingServiceEntry): WorkloadEntryOf[] {
  if (entry.resource.namespace === undefined) return [];
  const { labels } = entry.resource.selector;
  // A label that everybody has would find the whole mesh.
  if (!labels.pairs.some((pair) => !isAddedByIstiod(pair.key))) return [];
  return view
    .workloadNamespaces()
    .filter((namespace) => namespace !== '' && namespace !== entry.namespace)
    .flatMap((namespace) => workloadsMatching(view, namespace, labels))
    .filter((workload) => workload.resource.namespace !== undefined && !workload.file.place.isRewritten);
}
