/**
 * The only code that changes YAML text. Each function returns one edit in offsets of the document's slice, or
 * `undefined` where the text is written in a way that it does not change safely (explicit keys, anchors in the way,
 * brackets that are not closed).
 */

import type { TextEdit } from '../text/text-edit.ts';
import type { MapNode, PairNode, ScalarNode, YamlDocument, YamlNode } from './nodes.ts';
import { formatBlockEntry, formatFlow, formatScalar, type ScalarForm, type YamlValue } from './write-scalar.ts';

/**
 * Puts another value in the place of a key or value; quotes are kept, and added where a string would be read as
 * something else. A block scalar becomes a scalar on one line.
 */
export function replaceScalar(
  document: YamlDocument,
  node: ScalarNode,
  newValue: string | number | boolean | null,
): TextEdit {
  const { start, end, style } = node;
  const isFlow = isInsideFlow(document.root, node);
  const newText = formatScalar(newValue, {
    style: style === 'literal' || style === 'folded' ? 'plain' : style,
    isFlow,
  });
  return { start, end, newText };
}

/** Adds a pair at the end of a mapping, in the mapping's own style and at its indentation. */
export function insertEntry(document: YamlDocument, map: MapNode, key: string, value: YamlValue): TextEdit | undefined {
  return map.flow ? insertFlowEntry(document, map, key, value) : insertBlockEntry(document, map, key, value);
}

/** Makes a mapping of one pair the value of `pair`, a pair of `map` after whose key nothing stands yet. */
export function insertUnder(
  document: YamlDocument,
  map: MapNode,
  pair: PairNode,
  key: string,
  value: YamlValue,
): TextEdit | undefined {
  if (pair.value) return undefined;
  const { text } = document;
  const colon = colonEnd(text, pair.key.end);
  if (colon === undefined) return undefined;
  if (map.flow) {
    const newText = ` {${formatFlowEntry(key, value, flowStyle(map))}}`;
    return { start: colon, end: colon, newText };
  }
  const column = keyColumn(text, pair.key.start);
  if (column === undefined) return undefined;
  const { end } = lineAt(text, colon);
  return { start: end, end, newText: linesBelow(text, column + indentationStep(document), key, value) };
}

/**
 * Takes a pair out of its mapping, in block style with its lines and the comment on its last line; comments on lines
 * of their own stay. What is left of a mapping's only pair is `{}`.
 */
