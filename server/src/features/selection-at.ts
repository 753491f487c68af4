/** "Which selector or label is at this position", answered once for all features that start from it. */
import type { Engine, Spot } from '../engine.ts';
import type { LabelPair } from '../model/labels.ts';
import { isWorkload, type Resource } from '../model/resource.ts';
import { pairRange } from '../rules/selection-texts.ts';
import { isSelecting, type SelectingEntry, type WorkloadEntryOf } from '../simulation/selection.ts';
import type { Position } from '../text/line-index.ts';
import type { MeshView } from '../workspace/mesh-view.ts';
import { dereference, mapValue, pairOf } from '../yaml/node-access.ts';
import type { MapNode, RelativeRange, ScalarNode } from '../yaml/nodes.ts';

interface SelectionSpot {
  readonly view: MeshView;
  /** The label at the position; `undefined` on the keys above the labels. */
  readonly pair: LabelPair | undefined;
  /** The key or value at the position. */
  readonly range: RelativeRange;
}

/** A selector, or one of the labels it lists. */
export interface SelectorSpot extends SelectionSpot {
  readonly role: 'selector';
  readonly entry: SelectingEntry;
}

/** The labels by which a workload is selected, or one of them. */
export interface LabelSpot extends SelectionSpot {
  readonly role: 'labels';
  readonly entry: WorkloadEntryOf;
}

export type SelectionAt = SelectorSpot | LabelSpot;

/** The selector or label at `position`; `undefined` elsewhere, also between two labels. */
export function selectionAt(engine: Engine, uri: string, position: Position): SelectionAt | undefined {
  const spot = engine.spotAt(uri, position);
  return spot && selectionAtSpot(spot);
}

function selectionAtSpot({ entry, offset, view }: Spot): SelectionAt | undefined {
  if (!entry) return undefined;
  if (isSelecting(entry)) {
    const { keyNode, node, labels } = entry.resource.selector;
    const found = at(offset, [keyNode, labelsKey(node)], labels.pairs);
    return found && { role: 'selector', entry, view, ...found };
  }
  if (!isWorkload(entry.resource)) return undefined;
  const { resource } = entry;
  const keys = LABEL_PATHS[resource.kind].map((path) => keyAt(resource.node, path));
  const found = at(offset, keys, resource.labels.pairs);
  return found && { role: 'labels', entry: entry as WorkloadEntryOf, view, ...found };
}

const TEMPLATE = [['spec', 'template', 'metadata', 'labels']];

/** Where the labels stand that selectors are compared with, by kind of workload. */
export const LABEL_PATHS: Readonly<
  Record<Extract<Resource, { readonly labels: unknown }>['kind'], readonly (readonly string[])[]>
> = {
  WorkloadEntry: [
    ['spec', 'labels'],
    ['metadata', 'labels'],
  ],
  WorkloadGroup: [
    ['spec', 'template', 'labels'],
    ['spec', 'metadata', 'labels'],
  ],
  Pod: [['metadata', 'labels']],
  Deployment: TEMPLATE,
  StatefulSet: TEMPLATE,
  DaemonSet: TEMPLATE,
  ReplicaSet: TEMPLATE,
  Job: TEMPLATE,
  CronJob: [['spec', 'jobTemplate', 'spec', 'template', 'metadata', 'labels']],
  OtherWorkload: TEMPLATE,
};

/** The place of a label in what it belongs to: the label itself, else what stands for the whole. */
export function rangeOfLabel(
  pairs: readonly LabelPair[],
  wanted: LabelPair | undefined,
  otherwise: RelativeRange,
): RelativeRange {
  const pair = wanted && pairs.find(({ key }) => key === wanted.key);
  return pair ? pairRange(pair) : otherwise;
}

function at(
  offset: number,
  keys: readonly (ScalarNode | undefined)[],
  pairs: readonly LabelPair[],
): { readonly pair: LabelPair | undefined; readonly range: RelativeRange } | undefined {
  for (const pair of pairs) {
    for (const node of [pair.valueNode, pair.keyNode]) if (touches(node, offset)) return { pair, range: node };
  }
  const key = keys.find((node) => node && touches(node, offset));
  return key && { pair: undefined, range: key };
}

function touches(node: RelativeRange, offset: number): boolean {
  return node.start <= offset && offset <= node.end;
}

/** The key `labels` inside a `workloadSelector`; a Service has its labels directly under `selector`. */
function labelsKey(selector: MapNode | undefined): ScalarNode | undefined {
  return selector && keyAt(selector, ['labels']);
}

/** The key at the end of a path of keys. */
function keyAt(root: MapNode, path: readonly string[]): ScalarNode | undefined {
  let map: MapNode | undefined = root;
  for (const [index, name] of path.entries()) {
    if (!map) return undefined;
    if (index === path.length - 1) {
      const key = dereference(pairOf(map, name)?.key);
      return key?.kind === 'scalar' ? key : undefined;
    }
    const value = dereference(mapValue(map, name));
    map = value?.kind === 'map' ? value : undefined;
  }
  return undefined;
}
