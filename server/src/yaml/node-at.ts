/** What stands at an offset, and what something typed there would belong to. */

import { dereference } from './node-access.ts';
import type { MapNode, PairNode, SeqNode, YamlDocument, YamlNode } from './nodes.ts';
import { typingPlace } from './typing-place.ts';

/** A step from a collection to what it holds: a key's text, or an index. */
export type PathStep = string | number;

export interface NodePosition {
  /**
   * The nodes around the offset, innermost first. A cursor right behind a node's last character is on it, and one behind
   * a colon or dash after which nothing stands is in the collection that this ends.
   */
  readonly nodes: readonly YamlNode[];
  /** The innermost pair around the offset; also where the offset is behind its colon and nothing stands there. */
  readonly pair: PairNode | undefined;
  /** The mapping that `pair` belongs to. */
  readonly map: MapNode | undefined;
  /** Whether the offset is on the key of `pair` or behind it; `undefined` without a pair. */
  readonly part: 'key' | 'value' | undefined;
  /** From the root to the innermost node; for a key, to the mapping that holds it and then the key's text. */
  readonly path: readonly PathStep[];
}

/** What stands at `offset` in the tree; aliases are not followed. */
export function nodeAt(document: YamlDocument, offset: number): NodePosition {
  const { text } = document;
  const nodes: YamlNode[] = [];
  const path: PathStep[] = [];
  let pair: PairNode | undefined;
  let map: MapNode | undefined;
  let part: NodePosition['part'];
  let node = contains(text, document.root, offset) ? document.root : undefined;
  while (node) {
    nodes.unshift(node);
    if (node.kind === 'map') {
      const found: PairNode | undefined = pairAt(text, node, offset);
      if (!found) {
        pair = undefined;
        map = undefined;
        part = undefined;
        break;
      }
      pair = found;
      map = node;
      part = offset <= found.key.end ? 'key' : 'value';
      path.push(keyText(found.key));
      const next: YamlNode | undefined = part === 'key' ? found.key : found.value;
      node = contains(text, next, offset) ? next : undefined;
    } else if (node.kind === 'seq') {
      const index = node.items.findIndex((item) => contains(text, item, offset));
      if (index === -1) break;
      path.push(index);
      node = node.items[index];
    } else break;
  }
  return { nodes, pair, map, part, path };
}

export interface TypingContext {
  /**
   * `key`: what is typed is an entry of the collection at `path`, usually a key. Where `path` ends with an index or
   * leads to a key with nothing behind it, it may also become the item or value itself; where it leads to a sequence, it
   * needs a dash. `value`: what is typed stands behind the colon of the key at `path`, or is the item at `path` inside
   * brackets.
   */
  readonly kind: 'key' | 'value';
  /** Keys and indexes from the root; what it leads to need not exist in the tree. */
  readonly path: readonly PathStep[];
  /** The collection at `path` for a key, and the one that holds the value for a value, as far as the tree has it. */
  readonly parent: MapNode | SeqNode | undefined;
  /** The pair whose key or value is typed, as far as the tree has it. */
  readonly pair: PairNode | undefined;
  /** What is being typed, to be replaced by what is chosen: the key, the value, or a word; perhaps empty. */
  readonly start: number;
  readonly end: number;
  /** The zero-based column of `start`. */
  readonly column: number;
  /** Whether it stands inside brackets or braces. */
  readonly isFlow: boolean;
}

/**
 * What something typed at `offset` would belong to, by the tree inside brackets and by the indentation of lines
 * elsewhere, so that it also works on empty lines and in half-typed text. `undefined` in comments, block scalars and
 * document markers.
 */
export function contextAt(document: YamlDocument, offset: number): TypingContext | undefined {
  const flow = flowContext(document, offset);
  if (flow) return flow;
  const place = typingPlace(document.text, offset);
  if (!place) return undefined;
  const path = place.ancestors.map((ancestor) => ancestor.step);
  const { node, pair } = followOffsets(document.root, place.ancestors);
  const { kind, start, end, column } = place;
  if (kind === 'value') {
    const holder = followOffsets(document.root, place.ancestors.slice(0, -1)).node;
    return { kind, path, parent: collection(holder), pair, start, end, column, isFlow: false };
  }
  const parent = collection(node);
  const keys = parent?.kind === 'map' ? parent.pairs : [];
  const own = keys.find(({ key }) => key.start <= offset && offset <= key.end);
  return { kind, path, parent, pair: own, start, end, column, isFlow: false };
}

function collection(node: YamlNode | undefined): MapNode | SeqNode | undefined {
  const target = dereference(node);
  return target?.kind === 'map' || target?.kind === 'seq' ? target : undefined;
}

