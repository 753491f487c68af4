/** Both sides of a selection as places to go to. */
import type { Engine, Location } from '../engine.ts';
import type { LabelPair } from '../model/labels.ts';
import { type SelectingEntry, selectedWorkloads, selectorsOf, type WorkloadEntryOf } from '../simulation/selection.ts';
import { compareEntries, type ResourceEntry } from '../workspace/resource-entry.ts';
import type { RelativeRange } from '../yaml/nodes.ts';
import { rangeOfLabel, type SelectionAt } from './selection-at.ts';

/** The selectors of so many workloads are looked for when asked who else takes part. */
const MAX_WORKLOADS_FOLLOWED = 100;

export interface SelectionPlace {
  readonly entry: ResourceEntry;
  /** The label that matches, or the name or key that stands for the whole. */
  readonly range: RelativeRange;
}

/** The other side: what the selector selects, or who selects the workload by the label. */
export function otherSide(selection: SelectionAt): SelectionPlace[] {
  const { view, pair } = selection;
  if (selection.role === 'selector') {
    return (selectedWorkloads(view, selection.entry) ?? []).map((entry) => workloadPlace(entry, pair));
  }
  return selectorsOf(view, selection.entry)
    .filter((entry) => listsLabel(entry, pair))
    .map((entry) => selectorPlace(entry, pair));
}

/** Both sides, the thing itself included: selectors that list the label and workloads that have it, in order of files. */
export function bothSides(selection: SelectionAt): SelectionPlace[] {
  const { view, pair } = selection;
  const workloads = workloadsOf(selection);
  const selectors = new Set<SelectingEntry>();
  if (selection.role === 'selector') selectors.add(selection.entry);
  for (const workload of workloads.slice(0, MAX_WORKLOADS_FOLLOWED)) {
    for (const entry of selectorsOf(view, workload)) if (listsLabel(entry, pair)) selectors.add(entry);
  }
  const places = [
    ...[...selectors].map((entry) => selectorPlace(entry, pair)),
    ...workloads.map((entry) => workloadPlace(entry, pair)),
  ];
  return places.sort((left, right) => compareEntries(left.entry, right.entry));
}

/** Where a place lies now. */
export function locatePlace(engine: Engine, { entry, range }: SelectionPlace): Location {
  return engine.locate(entry, range);
}

function workloadsOf(selection: SelectionAt): WorkloadEntryOf[] {
  const { view, entry, pair } = selection;
  if (selection.role === 'selector') return selectedWorkloads(view, entry) ?? [];
  const found = pair ? view.workloadsWithLabel(entry.namespace, pair.key, pair.value) : [];
  return (found.includes(selection.entry) ? found : [...found, selection.entry]) as WorkloadEntryOf[];
}

function listsLabel(entry: SelectingEntry, pair: LabelPair | undefined): boolean {
  return (
    !pair || entry.resource.selector.labels.pairs.some(({ key, value }) => key === pair.key && value === pair.value)
  );
}

function workloadPlace(entry: WorkloadEntryOf, pair: LabelPair | undefined): SelectionPlace {
  const { labels, nameNode, kindNode } = entry.resource;
  return { entry, range: rangeOfLabel(labels.pairs, pair, nameNode ?? kindNode) };
}

function selectorPlace(entry: SelectingEntry, pair: LabelPair | undefined): SelectionPlace {
  const { selector } = entry.resource;
  return { entry, range: rangeOfLabel(selector.labels.pairs, pair, selector.keyNode) };
}
