/**
 * How field rules read a map: aliases and merge keys followed, nulls and values of a wrong type absent (the API server
 * drops the former and refuses the latter), and so is text that something else fills in (`${NAME}`).
 */
import { jsonKey } from '../schema/checks/reading.ts';
import { durationMs } from '../schema/durations.ts';
import { isPlaceholder } from '../schema/scalars.ts';
import { dereference, effectivePairs, pairOf } from '../yaml/node-access.ts';
import type { MapNode, PairNode, RelativeRange, ScalarNode, SeqNode, YamlNode } from '../yaml/nodes.ts';
import { isStringScalar, scalarValue } from '../yaml/scalar-value.ts';

/** A value and the scalar that says it. */
export interface Said<T> {
  readonly value: T;
  readonly node: ScalarNode;
}

/** A pair of a map with free keys. */
export interface FreeEntry {
  /** As JSON has it: keys are strings there. */
  readonly key: string;
  readonly keyNode: ScalarNode;
  readonly pair: PairNode;
  /** Never null. */
  readonly value: ScalarNode | MapNode | SeqNode;
}

const NO_ITEMS: SeqNode['items'] = [];
const NO_PAIRS: readonly PairNode[] = [];

/** The pair of `field` if it is set; a null is not. */
export function setPair(map: MapNode | undefined, field: string): PairNode | undefined {
  const pair = map && pairOf(map, field);
  return pair && presentValue(pair.value) ? pair : undefined;
}

/** Whether `field` is set, to whatever value. */
export function isSet(map: MapNode | undefined, field: string): boolean {
  return setPair(map, field) !== undefined;
}

/** The key of `field` to point at; `undefined` where it is not set. */
export function keyOf(map: MapNode | undefined, field: string): RelativeRange | undefined {
  return setPair(map, field)?.key;
}

/** The string at `field`; absent also where it is yet to be filled in. */
export function textAt(map: MapNode | undefined, field: string): Said<string> | undefined {
  return asText(map && pairOf(map, field)?.value);
}

/** The strings of the list at `field`. */
export function textsAt(map: MapNode | undefined, field: string): Said<string>[] {
  return itemsOf(listAt(map, field)).flatMap((item) => asText(item) ?? []);
}

/**
 * One of several words: what is set, `absent` where nothing or an empty text is, and `undefined` where what it will be is not known
 * (text to be filled in, a value of a wrong type).
 */
export function wordAt(map: MapNode | undefined, field: string, absent: string): string | undefined {
  if (!isSet(map, field)) return absent;
  const text = textAt(map, field)?.value;
  return text === '' ? absent : text;
}

/** The number at `field`. */
export function numberAt(map: MapNode | undefined, field: string): Said<number> | undefined {
  return asNumber(map && pairOf(map, field)?.value);
}

/** The boolean at `field`; `false` where nothing is set. */
export function flagAt(map: MapNode | undefined, field: string): boolean {
  const node = dereference(map && pairOf(map, field)?.value);
  return node?.kind === 'scalar' && scalarValue(node) === true;
}

/** Whether `field` is `false`, or not set; what is yet to be filled in may become true. */
export function isOff(map: MapNode | undefined, field: string): boolean {
  const node = presentValue(map && pairOf(map, field)?.value);
  return node === undefined || (node.kind === 'scalar' && scalarValue(node) === false);
}

/** The duration at `field` in milliseconds; `value` is `undefined` for text that is no duration. */
export function durationAt(map: MapNode | undefined, field: string): Said<number | undefined> | undefined {
  const text = textAt(map, field);
  return text && { value: durationMs(text.value), node: text.node };
}

/** The map at `field`. */
export function mapAt(map: MapNode | undefined, field: string): MapNode | undefined {
  const node = dereference(map && pairOf(map, field)?.value);
  return node?.kind === 'map' ? node : undefined;
}

/** The list at `field`. */
export function listAt(map: MapNode | undefined, field: string): SeqNode | undefined {
  const node = dereference(map && pairOf(map, field)?.value);
  return node?.kind === 'seq' ? node : undefined;
}

/** The maps of the list at `field`. */
export function mapsAt(map: MapNode | undefined, field: string): MapNode[] {
  return mapsIn(listAt(map, field));
}

/** The maps of a list. */
export function mapsIn(list: SeqNode | undefined): MapNode[] {
  return itemsOf(list).filter((item) => item.kind === 'map');
}

/** How many items the list at `field` has; 0 where there is none. */
export function countAt(map: MapNode | undefined, field: string): number {
  return listAt(map, field)?.items.length ?? 0;
}

/** The items of a list that are not null. */
export function itemsOf(list: SeqNode | undefined): (ScalarNode | MapNode | SeqNode)[] {
  const items: (ScalarNode | MapNode | SeqNode)[] = [];
  for (const item of list?.items ?? NO_ITEMS) {
    const value = presentValue(item);
    if (value) items.push(value);
  }
  return items;
}

/** The pairs of a map with free keys; those whose value is null are left out. */
export function entriesOf(map: MapNode | undefined): FreeEntry[] {
  const entries: FreeEntry[] = [];
  for (const pair of map ? effectivePairs(map) : NO_PAIRS) {
    const keyNode = dereference(pair.key);
    const value = presentValue(pair.value);
    if (keyNode?.kind === 'scalar' && value) entries.push({ key: jsonKey(keyNode), keyNode, pair, value });
  }
  return entries;
}

/** `node` as a string; `undefined` for anything else and for text that is yet to be filled in. */
export function asText(node: YamlNode | undefined): Said<string> | undefined {
  const target = dereference(node);
  if (target?.kind !== 'scalar' || !isStringScalar(target)) return undefined;
  const value = target.text;
  return isPlaceholder(value) ? undefined : { value, node: target };
}

/** `node` as a number. */
export function asNumber(node: YamlNode | undefined): Said<number> | undefined {
  const target = dereference(node);
  if (target?.kind !== 'scalar') return undefined;
  const value = scalarValue(target);
  return typeof value === 'number' ? { value, node: target } : undefined;
}

/** What stands there, aliases followed; `undefined` for nothing and null. */
export function presentValue(node: YamlNode | undefined): ScalarNode | MapNode | SeqNode | undefined {
  const target = dereference(node);
  return target?.kind === 'scalar' && scalarValue(target) === null ? undefined : target;
}