/** Follows keys and items by where they stand in the text. */
function followOffsets(
  root: YamlNode | undefined,
  ancestors: readonly { readonly step: PathStep; readonly offset: number }[],
): { readonly node: YamlNode | undefined; readonly pair: PairNode | undefined } {
  let node = root;
  let pair: PairNode | undefined;
  for (const { step, offset } of ancestors) {
    pair = undefined;
    if (node?.kind === 'map' && typeof step === 'string') {
      pair = node.pairs.find(({ key }) => key.start === offset);
      node = pair?.value;
    } else if (node?.kind === 'seq' && typeof step === 'number') node = node.items[step];
    else return { node: undefined, pair: undefined };
  }
  return { node, pair };
}

/** The context inside brackets or braces; `undefined` outside of them. */
function flowContext(document: YamlDocument, offset: number): TypingContext | undefined {
  const { text } = document;
  const { nodes, pair, part, path, map } = nodeAt(document, offset);
  const index = nodes.findIndex((node) => isOpenFlow(node, text, offset));
  const container = nodes[index];
  if (container?.kind !== 'map' && container?.kind !== 'seq') return undefined;
  const word = wordAt(text, offset, container.start + 1, /[\s,[\]{}]/);
  const column = word.start - (text.lastIndexOf('\n', word.start - 1) + 1);
  // The path leads to the innermost node; below the container lies at most one scalar.
  const inner = nodes.slice(0, index).filter((node) => node.kind === 'map' || node.kind === 'seq').length;
  const isInPair = container.kind === 'map' && map === container && pair !== undefined;
  const depth = path.length - inner;
  if (container.kind === 'map' && !(isInPair && part === 'value')) {
    const own = isInPair ? pair : undefined;
    return {
      kind: 'key',
      path: path.slice(0, own ? depth - 1 : depth),
      parent: container,
      pair: own,
      ...word,
      column,
      isFlow: true,
    };
  }
  if (container.kind === 'map') return { kind: 'value', path, parent: container, pair, ...word, column, isFlow: true };
  const itemIndex = container.items.findIndex((item) => contains(text, item, offset));
  const before = container.items.filter((item) => item !== undefined && item.end < offset).length;
  const toSequence = itemIndex === -1 ? path : path.slice(0, -1);
  const itemPath = [...toSequence, itemIndex === -1 ? before : itemIndex];
  return { kind: 'value', path: itemPath, parent: container, pair: undefined, ...word, column, isFlow: true };
}

/** Whether the offset lies between the brackets of a flow collection, or behind its end if it is not closed. */
function isOpenFlow(node: YamlNode, text: string, offset: number): boolean {
  if ((node.kind !== 'map' && node.kind !== 'seq') || !node.flow || offset <= node.start) return false;
  const isOpened = /[[{]/.test(text.charAt(node.start));
  return isOpened && (offset < node.end || !/[\]}]/.test(text.charAt(node.end - 1)));
}

/** The characters around the offset up to the next of `ends`. */
function wordAt(text: string, offset: number, from: number, ends: RegExp): { start: number; end: number } {
  let start = offset;
  while (start > from && !ends.test(text.charAt(start - 1))) start--;
  let end = offset;
  while (end < text.length && !ends.test(text.charAt(end)) && text.charAt(end) !== ':') end++;
  return { start, end };
}

/** Whether a node reaches to the offset, or ends before it with a colon or dash after which nothing stands. */
function contains(text: string, node: YamlNode | undefined, offset: number): boolean {
  if (node === undefined || offset < node.start) return false;
  if (offset <= node.end) return true;
  const isCollection = node.kind === 'map' || node.kind === 'seq';
  return isCollection && !node.flow && /^[:-][ \t]+$/.test(text.slice(node.end - 1, offset));
}

/** The pair whose key or value is at the offset, or after whose colon it stands on the key's line. */
function pairAt(text: string, map: MapNode, offset: number): PairNode | undefined {
  let low = 0;
  let high = map.pairs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((map.pairs[middle] as PairNode).key.start <= offset) low = middle;
    else high = middle - 1;
  }
  const pair = map.pairs[low];
  if (!pair || pair.key.start > offset) return undefined;
  if (offset <= pair.key.end) return pair;
  if (contains(text, pair.value, offset) && !isBetween(text, pair, offset)) return pair;
  return isBehindColon(text, pair, offset) ? pair : undefined;
}

/** Whether the offset lies on lines between a key and its value. */
function isBetween(text: string, { key, value }: PairNode, offset: number): boolean {
  return value !== undefined && offset < value.start && text.slice(key.end, offset).includes('\n');
}

function isBehindColon(text: string, { key, value }: PairNode, offset: number): boolean {
  if (value !== undefined && offset > value.start) return false;
  return /^[ \t]*:[ \t]*$/.test(text.slice(key.end, offset));
}

function keyText(key: YamlNode): string {
  const target = dereference(key);
  return target?.kind === 'scalar' ? target.text : '';
}
