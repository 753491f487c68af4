/**
 * What a new line begins with. The editor has indented it already, by what it knows of brackets and colons; this
 * corrects it where the document says better, and leaves texts, comments and brackets alone.
 */
import type { TextEdit } from 'vscode-languageserver-types';
import type { Engine, Spot } from '../engine.ts';
import { fieldAt } from '../schema/schema-store.ts';
import type { Position } from '../text/line-index.ts';
import { looksLikeManifest, templateUse } from '../workspace/template-text.ts';
import { contextAt, nodeAt } from '../yaml/node-at.ts';
import { fieldCursor } from './field-cursor.ts';
import { type FormatWishes, indentOf } from './format.ts';

export const ON_TYPE_TRIGGER = '\n';

/** A line of the document's slice; `end` is before its line break. */
interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly indent: number;
}

/** The line that Enter was pressed on, taken apart. */
interface Written {
  /** The columns of the dashes that it begins with. */
  readonly dashes: readonly number[];
  /** The column of what stands behind them. */
  readonly column: number;
  readonly hasKey: boolean;
  /** What stands behind the colon, or behind the dashes where there is no key; without its comment. */
  readonly value: string;
}

/** Edits of the line at `position`, on which nothing but white space stands yet; none where it begins as it should. */
export function provideOnTypeFormatting(
  engine: Engine,
  uri: string,
  position: Position,
  wishes: Pick<FormatWishes, 'tabSize' | 'lists'>,
): TextEdit[] {
  const spot = engine.spotAt(uri, position);
  if (!spot || uri.endsWith('.json') || !isManifest(spot)) return [];
  const { text } = spot.slot;
  const line = lineAt(text, spot.offset);
  const above = line.start > 0 ? lineAt(text, line.start - 1) : undefined;
  if (!above || line.text.trim() !== '' || isInsideText(spot, above)) return [];
  const written = takeApart(above);
  const edit = written && editFor(spot, line, above, written, wishes);
  if (!edit || text.slice(edit.start, edit.end) === edit.newText) return [];
  const { source } = spot.file;
  const place = (offset: number): Position => source.positionAt(spot.slot.start + offset);
  return [{ range: { start: place(edit.start), end: place(edit.end) }, newText: edit.newText }];
}

function isManifest({ file, slot }: Spot): boolean {
  return !file.isTemplate && looksLikeManifest(slot.text) && templateUse(slot.document) === 'none';
}

/** Whether the lines are part of a block scalar, of a text of several lines or of something in brackets. */
function isInsideText({ slot, offset }: Spot, above: Line): boolean {
  const before = contextAt(slot.document, contentEnd(above));
  const here = contextAt(slot.document, offset);
  if (!before || !here || before.isFlow || here.isFlow) return true;
  const [node] = nodeAt(slot.document, offset).nodes;
  return node?.kind === 'scalar' && node.start < above.end && node.end > offset;
}

interface LineEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

function editFor(
  spot: Spot,
  line: Line,
  above: Line,
  { dashes, column, hasKey, value }: Written,
  wishes: Pick<FormatWishes, 'tabSize' | 'lists'>,
): LineEdit | undefined {
  const begin = (indent: number, dash = ''): LineEdit => ({
    start: line.start,
    end: line.end,
    newText: ' '.repeat(indent) + dash,
  });
  const dash = dashes[dashes.length - 1];
  if (hasKey) {
    if (value !== '') return isComplete(value) ? begin(column) : undefined;
    return underKey(spot, line, column, contentEnd(above), wishes, begin);
  }
  if (dash === undefined) return undefined;
  if (value !== '') return isComplete(value) ? begin(dash, '- ') : undefined;
  // Enter on an item that was begun for the person ends the list.
  const parent = above.text.endsWith('- ') && dashes.length === 1 ? endOfList(spot.slot.text, above, dash) : undefined;
  return parent === undefined ? undefined : { start: above.start, end: line.end, newText: ' '.repeat(parent) };
}

