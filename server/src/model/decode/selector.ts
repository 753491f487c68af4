import { dereference, mapValue, pairOf } from '../../yaml/node-access.ts';
import type { MapNode } from '../../yaml/nodes.ts';
import { decodeLabels } from '../labels.ts';
import type { Selector } from '../resource.ts';

/**
 * The selector at `key` of `spec`; `undefined` where the key is absent. `labelsOf` finds the labels in it:
 * under `labels` for Istio, the map itself for a Kubernetes Service.
 */
export function decodeSelector(
  spec: MapNode | undefined,
  key: string,
  labelsOf: (selector: MapNode) => MapNode | undefined,
): Selector | undefined {
  const pair = spec && pairOf(spec, key);
  const keyNode = dereference(pair?.key);
  if (!spec || keyNode?.kind !== 'scalar') return undefined;
  const value = dereference(mapValue(spec, key));
  const node = value?.kind === 'map' ? value : undefined;
  const labels = decodeLabels(node && labelsOf(node));
  // `workloadSelector: text` is refused by Istio: nothing is known of what it selects.
  const isReadable = value === undefined || value.kind === 'map' || (value.kind === 'scalar' && value.text === '');
  return { keyNode, node, labels: isReadable ? labels : { ...labels, isComplete: false } };
}
