/**
 * Turns the tree of the `yaml` library into our nodes. Ranges of collections are our own: they end with their last
 * child (or the colon or dash after which nothing stands), not with the comments and line breaks behind it.
 */

import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Alias as LibraryAlias,
  type YAMLMap as LibraryMap,
  type Scalar as LibraryScalar,
  type YAMLSeq as LibrarySeq,
} from 'yaml';
import { t } from '../l10n.ts';
import {
  Alias,
  BlockMap,
  BlockSeq,
  DOUBLE,
  FlowMap,
  FlowSeq,
  FOLDED,
  LITERAL,
  Pair,
  PLAIN,
  resolvedScalar,
  SINGLE,
  TaggedMap,
  TaggedSeq,
} from './node-classes.ts';
import type { MapNode, PairNode, ScalarNode, SeqNode, YamlNode, YamlProblem, YamlProblemCode } from './nodes.ts';

/** Deeper nesting is left out of the tree, so that everything that walks a tree may recurse. */
export const MAX_DEPTH = 200;

/** An alias is not followed where all aliases together would stand for more nodes than this, or this many times the written ones. */
const MAX_EXPANDED_NODES = 10_000;
const MAX_EXPANSION_FACTOR = 10;
/** More repeated keys than these are not listed. */
const MAX_DUPLICATE_KEYS = 20;

export interface ConvertedTree {
  readonly root: YamlNode | undefined;
  readonly problems: readonly YamlProblem[];
}

/** The nodes for the content of one library document, and what only shows once aliases and keys are resolved. */
export function convertLibraryTree(contents: unknown, text: string): ConvertedTree {
  const converter = new TreeConverter(text);
  const root = converter.convert(contents, 0);
  return { root, problems: converter.problems };
}

interface Anchor {
  /** `undefined` while the anchored node is being converted: an alias to it would contain itself. */
  node: ScalarNode | MapNode | SeqNode | undefined;
  /** How many nodes it stands for with its aliases followed. */
  expandedNodes: number;
  /** How many levels lie below it with its aliases followed. */
  height: number;
}