/** What is begun under a key: in line with what is there already, else as its kind of field wants it. */
function underKey(
  spot: Spot,
  line: Line,
  column: number,
  keyEnd: number,
  { tabSize, lists }: Pick<FormatWishes, 'tabSize' | 'lists'>,
  begin: (indent: number, dash?: string) => LineEdit,
): LineEdit | undefined {
  const below = lineBelow(spot.slot.text, line);
  const isItem = below !== undefined && /^ *-(?: |$)/.test(below.text);
  if (below && (below.indent > column || (isItem && below.indent === column))) {
    return begin(below.indent, isItem ? '- ' : '');
  }
  const deeper = column + indentOf(tabSize);
  const cursor = fieldCursor({ ...spot, offset: keyEnd });
  const field = cursor?.schema && fieldAt(cursor.schema, cursor.path);
  switch (field?.node.type) {
    case undefined:
    case 'object':
    case 'any':
      return begin(deeper);
    case 'array':
      return begin(lists === 'flat' || (lists === 'keep' && hasFlatLists(spot.slot.text)) ? column : deeper, '- ');
    default:
      return undefined;
  }
}

/** Whether the first list of the document stands in the column of its key. */
function hasFlatLists(text: string): boolean {
  const [, keyIndent, dashes = '', itemIndent] =
    /^( *)((?:- +)*)[^\s#-][^\n]*:[ \t]*(?:#[^\n]*)?\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*( *)- /m.exec(text) ?? [];
  return keyIndent !== undefined && itemIndent !== undefined && itemIndent.length <= keyIndent.length + dashes.length;
}

/** The column of the key whose list goes on above an empty item; `undefined` if the item is its first. */
function endOfList(text: string, above: Line, dash: number): number | undefined {
  let hasItems = false;
  for (let line = previous(text, above); line; line = previous(text, line)) {
    if (line.text.trim() === '' || line.text.trimStart().startsWith('#')) continue;
    const isItem = line.indent === dash && line.text.charAt(dash) === '-';
    if (isItem) hasItems = true;
    else if (line.indent <= dash) return hasItems ? takeApart(line)?.column : undefined;
  }
  return undefined;
}

function takeApart(line: Line): Written | undefined {
  const content = line.text.slice(0, contentEnd(line) - line.start);
  const [lead = ''] = /^ *(?:-(?: +|$))*/.exec(content) ?? [];
  const written = content.slice(lead.length);
  if (/^(?:---|\.\.\.)(?:\s|$)|^%/.test(content) || (written === '' && lead.trim() === '')) return undefined;
  const dashes = [...lead.matchAll(/-/g)].map(({ index }) => index);
  const [key] = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'#[\]{},|>&*!%@`].*?)[ \t]*:(?=[ \t]|$)/.exec(written) ?? [];
  const value = (key === undefined ? written : written.slice(key.length)).trim().replace(/^(?:[&!]\S*\s*)+/, '');
  return { dashes, column: lead.length, hasKey: key !== undefined, value };
}

/** Whether a value ends with its line: no header of a block scalar, no open quotes or brackets. */
function isComplete(value: string): boolean {
  if (/^[|>]/.test(value)) return false;
  if (value.startsWith('"')) return /^"(?:[^"\\]|\\.)*"$/.test(value);
  if (value.startsWith("'")) return /^'(?:[^']|'')*'$/.test(value);
  return !/^[[{]/.test(value) || /[\]}]$/.test(value);
}

/** The end of what stands on a line before white space and a comment. */
function contentEnd({ start, text }: Line): number {
  const comment = /(?:^|[ \t])#/.exec(withoutQuoted(text));
  return start + (comment ? text.slice(0, comment.index) : text).trimEnd().length;
}

/** The text with quoted parts blotted out, of the same length. */
function withoutQuoted(text: string): string {
  return text.replace(/(^|[\s,[{:-])("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/g, (all, before: string) =>
    before.padEnd(all.length, 'x'),
  );
}

function lineBelow(text: string, { end }: Line): Line | undefined {
  for (let at = text.indexOf('\n', end); at !== -1; at = text.indexOf('\n', at + 1)) {
    const line = lineAt(text, at + 1);
    if (line.text.trim() !== '' && !line.text.trimStart().startsWith('#')) return line;
  }
  return undefined;
}

function previous(text: string, { start }: Line): Line | undefined {
  return start > 0 ? lineAt(text, start - 1) : undefined;
}

function lineAt(text: string, offset: number): Line {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const lineFeed = text.indexOf('\n', offset);
  const whole = text.slice(start, lineFeed === -1 ? text.length : lineFeed);
  const line = whole.endsWith('\r') ? whole.slice(0, -1) : whole;
  return { start, end: start + line.length, text: line, indent: line.length - line.trimStart().length };
}
