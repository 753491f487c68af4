/** The labels worth offering at a cursor, and what each would do. */
import { t } from '../l10n.ts';
import { type LabelPair, labelValue, selects } from '../model/labels.ts';
import { isWorkload } from '../model/resource.ts';
import { selectorsKey } from '../references/fact-keys.ts';
import { isSelecting, type SelectingEntry, type WorkloadEntryOf } from '../simulation/selection.ts';
import type { MeshView } from '../workspace/mesh-view.ts';
import type { ResourceEntry } from '../workspace/resource-entry.ts';
import { countByKind } from './describe-resource.ts';
import { type LabelPlace, templateLabels } from './label-place.ts';
import { mapAtPath, type OfferContext, writtenAt } from './offer-context.ts';

/** A label that somebody in sight has or asks for. */
export interface LabelOffer {
  readonly key: string;
  readonly value: string;
  /** What the label would select, or who would select by it. */
  readonly detail: () => string;
  /** Offers with a lower rank come first. */
  readonly rank: number;
}

interface Uses {
  readonly key: string;
  readonly value: string;
  readonly workloads: WorkloadEntryOf[];
  readonly selectors: SelectingEntry[];
}

/** All offers, the best first; with `key`, those of this key alone, for the place of its value. */
export function labelOffers(place: LabelPlace, key: string | undefined, context: OfferContext): LabelOffer[] {
  const uses = new Map<string, Uses>();
  const accepts = (pair: LabelPair): boolean =>
    key === undefined ? labelValue(place.others, pair.key) === undefined : pair.key === key;
  const useOf = (pair: LabelPair): Uses => {
    const id = `${pair.key}: ${pair.value}`;
    let use = uses.get(id);
    if (!use) {
      use = { key: pair.key, value: pair.value, workloads: [], selectors: [] };
      uses.set(id, use);
    }
    return use;
  };
  if (place.reach === 'template') return ofTemplate(accepts, context);
  for (const workload of workloadsInReach(place, context)) {
    for (const pair of workload.resource.labels.pairs) if (accepts(pair)) useOf(pair).workloads.push(workload);
  }
  if (place.role === 'labels') {
    for (const selecting of selectorsInReach(context.spot.view, place)) {
      for (const pair of selecting.resource.selector.labels.pairs)
        if (accepts(pair)) useOf(pair).selectors.push(selecting);
    }
  }
  const offers = [...uses.values()].map((use) =>
    place.role === 'selector' ? toSelect(use, place) : toBeSelected(use, place),
  );
  return offers.sort(
    (left, right) => left.rank - right.rank || compare(left.key, right.key) || compare(left.value, right.value),
  );
}

/** What the resource's own pods have. */
function ofTemplate(accepts: (pair: LabelPair) => boolean, context: OfferContext): LabelOffer[] {
  const pairs = templateLabels(context).pairs.filter(accepts);
  return pairs.map(({ key, value }) => ({ key, value, detail: () => t('label of its pods'), rank: 0 }));
}

/** Own namespace before others, then by how much is selected. */
function toSelect({ key, value, workloads }: Uses, place: LabelPlace): LabelOffer {
  const own = workloads.filter((workload) => workload.namespace === place.namespace);
  const [first] = workloads;
  if (own.length > 0 || !first) return { key, value, detail: () => countByKind(own), rank: -own.length };
  const detail = (): string => {
    const others = countByKind(workloads.filter((workload) => workload.namespace === first.namespace));
    return first.namespace === ''
      ? t('{0} without a namespace', others)
      : t('{0} in namespace {1}', others, first.namespace);
  };
  return { key, value, detail, rank: FOREIGN };
}

/** Whoever would select the workload first, then who would with another label, then what other workloads have. */
function toBeSelected({ key, value, workloads, selectors }: Uses, place: LabelPlace): LabelOffer {
  const has = (pair: LabelPair): boolean =>
    (pair.key === key ? value : labelValue(place.others, pair.key)) === pair.value;
  const complete = selectors.filter(({ resource }) => resource.selector.labels.pairs.every(has));
  if (complete.length > 0) {
    return { key, value, detail: () => t('selected by {0}', names(complete)), rank: -2 };
  }
  if (selectors.length > 0)
    return { key, value, detail: () => t('one of the labels of {0}', names(selectors)), rank: -1 };
  return { key, value, detail: () => t('also on {0}', countByKind(workloads)), rank: 0 };
}

/** Behind everything of the own namespace. */
const FOREIGN = 1;
const MAX_NAMES = 2;

function names(entries: readonly ResourceEntry[]): string {
  const shown = [...new Set(entries.map((entry) => entry.resource.name))];
  return shown.length > MAX_NAMES ? `${shown.slice(0, MAX_NAMES).join(', ')}, …` : shown.join(', ');
}

/** Workloads of the place's namespace, then those whose namespace one side leaves open, without the cursor's own. */
function workloadsInReach(place: LabelPlace, context: OfferContext): WorkloadEntryOf[] {
  const { view } = context.spot;
  const all = place.reach === 'host' ? workloadsOfHost(place, context) : workloadsOfNamespaces(place, view);
  const others = all.filter(
    (entry): entry is WorkloadEntryOf => isWorkload(entry.resource) && !isSelf(entry, context, view),
  );
  if (place.role === 'labels' || place.others.pairs.length === 0) return others;
  const fitting = others.filter((workload) => selects(place.others, workload.resource.labels));
  return fitting.length > 0 ? fitting : others;
}

function workloadsOfNamespaces({ namespace, reach }: LabelPlace, view: MeshView): ResourceEntry[] {
  const isOpen = namespace === '' || reach === 'mesh';
  const namespaces = isOpen ? view.workloadNamespaces() : [namespace, ''];
  return [...new Set([namespace, ...namespaces])].flatMap((each) => view.workloadsIn(each));
}

/** Those behind the host of a DestinationRule; all of the namespace where nobody defines the host. */
function workloadsOfHost(place: LabelPlace, { cursor, names, spot }: OfferContext): ResourceEntry[] {
  const host = writtenAt(mapAtPath(cursor.resource, ['spec']), 'host');
  const behind = host === undefined ? [] : names.workloadsOf(host);
  return behind.length > 0 ? behind : workloadsOfNamespaces(place, spot.view);
}

function selectorsInReach(view: MeshView, place: LabelPlace): SelectingEntry[] {
  const readable = (entry: ResourceEntry): boolean => isSelecting(entry) && entry.resource.selector.labels.isComplete;
  const own = view.lookup(selectorsKey(place.namespace), readable);
  const open = place.namespace === '' ? [] : view.lookup(selectorsKey(''), readable);
  return [...own, ...open] as SelectingEntry[];
}

function isSelf(entry: ResourceEntry, { cursor, name }: OfferContext, view: MeshView): boolean {
  const { resource } = entry;
  return entry.file === view.viewer && resource.kindNode.text === cursor.kind && resource.name === name;
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
