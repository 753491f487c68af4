/**
 * A resource as the API server keeps it: JSON without nulls. The simulation reads resources in this form; where something
 * comes from is said as a path in it, and `rangeAt` finds the text of a path when somebody wants to see it.
 */
import { jsonKey } from '../schema/checks/reading.ts';
import { dereference, effectivePairs, pairOf } from '../yaml/node-access.ts';
import type { MapNode, RelativeRange, YamlNode } from '../yaml/nodes.ts';
import { isStringScalar, scalarValue } from '../yaml/scalar-value.ts';

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonMap;

export interface JsonMap {
  readonly [key: string]: JsonValue;
}

export const NO_FIELDS: JsonMap = {};

/** Steps from the root of a resource: `['spec', 'ports', 0, 'targetPort']`. */
export type JsonPath = readonly (string | number)[];

/** The map as JSON; pairs whose value is null are left out, as the API server leaves them out. */
export function toJson(map: MapNode): JsonMap {
  // Without a prototype, so that a key such as `constructor` is nothing but a key.
  const result: Record<string, JsonValue> = Object.create(null);
  for (const pair of effectivePairs(map)) {
    const key = dereference(pair.key);
    const value = jsonValueOf(pair.value);
    if (key?.kind === 'scalar' && value !== null) result[jsonKey(key)] = value;
  }
  return result;
}

/** The map that `toJson(map)` would have at `key`, without reading the rest; `undefined` where there is none. */
export function mapNodeAt(map: MapNode | undefined, key: string): MapNode | undefined {
  const value = map && valueAt(map, key);
  return value?.kind === 'map' ? value : undefined;
}

/** The text at `key` as `textAt(toJson(map), key)` has it, without reading the rest. */
export function textIn(map: MapNode | undefined, key: string): string {
  const value = map && valueAt(map, key);
  const text = value && jsonValueOf(value);
  return typeof text === 'string' ? text : '';
}

/** Of several pairs with this key the last that is not null. */
function valueAt(map: MapNode, wanted: string): YamlNode | undefined {
  let found: YamlNode | undefined;
  for (const pair of effectivePairs(map)) {
    const key = dereference(pair.key);
    if (key?.kind !== 'scalar' || jsonKey(key) !== wanted) continue;
    const value = dereference(pair.value);
    if (value && !(value.kind === 'scalar' && jsonValueOf(value) === null)) found = value;
  }
  return found;
}

function jsonValueOf(node: YamlNode | undefined): JsonValue {
  const target = dereference(node);
  switch (target?.kind) {
    case 'map':
      return toJson(target);
    case 'seq':
      return target.items.map(jsonValueOf);
    case 'scalar':
      return isStringScalar(target) ? target.text : (scalarValue(target) ?? null);
    default:
      return null;
  }
}

/** Where the value at `path` stands: its key where there is one, else the innermost thing around it that exists. */
export function rangeAt(root: MapNode, path: JsonPath): RelativeRange {
  let node: YamlNode = root;
  let range: RelativeRange = root.pairs[0]?.key ?? root;
  for (const step of path) {
    const target = dereference(node);
    if (typeof step === 'number') {
      const item = target?.kind === 'seq' ? target.items[step] : undefined;
      if (!item) return range;
      node = item;
      const inner = dereference(item);
      range = inner?.kind === 'map' ? (inner.pairs[0]?.key ?? inner) : item;
      continue;
    }
    const pair = target?.kind === 'map' ? pairOf(target, step) : undefined;
    if (!pair) return range;
    range =
      dereference(pair.value)?.kind === 'scalar'
        ? { start: pair.key.start, end: pair.value?.end ?? pair.key.end }
        : pair.key;
    if (!pair.value) return range;
    node = pair.value;
  }
  return range;
}

export function isMap(value: JsonValue | undefined): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The map at `key`; `undefined` where there is none. */
export function mapAt(map: JsonMap | undefined, key: string): JsonMap | undefined {
  const value = map?.[key];
  return isMap(value) ? value : undefined;
}

/** The list at `key`; `undefined` where there is none, which now and then means something else than an empty one. */
export function listAt(map: JsonMap | undefined, key: string): readonly JsonValue[] | undefined {
  const value = map?.[key];
  return Array.isArray(value) ? (value as readonly JsonValue[]) : undefined;
}

/** The maps of the list at `key`. */
export function mapsAt(map: JsonMap | undefined, key: string): readonly JsonMap[] {
  return (listAt(map, key) ?? []).filter(isMap);
}

/** The string at `key`; empty where there is none. */
export function textAt(map: JsonMap | undefined, key: string): string {
  const value = map?.[key];
  return typeof value === 'string' ? value : '';
}

/** The strings of the list at `key`. */
export function textsAt(map: JsonMap | undefined, key: string): readonly string[] {
  return (listAt(map, key) ?? []).filter((item) => typeof item === 'string');
}

/** The number at `key`; 0 where there is none. */
export function numberAt(map: JsonMap | undefined, key: string): number {
  const value = map?.[key];
  return typeof value === 'number' ? value : 0;
}

/** The boolean at `key`; `undefined` where there is none. */
export function flagAt(map: JsonMap | undefined, key: string): boolean | undefined {
  const value = map?.[key];
  return typeof value === 'boolean' ? value : undefined;
}

/** The map of strings at `key`, such as labels. */
export function labelsAt(map: JsonMap | undefined, key: string): LabelMap {
  return textsOf(mapAt(map, key) ?? NO_FIELDS);
}

/** The strings of a map by their names. */
export function textsOf(map: JsonMap): LabelMap {
  const texts: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(map)) if (typeof value === 'string') texts[name] = value;
  return texts;
}

export type LabelMap = Readonly<Record<string, string>>;

/** Whether `labels` has every pair of `wanted` (D1.4). */
export function hasLabels(wanted: LabelMap, labels: LabelMap): boolean {
  for (const key in wanted) if (labels[key] !== wanted[key]) return false;
  return true;
}

/** Whether two sets of labels, or of anything by name, are the same. */
export function sameLabels(left: LabelMap, right: LabelMap): boolean {
  return hasLabels(left, right) && hasLabels(right, left);
}
