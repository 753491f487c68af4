/** The labels worth offering at a cursor, and what each would do. */
import { t } from '../l10n.ts';
import { type LabelPair, labelValue, selects } from '../model/labels.ts';
import { isWorkload } from '../model/resource.ts';
import { selectorsKey } from '../references/fact-keys.ts';
import { isSelecting, type SelectingEntry, type WorkloadEntryOf } from '../simulation/selection.ts';
import type { MeshView } from '../workspace/mesh-view.ts';
import type { ResourceEntry } from '../workspace/resource-entry.ts';
import { countByKind } from './describe-resource.ts';
import type { LabelCursor } from './label-cursor.ts';

/** A label that somebody in sight has or asks for. */
export interface LabelOffer {
  readonly key: string;
  readonly value: string;
  /** What the label would select, or who would select by it. */
  readonly detail: string;
  /** Offers with a lower rank come first. */
  readonly rank: number;
}

interface Uses {
  readonly key: string;
  readonly value: string;
  readonly workloads: WorkloadEntryOf[];
  readonly selectors: SelectingEntry[];
}

/** All offers, the best first; those of the cursor's key alone where a value is typed. */
export function labelOffers(view: MeshView, cursor: LabelCursor): LabelOffer[] {
  const uses = new Map<string, Uses>();
  const accepts = (pair: LabelPair): boolean =>
    cursor.key === undefined ? labelValue(cursor.others, pair.key) === undefined : pair.key === cursor.key;
  const useOf = (pair: LabelPair): Uses => {
    const id = `${pair.key}: ${pair.value}`;
    let use = uses.get(id);
    if (!use) {
      use = { key: pair.key, value: pair.value, workloads: [], selectors: [] };
      uses.set(id, use);
    }
    return use;
  };
  for (const workload of workloadsInReach(view, cursor)) {
    for (const pair of workload.resource.labels.pairs) if (accepts(pair)) useOf(pair).workloads.push(workload);
  }
  if (cursor.role === 'labels') {
    for (const selecting of selectorsInReach(view, cursor)) {
      for (const pair of selecting.resource.selector.labels.pairs)
        if (accepts(pair)) useOf(pair).selectors.push(selecting);
    }
  }
  const offers = [...uses.values()].map((use) =>
    cursor.role === 'selector' ? toSelect(use, cursor) : toBeSelected(use, cursor),
  );
  return offers.sort(
    (left, right) => left.rank - right.rank || compare(left.key, right.key) || compare(left.value, right.value),
  );
}

/** Own namespace before others, then by how much is selected. */
function toSelect({ key, value, workloads }: Uses, cursor: LabelCursor): LabelOffer {
  const own = workloads.filter((workload) => workload.namespace === cursor.namespace);
  const [first] = workloads;
  if (own.length > 0 || !first) return { key, value, detail: countByKind(own), rank: -own.length };
  const others = workloads.filter((workload) => workload.namespace === first.namespace);
  const detail =
    first.namespace === ''
      ? t('{0} without a namespace', countByKind(others))
      : t('{0} in namespace {1}', countByKind(others), first.namespace);
  return { key, value, detail, rank: FOREIGN };
}

/** Whoever would select the workload first, then who would with another label, then what other workloads have. */
function toBeSelected({ key, value, workloads, selectors }: Uses, cursor: LabelCursor): LabelOffer {
  const has = (pair: LabelPair): boolean =>
    (pair.key === key ? value : labelValue(cursor.others, pair.key)) === pair.value;
  const complete = selectors.filter(({ resource }) => resource.selector.labels.pairs.every(has));
  if (complete.length > 0) {
    return { key, value, detail: t('selected by {0}', names(complete)), rank: -2 };
  }
  if (selectors.length > 0) return { key, value, detail: t('one of the labels of {0}', names(selectors)), rank: -1 };
  return { key, value, detail: t('also on {0}', countByKind(workloads)), rank: 0 };
}

/** Behind everything of the own namespace. */
const FOREIGN = 1;
const MAX_NAMES = 2;

function names(entries: readonly ResourceEntry[]): string {
  const shown = [...new Set(entries.map((entry) => entry.resource.name))];
  return shown.length > MAX_NAMES ? `${shown.slice(0, MAX_NAMES).join(', ')}, …` : shown.join(', ');
}

/** Workloads of the cursor's namespace, then those whose namespace one side leaves open, without the cursor's own. */
function workloadsInReach(view: MeshView, cursor: LabelCursor): WorkloadEntryOf[] {
  const namespaces = cursor.namespace === '' ? view.workloadNamespaces() : [cursor.namespace, ''];
  const all = [...new Set([cursor.namespace, ...namespaces])].flatMap((namespace) => view.workloadsIn(namespace));
  const others = all.filter(
    (entry): entry is WorkloadEntryOf => isWorkload(entry.resource) && !isSelf(entry, cursor, view),
  );
  if (cursor.role === 'labels' || cursor.others.pairs.length === 0) return others;
  const fitting = others.filter((workload) => selects(cursor.others, workload.resource.labels));
  return fitting.length > 0 ? fitting : others;
}

function selectorsInReach(view: MeshView, cursor: LabelCursor): SelectingEntry[] {
  const readable = (entry: ResourceEntry): boolean => isSelecting(entry) && entry.resource.selector.labels.isComplete;
  const own = view.lookup(selectorsKey(cursor.namespace), readable);
  const open = cursor.namespace === '' ? [] : view.lookup(selectorsKey(''), readable);
  return [...own, ...open] as SelectingEntry[];
}

function isSelf(entry: ResourceEntry, cursor: LabelCursor, view: MeshView): boolean {
  const { kind, name } = entry.resource;
  return entry.file === view.viewer && kind === cursor.kind && name === cursor.name;
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** The keys of several offers, each with how many values it has. */
export function keysOf(offers: readonly LabelOffer[]): Map<string, number> {
  const keys = new Map<string, number>();
  for (const { key } of offers) keys.set(key, (keys.get(key) ?? 0) + 1);
  return keys;
}