class TreeConverter {
  readonly problems: YamlProblem[] = [];
  private readonly text: string;
  private readonly anchors = new Map<string, Anchor>();
  private writtenNodes = 0;
  private expandedNodes = 0;
  private isTooLarge = false;
  private isTooDeep = false;
  private duplicateKeys = 0;
  /** The deepest level reached, counting what aliases stand for. */
  private deepest = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** `undefined` for nothing: an empty scalar without properties, or what lies too deep. */
  convert(node: unknown, depth: number): YamlNode | undefined {
    if (isAlias(node)) return this.convertAlias(node, depth);
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) return undefined;
    if (depth > MAX_DEPTH) {
      this.reportDepth(node.range?.[0] ?? 0);
      return undefined;
    }
    const { anchor } = node;
    if (isScalar(node) && isNothing(node) && !anchor && node.tag === undefined) return undefined;
    const before = this.expandedNodes;
    const deepestBefore = this.deepest;
    this.deepest = depth;
    this.writtenNodes++;
    this.expandedNodes++;
    const pending: Anchor | undefined = anchor ? { node: undefined, expandedNodes: 0, height: 0 } : undefined;
    if (anchor && pending) this.anchors.set(anchor, pending);
    const converted = isScalar(node)
      ? this.convertScalar(node)
      : isMap(node)
        ? this.convertMap(node, depth)
        : this.convertSeq(node, depth);
    if (pending) {
      pending.node = converted;
      pending.expandedNodes = this.expandedNodes - before;
      pending.height = this.deepest - depth;
    }
    this.deepest = Math.max(this.deepest, deepestBefore);
    return converted;
  }

  private convertScalar(node: LibraryScalar): ScalarNode {
    const [start, end] = node.range ?? [0, 0];
    const style = styleOf(node.type);
    const isQuoted = style === SINGLE || style === DOUBLE;
    const last = style === PLAIN || isQuoted ? Math.min(end, this.text.length) : this.blockScalarEnd(end, start);
    const written = this.text.slice(start, last);
    // Of a quoted scalar that is not closed the library drops the last character along with the quote that is missing.
    const isUnclosed = isQuoted && (written.length === 1 || written.charAt(0) !== written.charAt(written.length - 1));
    const text = isUnclosed && !written.includes('\n') ? written.slice(1) : (node.source ?? '');
    return resolvedScalar(text, start, last, style, node.tag);
  }

  private convertMap(node: LibraryMap, depth: number): MapNode {
    const pairs: PairNode[] = [];
    const isFlow = node.flow === true;
    let start = node.range?.[0] ?? 0;
    let end = start;
    for (const item of node.items) {
      if (!isPair(item)) continue;
      let key = this.convert(item.key, depth + 1) ?? this.emptyKey(item.key, start);
      start = Math.min(start, key.start);
      if (!isFlow) key = this.splitKey(key, pairs);
      const value = this.convert(item.value, depth + 1);
      pairs.push(new Pair(key, value));
      end = Math.max(end, key.end, value ? value.end : this.endOfNothing(item.value, key.end));
    }
    this.reportDuplicateKeys(pairs);
    if (isFlow) end = Math.max(end, this.trimEnd(node.range?.[1] ?? end, start));
    if (node.tag !== undefined) return new TaggedMap(start, end, pairs, isFlow, node.tag);
    return isFlow ? new FlowMap(start, end, pairs) : new BlockMap(start, end, pairs);
  }

  /**
   * Where keys are typed without a colon, the library takes them for the beginning of the next key. They become keys
   * without value in `pairs`; returned is the key that has the colon.
   */
  private splitKey(key: YamlNode, pairs: PairNode[]): YamlNode {
    if (key.kind !== 'scalar' || key.style !== 'plain' || key.tag !== undefined) return key;
    const written = this.text.slice(key.start, key.end);
    const lineStart = this.text.lastIndexOf('\n', key.start - 1) + 1;
    // After `?` a key may have several lines.
    if (!written.includes('\n') || this.text.slice(lineStart, key.start).includes('?')) return key;
    let last: YamlNode = key;
    let offset = key.start;
    for (const line of written.split('\n')) {
      const text = line.trim();
      const start = offset + line.indexOf(text);
      offset += line.length + 1;
      if (text === '') continue;
      if (last !== key) pairs.push(new Pair(last, undefined));
      last = resolvedScalar(text, start, start + text.length, PLAIN, undefined);
    }
    return last;
  }

  private convertSeq(node: LibrarySeq, depth: number): SeqNode {
    const items: (YamlNode | undefined)[] = [];
    const isFlow = node.flow === true;
    let start = node.range?.[0] ?? 0;
    let end = start;
    for (const item of node.items) {
      const converted = this.convert(item, depth + 1);
      items.push(converted);
      if (converted) start = Math.min(start, converted.start);
      end = Math.max(end, converted ? converted.end : this.endOfNothing(item, start));
    }
    if (isFlow) end = Math.max(end, this.trimEnd(node.range?.[1] ?? end, start));
    if (node.tag !== undefined) return new TaggedSeq(start, end, items, isFlow, node.tag);
    return isFlow ? new FlowSeq(start, end, items) : new BlockSeq(start, end, items);
  }

  private convertAlias(node: LibraryAlias, depth: number): Alias {
    const [start, end] = node.range ?? [0, 0];
    const name = node.source;
    this.writtenNodes++;
    this.expandedNodes++;
    const anchor = this.anchors.get(name);
    if (name === '') {
      // The missing name is a syntax error already.
    } else if (!anchor) {
      this.report('unknown-anchor', 'error', start, end, t('No anchor &{0} stands before this alias.', name));
    } else if (!anchor.node) {
      this.report('cyclic-alias', 'error', start, end, t('*{0} stands inside its own anchor &{0}.', name));
    } else if (this.exceedsLimit(anchor.expandedNodes) || depth + anchor.height > MAX_DEPTH) {
      if (!this.isTooLarge) {
        const message = t('The aliases up to *{0} repeat too much content to be followed.', name);
        this.report('alias-too-large', 'error', start, end, message);
      }
      this.isTooLarge = true;
    } else {
      this.expandedNodes += anchor.expandedNodes;
      this.deepest = Math.max(this.deepest, depth + anchor.height);
      return new Alias(start, end, name, anchor.node);
    }
    return new Alias(start, end, name, undefined);
  }

  private exceedsLimit(added: number): boolean {
    const limit = Math.max(MAX_EXPANDED_NODES, MAX_EXPANSION_FACTOR * this.writtenNodes);
    return this.expandedNodes + added > limit;
  }

  /** The key of `: value`; also of a key that lies too deep. */
  private emptyKey(node: unknown, fallback: number): ScalarNode {
    const start = isScalar(node) && node.range ? node.range[0] : fallback;
    return resolvedScalar('', start, start, PLAIN, undefined);
  }

  /** Where a pair or item ends whose value is nothing: right after its colon or dash. */
  private endOfNothing(node: unknown, start: number): number {
    if (!isScalar(node) || !node.range) return start;
    return this.trimEnd(node.range[0], start);
  }

  /** The end of the last line that is not blank. */
  private blockScalarEnd(end: number, start: number): number {
    let last = this.trimEnd(end, start);
    while (last < end && last < this.text.length && !isLineBreak(this.text.charCodeAt(last))) last++;
    return last;
  }

  private trimEnd(end: number, start: number): number {
    let last = Math.min(end, this.text.length);
    while (last > start && isWhiteSpace(this.text.charCodeAt(last - 1))) last--;
    return last;
  }

  private reportDuplicateKeys(pairs: readonly PairNode[]): void {
    if (pairs.length < 2) return;
    const seen = new Set<string>();
    for (const { key } of pairs) {
      // Several merge keys are merged one after the other.
      if (key.kind !== 'scalar' || (key.text === '<<' && key.style === 'plain')) continue;
      if (seen.has(key.text) && this.duplicateKeys++ < MAX_DUPLICATE_KEYS) {
        const message = t('"{0}" stands in this mapping already; only the last one counts.', key.text);
        this.report('duplicate-key', 'warning', key.start, key.end, message);
      }
      seen.add(key.text);
    }
  }

  private reportDepth(start: number): void {
    if (!this.isTooDeep) this.problems.push(limitProblem('too-deep', start, Math.min(start + 1, this.text.length)));
    this.isTooDeep = true;
  }

  private report(
    code: YamlProblemCode,
    severity: YamlProblem['severity'],
    start: number,
    end: number,
    message: string,
  ): void {
    this.problems.push({ code, severity, start, end, message });
  }
}

/** The problem for what is left out of the tree. */
export function limitProblem(code: 'too-deep' | 'too-large', start: number, end: number): YamlProblem {
  const message =
    code === 'too-deep'
      ? t('Nested too deeply: what lies below is not read.')
      : t('This document is too large and complicated to be read.');
  return { code, severity: 'error', start, end, message };
}

/** Whether a library scalar is what the library puts where nothing is written. */
function isNothing(node: LibraryScalar): boolean {
  return node.type === 'PLAIN' && node.range !== undefined && node.range !== null && node.range[0] === node.range[1];
}

function styleOf(type: LibraryScalar['type']): number {
  switch (type) {
    case 'QUOTE_SINGLE':
      return SINGLE;
    case 'QUOTE_DOUBLE':
      return DOUBLE;
    case 'BLOCK_LITERAL':
      return LITERAL;
    case 'BLOCK_FOLDED':
      return FOLDED;
    default:
      return PLAIN;
  }
}

function isWhiteSpace(code: number): boolean {
  return code === 32 || code === 9 || isLineBreak(code);
}

function isLineBreak(code: number): boolean {
  return code === 10 || code === 13;
}
