/** Reading nodes the way a Kubernetes client does: aliases and merge keys followed, repeated keys resolved. */

import { Scalar } from './node-classes.ts';
import type { MapNode, PairNode, ScalarNode, SeqNode, YamlNode } from './nodes.ts';
import { isStringScalar } from './scalar-value.ts';

/** Merge keys nested more deeply are not followed. */
const MAX_MERGE_DEPTH = 32;

/** The node itself, or what an alias stands for; `undefined` for nothing and for an alias that leads nowhere. */
export function dereference(node: YamlNode | undefined): ScalarNode | MapNode | SeqNode | undefined {
  return node !== undefined && node.kind === 'alias' ? node.target : node;
}

/**
 * The pair that decides what `key` is: the last one in reading order, with the pairs of a merge key counted where the
 * merge key stands (goyaml.v2 sets keys one after the other, so a merge key overrides what stands before it).
 */
export function pairOf(map: MapNode, key: string): PairNode | undefined {
  return findPair(map, key, 0);
}

/** The value of `key`, not dereferenced; `undefined` if there is no such key or nothing stands after it. */
export function mapValue(map: MapNode, key: string): YamlNode | undefined {
  return findPair(map, key, 0)?.value;
}

/** The text of a scalar that a client reads as a string, aliases followed; `undefined` for everything else. */
export function stringValue(node: YamlNode | undefined): string | undefined {
  const target = dereference(node);
  return target?.kind === 'scalar' && isStringScalar(target) ? target.text : undefined;
}

/**
 * One pair for each key, in the order in which the deciding pairs are read, merge keys replaced by what they merge.
 * Usually `map.pairs` itself.
 */
export function effectivePairs(map: MapNode): readonly PairNode[] {
  if (isPlainMap(map)) return map.pairs;
  const pairs = new Map<string, PairNode>();
  collectPairs(map, pairs, 0);
  return [...pairs.values()];
}

/** Whether this is a merge key, `<<`. */
export function isMergeKey(node: YamlNode): boolean {
  if (node.kind !== 'scalar' || !textEquals(node, '<<')) return false;
  return node.tag === undefined ? node.style === 'plain' : node.tag === 'tag:yaml.org,2002:merge';
}

function findPair(map: MapNode, key: string, depth: number): PairNode | undefined {
  const { pairs } = map;
  for (let index = pairs.length - 1; index >= 0; index--) {
    const pair = pairs[index] as PairNode;
    const keyNode = pair.key.kind === 'alias' ? pair.key.target : pair.key;
    if (keyNode?.kind !== 'scalar') continue;
    if (isMergeKey(keyNode)) {
      if (depth === MAX_MERGE_DEPTH) continue;
      const merged = findMerged(pair.value, key, depth + 1);
      if (merged) return merged;
    } else if (textEquals(keyNode, key)) return pair;
  }
  return undefined;
}

/** Of several merged mappings the first that has the key decides. */
function findMerged(value: YamlNode | undefined, key: string, depth: number): PairNode | undefined {
  const target = dereference(value);
  if (target?.kind === 'map') return findPair(target, key, depth);
  if (target?.kind !== 'seq') return undefined;
  for (const item of target.items) {
    const map = dereference(item);
    const found = map?.kind === 'map' ? findPair(map, key, depth) : undefined;
    if (found) return found;
  }
  return undefined;
}

function collectPairs(map: MapNode, into: Map<string, PairNode>, depth: number): void {
  for (const pair of map.pairs) {
    const key = dereference(pair.key);
    if (key?.kind !== 'scalar') continue;
    if (!isMergeKey(key)) {
      // A later pair takes its own place in the order, not that of the pair it replaces.
      into.delete(key.text);
      into.set(key.text, pair);
    } else if (depth < MAX_MERGE_DEPTH) {
      const target = dereference(pair.value);
      const merged = target?.kind === 'seq' ? target.items.map(dereference).reverse() : [target];
      for (const source of merged) if (source?.kind === 'map') collectPairs(source, into, depth + 1);
    }
  }
}

/** Whether all keys are scalars that stand here once and none is a merge key. */
function isPlainMap(map: MapNode): boolean {
  const { pairs } = map;
  for (const { key } of pairs) if (key.kind !== 'scalar' || isMergeKey(key)) return false;
  if (pairs.length > 12) return new Set(pairs.map(({ key }) => (key as ScalarNode).text)).size === pairs.length;
  for (let later = 1; later < pairs.length; later++) {
    const { text } = (pairs[later] as PairNode).key as ScalarNode;
    for (let earlier = 0; earlier < later; earlier++) {
      if (textEquals((pairs[earlier] as PairNode).key as ScalarNode, text)) return false;
    }
  }
  return true;
}

function textEquals(node: ScalarNode, text: string): boolean {
  return node instanceof Scalar ? node.textEquals(text) : node.text === text;
}
