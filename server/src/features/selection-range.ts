/** What a selection grows to, step by step: a word, its quotes, its pair, the map or item, and so on to the file. */
import type { SelectionRange } from 'vscode-languageserver-types';
import type { Engine } from '../engine.ts';
import type { Position } from '../text/line-index.ts';
import { nodeAt } from '../yaml/node-at.ts';
import type { MapNode, RelativeRange, ScalarNode, SeqNode, YamlDocument, YamlNode } from '../yaml/nodes.ts';

/** One chain for each of `positions`, in their order, innermost range first. */
export function provideSelectionRanges(engine: Engine, uri: string, positions: readonly Position[]): SelectionRange[] {
  const source = engine.file(uri)?.source;
  if (!source) return positions.map((position) => ({ range: { start: position, end: position } }));
  return positions.map((position) => {
    const offset = source.offsetAt(position);
    const slot = source.slotAt(offset);
    const inSlot = rangesAround(slot.document, offset - slot.start).map(({ start, end }) => ({
      start: slot.start + start,
      end: slot.start + end,
    }));
    const last = source.slots[source.slots.length - 1];
    const file = { start: 0, end: last ? last.start + last.text.length : 0 };
    let chain: SelectionRange | undefined;
    for (const { start, end } of nested([file, ...inSlot], offset)) {
      const range = { start: source.positionAt(start), end: source.positionAt(end) };
      chain = chain ? { range, parent: chain } : { range };
    }
    return chain ?? { range: { start: position, end: position } };
  });
}

/** Those of the ranges, outermost first, that lie around `offset` and inside of the one before. */
function nested(ranges: readonly RelativeRange[], offset: number): RelativeRange[] {
  const kept: RelativeRange[] = [];
  for (const range of ranges) {
    const outer = kept[kept.length - 1];
    const isInside = !outer || (outer.start <= range.start && range.end <= outer.end);
    const isSame = outer?.start === range.start && outer.end === range.end;
    if (isInside && !isSame && range.start <= offset && offset <= range.end) kept.push(range);
  }
  return kept;
}

/** From the document inwards; some may be equal or beside the offset. */
function rangesAround(document: YamlDocument, offset: number): RelativeRange[] {
  const { text, root } = document;
  const ranges: RelativeRange[] = [trimmed(text, { start: 0, end: text.length })];
  let node = root;
  while (node) {
    ranges.push(trimmed(text, node));
    if (node.kind === 'map') node = intoMap(text, node, offset, ranges);
    else if (node.kind === 'seq') node = intoSeq(text, node, offset, ranges);
    else {
      if (node.kind === 'scalar') ranges.push(contentOf(text, node));
      break;
    }
  }
  return [...ranges, ...commentAt(document, offset)];
}

/** Adds the pair at the offset; returns its key or value, whichever is there. */
function intoMap(text: string, map: MapNode, offset: number, ranges: RelativeRange[]): YamlNode | undefined {
  const pair = map.pairs.findLast(({ key }) => key.start <= offset);
  if (!pair) return undefined;
  const { key, value } = pair;
  const colon = /^[ \t]*:/.exec(text.slice(key.end, key.end + 80))?.[0].length ?? 0;
  ranges.push(trimmed(text, { start: key.start, end: Math.max(key.end + colon, value?.end ?? 0) }));
  if (offset <= key.end) return key;
  return value && value.start <= offset ? value : undefined;
}

/** Adds the item at the offset with its dash. */
function intoSeq(text: string, seq: SeqNode, offset: number, ranges: RelativeRange[]): YamlNode | undefined {
  const items = seq.items.filter((item) => item !== undefined);
  const starts = items.map((item) => (seq.flow ? item.start : dashBefore(text, item.start)));
  const index = starts.findLastIndex((start) => start <= offset);
  const item = items[index];
  if (!item) return undefined;
  ranges.push(trimmed(text, { start: starts[index] as number, end: item.end }));
  return item.start <= offset ? item : undefined;
}

/** Where the dash stands behind which an item begins on the same line; else the item's own start. */
function dashBefore(text: string, start: number): number {
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const dash = /-[ \t]+$/.exec(line);
  return dash ? start - dash[0].length : start;
}

/** A text without its quotes, or without the header of its block. */
function contentOf(text: string, { start, end, style }: ScalarNode): RelativeRange {
  if (style === 'plain') return { start, end };
  if (style === 'single' || style === 'double') return { start: start + 1, end: Math.max(start + 1, end - 1) };
  const header = text.indexOf('\n', start);
  if (header === -1 || header >= end) return { start, end };
  const written = text.slice(header + 1, end);
  const first = header + 1 + (written.length - written.trimStart().length);
  return trimmed(text, { start: Math.min(first, end), end });
}

/** The comment at the offset, and its text. */
function commentAt(document: YamlDocument, offset: number): RelativeRange[] {
  const { text } = document;
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineFeed = text.indexOf('\n', offset);
  const line = text.slice(lineStart, lineFeed === -1 ? text.length : lineFeed).trimEnd();
  for (const { index, 0: mark } of line.matchAll(/(?<=^|[ \t])#+[ \t]*/g)) {
    const start = lineStart + index;
    if (start > offset) break;
    const [node] = nodeAt(document, start).nodes;
    if (node?.kind === 'scalar' && node.start <= start && start < node.end) continue;
    const end = lineStart + line.length;
    return [
      { start, end },
      { start: start + mark.length, end },
    ];
  }
  return [];
}

/** Without white space at its ends. */
function trimmed(text: string, { start, end }: RelativeRange): RelativeRange {
  const written = text.slice(start, end);
  const content = written.trimStart();
  if (content === '') return { start, end };
  return { start: start + written.length - content.length, end: start + written.trimEnd().length };
}