export function removeEntry(document: YamlDocument, map: MapNode, pair: PairNode): TextEdit | undefined {
  const { text } = document;
  const index = map.pairs.indexOf(pair);
  const end = pairEnd(text, pair);
  if (index === -1 || end === undefined) return undefined;
  // Other places may follow an anchor.
  if (/(?:^|[\s,[{:])&/.test(text.slice(pair.key.start, end))) return undefined;
  return map.flow ? removeFlowEntry(text, map, index, end) : removeBlockEntry(text, map, index, end);
}

function insertBlockEntry(document: YamlDocument, map: MapNode, key: string, value: YamlValue): TextEdit | undefined {
  const { text } = document;
  const last = map.pairs[map.pairs.length - 1];
  const column = map.pairs.map((pair) => keyColumn(text, pair.key.start)).find((found) => found !== undefined);
  const end = last && pairEnd(text, last);
  if (column === undefined || end === undefined) return undefined;
  const newText = linesBelow(text, column, key, value);
  let { end: lineEnd, next } = lineAt(text, end);
  if (keepsEmptyLines(text, last?.value)) {
    // Empty lines belong to the block scalar before.
    while (next < text.length && text.slice(next, lineAt(text, next).end).trim() === '')
      ({ end: lineEnd, next } = lineAt(text, next));
    if (next > lineEnd)
      return { start: next, end: next, newText: newText.slice(lineBreakOf(text).length) + lineBreakOf(text) };
  }
  return { start: lineEnd, end: lineEnd, newText };
}

function insertFlowEntry(document: YamlDocument, map: MapNode, key: string, value: YamlValue): TextEdit | undefined {
  const { text } = document;
  if (!isClosedFlow(text, map)) return undefined;
  const entry = formatFlowEntry(key, value, flowStyle(map));
  const last = map.pairs[map.pairs.length - 1];
  if (!last) return { start: map.start + 1, end: map.start + 1, newText: entry };
  const end = pairEnd(text, last);
  if (end === undefined) return undefined;
  const { start: lineStart } = lineAt(text, last.key.start);
  const before = text.slice(lineStart, last.key.start);
  const separator = before.trim() === '' ? lineBreakOf(text) + before : ' ';
  const comma = commaAfter(text, end, map.end);
  if (comma !== undefined) return { start: comma, end: comma, newText: separator + entry };
  // After a colon without a value the comma needs white space.
  return { start: end, end, newText: `${last.value ? '' : ' '},${separator}${entry}` };
}

function removeFlowEntry(text: string, map: MapNode, index: number, end: number): TextEdit | undefined {
  if (!isClosedFlow(text, map)) return undefined;
  const { start } = (map.pairs[index] as PairNode).key;
  const next = map.pairs[index + 1];
  const previous = map.pairs[index - 1];
  if (next) return { start, end: next.key.start, newText: '' };
  const previousEnd = previous && pairEnd(text, previous);
  if (previousEnd !== undefined) return { start: previousEnd, end, newText: '' };
  return { start, end: commaAfter(text, end, map.end) ?? end, newText: '' };
}

function removeBlockEntry(text: string, map: MapNode, index: number, end: number): TextEdit | undefined {
  const { start } = (map.pairs[index] as PairNode).key;
  const column = keyColumn(text, start);
  if (column === undefined) return undefined;
  const line = lineAt(text, start);
  const lastLine = lastLineOfEntry(text, end, column);
  if (map.pairs.length === 1) {
    // `labels:` and the mapping below it become `labels: {}`.
    const before = text.slice(0, start).trimEnd();
    const isBelowKey = before.endsWith(':') && before.length < line.start;
    return isBelowKey ? { start: before.length, end, newText: ' {}' } : { start, end, newText: '{}' };
  }
  if (text.slice(line.start, start).replace('\ufeff', '').trim() !== '') {
    // The key stands behind a dash, which stays for the next pair.
    const rest = /\S/.exec(text.slice(lastLine.next));
    return rest ? { start, end: lastLine.next + rest.index, newText: '' } : undefined;
  }
  const isFileEnd = lastLine.next === lastLine.end;
  const lineStart = text.startsWith('\ufeff') && line.start === 0 ? 1 : line.start;
  if (!isFileEnd || lineStart < 2) return { start: lineStart, end: lastLine.next, newText: '' };
  return { start: lineAt(text, lineStart - 1).end, end: lastLine.next, newText: '' };
}

/**
 * The last line of a pair that ends at `end`: comments below that are indented more than the key belong to it, and
 * could become part of a block scalar that stands before it.
 */
function lastLineOfEntry(text: string, end: number, column: number): ReturnType<typeof lineAt> {
  let last = lineAt(text, end);
  for (let next = last.next; next < text.length; ) {
    const line = lineAt(text, next);
    const written = text.slice(line.start, line.end);
    const indent = written.search(/\S/);
    if (indent !== -1 && (written.charAt(indent) !== '#' || indent <= column)) break;
    if (indent !== -1) last = line;
    if (line.next === line.end) break;
    next = line.next;
  }
  return last;
}

/** Where a pair ends in the text: after its value, or the colon or key after which nothing stands. */
function pairEnd(text: string, pair: PairNode): number | undefined {
  if (pair.value) return pair.value.end;
  return colonEnd(text, pair.key.end) ?? pair.key.end;
}

function colonEnd(text: string, keyEnd: number): number | undefined {
  let at = keyEnd;
  while (text.charAt(at) === ' ') at++;
  return text.charAt(at) === ':' ? at + 1 : undefined;
}

/** The column of a key in block style; `undefined` if something other than dashes stands before it on its line. */
function keyColumn(text: string, keyStart: number): number | undefined {
  const before = text.slice(lineAt(text, keyStart).start, keyStart).replace('\ufeff', '');
  return /^ *(?:- +)*$/.test(before) ? before.length : undefined;
}

/** A line's start, its end before the line break, and the start of the next line. */
function lineAt(text: string, offset: number): { start: number; end: number; next: number } {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const lineFeed = text.indexOf('\n', offset);
  if (lineFeed === -1) return { start, end: text.length, next: text.length };
  return { start, end: text.charAt(lineFeed - 1) === '\r' ? lineFeed - 1 : lineFeed, next: lineFeed + 1 };
}

function lineBreakOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

function linesBelow(text: string, column: number, key: string, value: YamlValue): string {
  const lineBreak = lineBreakOf(text);
  return formatBlockEntry(key, value)
    .map((line) => lineBreak + ' '.repeat(column) + line)
    .join('');
}

function formatFlowEntry(key: string, value: YamlValue, style: ScalarForm['style']): string {
  return `${formatScalar(key, { style, isFlow: true })}: ${formatFlow(value, style)}`;
}

/** Where the keys beside are in double quotes, as in JSON, all strings are. */
function flowStyle(map: MapNode): ScalarForm['style'] {
  const key = map.pairs[0]?.key;
  return key?.kind === 'scalar' && key.style === 'double' ? 'double' : 'plain';
}

function isClosedFlow(text: string, map: MapNode): boolean {
  return text.charAt(map.start) === '{' && text.charAt(map.end - 1) === '}' && map.end - map.start > 1;
}

/** The offset behind a comma that follows, with nothing but white space before it. */
function commaAfter(text: string, from: number, end: number): number | undefined {
  const rest = /^\s*,/.exec(text.slice(from, end));
  return rest ? from + rest[0].length : undefined;
}

/** Whether the text of a node ends with a block scalar to which the empty lines after it belong. */
function keepsEmptyLines(text: string, node: YamlNode | undefined): boolean {
  switch (node?.kind) {
    case 'map':
      return keepsEmptyLines(text, node.pairs[node.pairs.length - 1]?.value);
    case 'seq':
      return keepsEmptyLines(text, node.items[node.items.length - 1]);
    case 'scalar':
      return (
        (node.style === 'literal' || node.style === 'folded') &&
        /^[|>][0-9]?\+/.test(text.slice(node.start, node.start + 3))
      );
    default:
      return false;
  }
}

/** By how much the document indents mappings in mappings; 2 where it has none. */
export function indentationStep(document: YamlDocument): number {
  const { root, text } = document;
  if (root?.kind !== 'map') return 2;
  for (const { key, value } of root.pairs) {
    const outer = keyColumn(text, key.start);
    const inner = value?.kind === 'map' && !value.flow ? keyColumn(text, value.start) : undefined;
    if (outer !== undefined && inner !== undefined && inner > outer) return inner - outer;
  }
  return 2;
}

/** By how much the document indents the dashes of a list below its key; 2 where it has none. */
export function listIndentation(document: YamlDocument): number {
  return listIndentationIn(document.text, document.root, 0) ?? 2;
}

/** The first list decides. */
function listIndentationIn(text: string, node: YamlNode | undefined, depth: number): number | undefined {
  if (node === undefined || depth > 100 || node.kind === 'scalar' || node.kind === 'alias' || node.flow)
    return undefined;
  if (node.kind === 'seq') {
    for (const item of node.items) {
      const found = listIndentationIn(text, item, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  for (const { key, value } of node.pairs) {
    const column = keyColumn(text, key.start);
    const isList = value?.kind === 'seq' && !value.flow && column !== undefined;
    const found = isList
      ? value.start - lineAt(text, value.start).start - column
      : listIndentationIn(text, value, depth + 1);
    if (found !== undefined && found >= 0) return found;
  }
  return undefined;
}

/** Whether `node` stands inside brackets or braces; true also where it is not found, which only means more quotes. */
function isInsideFlow(root: YamlNode | undefined, node: YamlNode): boolean {
  let current = root;
  while (current !== node) {
    if (current === undefined || current.kind === 'scalar' || current.kind === 'alias' || current.flow) return true;
    const children: readonly (YamlNode | undefined)[] =
      current.kind === 'map' ? current.pairs.flatMap((pair) => [pair.key, pair.value]) : current.items;
    current = children.find((child) => child !== undefined && child.start <= node.start && node.end <= child.end);
  }
  return false;
}
