/** Labels and label selectors as they are written, with the nodes to point at. */
import { dereference, effectivePairs } from '../yaml/node-access.ts';
import type { MapNode, ScalarNode, YamlNode } from '../yaml/nodes.ts';
import { isStringScalar, scalarValue } from '../yaml/scalar-value.ts';

export interface LabelPair {
  readonly key: string;
  readonly value: string;
  readonly keyNode: ScalarNode;
  readonly valueNode: ScalarNode;
}

export interface Labels {
  /** The map they were read from; `undefined` where there is none. */
  readonly node: MapNode | undefined;
  readonly pairs: readonly LabelPair[];
  /** False if the text has something here that is no label (a number, a half-typed key) or will be filled in later. */
  readonly isComplete: boolean;
}

/** More than any real resource has. What is beyond is not read, so that hostile text costs no more than a large one. */
const MAX_LABELS = 500;

export const NO_LABELS: Labels = { node: undefined, pairs: [], isComplete: true };

/** Reads a map of strings. Whatever is not a string is left out and makes the set incomplete. */
export function decodeLabels(node: YamlNode | undefined): Labels {
  const map = dereference(node);
  if (map === undefined) return NO_LABELS;
  if (map.kind !== 'map')
    return { node: undefined, pairs: [], isComplete: map.kind === 'scalar' && scalarValue(map) === null };
  const pairs: LabelPair[] = [];
  let isComplete = true;
  for (const pair of effectivePairs(map)) {
    if (pairs.length >= MAX_LABELS) {
      isComplete = false;
      break;
    }
    const keyNode = dereference(pair.key);
    const valueNode = dereference(pair.value);
    if (keyNode?.kind !== 'scalar' || valueNode?.kind !== 'scalar' || !isStringScalar(valueNode)) {
      isComplete = false;
      continue;
    }
    const value = valueNode.text;
    // `${APP}` is filled in later, by envsubst or Flux: what it will be is not known.
    if (value.includes('${')) isComplete = false;
    pairs.push({ key: keyNode.text, value, keyNode, valueNode });
  }
  return { node: map, pairs, isComplete };
}

/**
 * `base` overlaid by `over`: of two pairs with one key the one in `over` stays. Istio merges `spec.labels` of a
 * WorkloadEntry with its `metadata.labels` this way, the latter winning (pkg/config/workloadinstance, ConvertWorkloadEntry).
 */
export function overlayLabels(base: Labels, over: Labels): Labels {
  if (over.pairs.length === 0 && over.isComplete) return base;
  if (base.pairs.length === 0 && base.isComplete) return over;
  const keys = new Set(over.pairs.map((pair) => pair.key));
  return {
    node: base.node ?? over.node,
    pairs: [...base.pairs.filter((pair) => !keys.has(pair.key)), ...over.pairs],
    isComplete: base.isComplete && over.isComplete,
  };
}

/**
 * Labels that istiod itself puts on every endpoint, from its locality, network, cluster and node
 * (pkg/config/labels and AugmentLabels, pilot/pkg/serviceregistry/util/label): files cannot tell their values.
 */
const ADDED_BY_ISTIOD: ReadonlySet<string> = new Set([
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
  'topology.istio.io/subzone',
  'topology.istio.io/cluster',
  'topology.istio.io/network',
  'kubernetes.io/hostname',
]);

/** True for a label whose value istiod sets when it makes the endpoint, so that no file can contradict it. */
export function isAddedByIstiod(key: string): boolean {
  return ADDED_BY_ISTIOD.has(key);
}

/** The value that `labels` has for `key`; `undefined` where it has none. */
export function labelValue(labels: Labels, key: string): string | undefined {
  return labels.pairs.find((pair) => pair.key === key)?.value;
}

/** True if `labels` has every pair of `selector`, equal to the letter; labels that istiod adds are taken to fit. */
export function selects(selector: Labels, labels: Labels): boolean {
  return selector.pairs.every(
    (wanted) => labelValue(labels, wanted.key) === wanted.value || isAddedByIstiod(wanted.key),
  );
}
