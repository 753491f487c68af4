/** How checks read the fields of a map: a null is an absent field. */
import { dereference, effectivePairs, pairOf } from '../../yaml/node-access.ts';
import type { MapNode, PairNode, ScalarNode, SeqNode, YamlNode } from '../../yaml/nodes.ts';
import { scalarValue } from '../../yaml/scalar-value.ts';
import type { Checked } from '../checks.ts';
import { isNull } from '../scalars.ts';

/** The pair of `field`, unless its value is null. */
export function presentPair({ document }: Checked, map: MapNode, field: string): PairNode | undefined {
  const pair = pairOf(map, field);
  return pair && !isNull(pair.value, document.text) ? pair : undefined;
}

/** The text of a scalar at `field`; empty where there is none. */
export function textAt(map: MapNode, field: string): string {
  return textOf(pairOf(map, field)?.value) ?? '';
}

/** The text of a scalar. */
export function textOf(node: YamlNode | undefined): string | undefined {
  const target = dereference(node);
  return target?.kind === 'scalar' ? target.text : undefined;
}

/** The items of the list at `field`. */
export function itemsAt(map: MapNode, field: string): readonly (ScalarNode | MapNode | SeqNode)[] {
  const list = dereference(pairOf(map, field)?.value);
  return list?.kind === 'seq' ? list.items.flatMap((item) => dereference(item) ?? []) : [];
}

/** The keys of a map as JSON will have them, with their nodes; pairs of null are left out. */
export function keysOf(
  { document, node: checked, pairs }: Checked,
  map: MapNode,
): { readonly key: string; readonly node: ScalarNode; readonly pair: PairNode }[] {
  return (map === checked ? pairs : effectivePairs(map)).flatMap((pair) => {
    const node = dereference(pair.key);
    if (node?.kind !== 'scalar' || isNull(pair.value, document.text)) return [];
    return [{ key: jsonKey(node), node, pair }];
  });
}

/** Plain keys that start otherwise are text as they stand. */
const MAY_BE_OTHER_THAN_TEXT = /^(?:[-+.0-9~]|[yYnNtTfFoO].{0,4}$)/;

/** The text of a key after YAML was turned into JSON, where keys are strings. */
export function jsonKey(node: ScalarNode): string {
  if (node.style !== 'plain') return node.text;
  const { text } = node;
  return MAY_BE_OTHER_THAN_TEXT.test(text) ? String(scalarValue(node) ?? 'null') : text;
}

/** The key of a pair to point at; keys of fields are scalars. */
export function keyNode(pair: PairNode): ScalarNode {
  return (dereference(pair.key) ?? pair.key) as ScalarNode;
}
