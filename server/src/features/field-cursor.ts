/** Which field is typed at the cursor, also in text that is half typed: the cursor's slice is parsed once more. */
import type { Spot } from '../engine.ts';
import { fieldAt, type KindSchema, schemaFor, schemaOf } from '../schema/schema-store.ts';
import { isKustomizationFile } from '../workspace/kustomization.ts';
import { templateUse } from '../workspace/template-text.ts';
import { dereference, effectivePairs, mapValue, stringValue } from '../yaml/node-access.ts';
import { contextAt, type PathStep, type TypingContext } from '../yaml/node-at.ts';
import type { MapNode, RelativeRange, SeqNode, YamlDocument, YamlNode } from '../yaml/nodes.ts';
import { parseDocument } from '../yaml/parse-document.ts';
import type { ScalarForm } from '../yaml/write-scalar.ts';

export interface FieldCursor {
  readonly part: 'key' | 'value';
  /** From the resource to the map whose key is typed, or to the value that is typed. */
  readonly path: readonly PathStep[];
  /** The resource as far as it is there. */
  readonly resource: MapNode | undefined;
  /** The schema of its kind; `undefined` while `apiVersion` and `kind` are not both there, or name no kind of ours. */
  readonly schema: KindSchema | undefined;
  /** As written; `undefined` where it is missing or being typed. */
  readonly apiVersion: string | undefined;
  readonly kind: string | undefined;
  /** The other keys of the map. */
  readonly siblings: ReadonlySet<string>;
  /** The document with a mark in place of the word; the same text as the file's up to there. */
  readonly document: YamlDocument;
  /** The word around the cursor, perhaps with white space before it, relative to the document's slice; to be replaced. */
  readonly word: RelativeRange;
  /** The zero-based column of the word. */
  readonly column: number;
  /** Where the key begins whose value is typed, relative to the slice. */
  readonly keyStart: number | undefined;
  /**
   * What must stand before the word: a dash where it is a new item of a list that has none yet at the cursor, a space directly
   * behind a colon or a dash, the white space that the line lacks.
   */
  readonly lead: string;
  /** True where the key that is typed has its colon already. */
  readonly hasColon: boolean;
  /** True where lines that are indented more follow, which a key typed here would take for its own. */
  readonly hasLinesBelow: boolean;
  /** What such lines hold; `undefined` where there are none. */
  readonly below: YamlNode | undefined;
  readonly form: ScalarForm;
  /** The quote that the word begins with; empty if there is none. */
  readonly quote: string;
}

/** Stands for the word that is typed while its slice is parsed. */
export const CURSOR_MARK = 'istio-workloads-cursor';
/** Longer lines are no text that a person types; longer words name no field. */
const MAX_LINE = 2_000;
const MAX_WORD = 200;
const MAX_DEPTH = 100;
/** The indentation of the next line that is neither empty nor a comment, and its dash. */
const NEXT_LINE = /^[^\n]*(?:\n[ \t]*(?:#[^\n]*)?\r?(?=\n|$))*\n( *)(?:(-(?=\s|$))|[^\s#])/;

/** `undefined` in comments, block scalars, templates and patches, behind other text, and where a key would break the text. */
export function fieldCursor({ slot, offset, file, release }: Spot): FieldCursor | undefined {
  const { text, document } = slot;
  const { isPatch, fileName } = file.place;
  if (isPatch || file.isTemplate || isKustomizationFile(fileName) || templateUse(document) !== 'none') return undefined;
  if (endOfLine(text, offset) - (text.lastIndexOf('\n', offset - 1) + 1) > MAX_LINE) return undefined;
  // In comments, block scalars and other text nothing is typed.
  if (!contextAt(document, offset)) return undefined;
  const found = cursorNear(document, offset);
  // JSON knows no words without quotes.
  const isBare = found?.form.style === 'plain' && fileName.endsWith('.json');
  const cursor = isBare ? { ...found, form: { ...found.form, style: 'double' as const } } : found;
  // What the release does not have yet is not offered.
  const schema = cursor?.schema && schemaOf(cursor.schema.group, cursor.schema.kind, release);
  return cursor && schema ? { ...cursor, schema } : cursor;
}

/** The cursor where it is, else in the column where what is typed could stand. */
function cursorNear(document: YamlDocument, offset: number): FieldCursor | undefined {
  const { text } = document;
  const direct = cursorIn(document, document, offset);
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(lineStart, offset).replace('\ufeff', '');
  const indent = before.length - before.trimStart().length;
  if (direct && !takesLinesOfOthers(document, direct)) return direct;
  if (!/^ *\S*$/.test(before)) return direct;
  for (const column of otherColumns(text, lineStart, offset, indent)) {
    const shifted = cursorInColumn(document, offset, indent, column);
    if (shifted && fits(shifted)) return shifted;
  }
  return direct;
}

/** Whether lines below, which belong to something else, would be read as the value of what is typed. */
function takesLinesOfOthers(document: YamlDocument, { part, word, hasLinesBelow: takes }: FieldCursor): boolean {
  return part === 'key' && takes && word.start === word.end && countErrors(document) === 0;
}

/** Whether the keys beside are such as belong there; else they are what is left of something else. */
function fits({ schema, path, siblings }: FieldCursor): boolean {
  const field = schema && fieldAt(schema, path);
  if (!field) return schema === undefined;
  const { properties } = field.node;
  return !properties || [...siblings].every((name) => properties.get(name) !== undefined);
}

/** The columns in which something could stand instead: of what follows deeper, then of what the line above begins with. */
function otherColumns(text: string, lineStart: number, offset: number, column: number): number[] {
  const [, below = ''] = NEXT_LINE.exec(text.slice(offset, offset + MAX_LINE)) ?? [];
  const above = /(?:^|\n)( *(?:- +)*)[^\s#-][^\n]*(?:\n[ \t]*(?:#[^\n]*)?)*$/.exec(
    text.slice(Math.max(0, lineStart - MAX_LINE), Math.max(0, lineStart - 1)),
  );
  const columns = [below.length, above?.[1]?.length ?? column];
  return columns.filter((other, index) => (index === 0 ? other > column : other !== column));
}

/** The cursor as if its line were indented up to `column`; what is typed brings or takes the white space. */
function cursorInColumn(
  document: YamlDocument,
  offset: number,
  indent: number,
  column: number,
): FieldCursor | undefined {
  const { text } = document;
  const shift = column - indent;
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const moved = text.slice(0, lineStart) + ' '.repeat(column) + text.slice(lineStart + indent);
  const found = cursorIn(document, parseDocument(moved), offset + shift);
  if (found?.part !== 'key' || found.lead === ' ' || found.column !== column) return undefined;
  if (takesLinesOfOthers(document, found)) return undefined;
  const start = lineStart + Math.min(indent, column);
  return {
    ...found,
    lead: `${' '.repeat(Math.max(0, shift))}${found.lead}`,
    column: Math.min(indent, column),
    word: { start, end: found.word.end - shift },
  };
}

/** The cursor in `text` of `document`, which is that of `original` or differs from it by white space. */
function cursorIn(original: YamlDocument, document: YamlDocument, offset: number): FieldCursor | undefined {
  const { text } = document;
  const context = behindColon(contextAt(document, offset), text, offset);
  if (!context || context.end - context.start > MAX_WORD || isBeforeOther(text, context)) return undefined;
  const errors = Math.min(countErrors(original), errorsWithoutWord(original, document, context));
  for (const lead of leadsOf(text, context)) {
    const scratch = parseDocument(markedText(text, context, lead));
    if (countErrors(scratch) > errors) continue;
    const found = findMark(scratch.root, [], 0);
    if (found) return toCursor(text, context, scratch, found, lead);
  }
  return undefined;
}

/** Whether something else than a colon or comment follows on the line, which would become a part of what is typed. */
function isBeforeOther(text: string, { end, isFlow }: TypingContext): boolean {
  return !isFlow && !hasColon(text, end) && !/^[ \t]*(?:$|\s#)/.test(text.slice(end, endOfLine(text, end)));
}

/** What is wrong with the text even without the word, which may be all that is wrong. */
function errorsWithoutWord(original: YamlDocument, { text }: YamlDocument, { start, end }: TypingContext): number {
  if (countErrors(original) === 0 || start === end) return countErrors(original);
  return countErrors(parseDocument(text.slice(0, start) + text.slice(end)));
}

/** Inside braces a key and its colon are one word until white space follows; directly behind it the value is typed. */
function behindColon(context: TypingContext | undefined, text: string, offset: number): TypingContext | undefined {
  if (!context?.isFlow || offset <= context.start || text.charAt(offset - 1) !== ':') return context;
  return { ...context, kind: 'value', start: offset, end: offset, column: context.column + offset - context.start };
}

/** What to try before the word, the likeliest first. */
function leadsOf(text: string, { kind, start, column, isFlow }: TypingContext): readonly string[] {
  const previous = text.charAt(start - 1);
  if (kind === 'value') return previous === ':' ? [' '] : [''];
  if (isFlow) return [''];
  const before = text.slice(start - column, start);
  // A dash could stand where a line begins.
  if (before.trim() === '') return isAboveDash(text, start, column) ? ['- ', ''] : ['', '- '];
  return previous === '-' ? [' '] : [''];
}

function toCursor(
  text: string,
  context: TypingContext,
  scratch: YamlDocument,
  found: Found,
  lead: string,
): FieldCursor {
  const { start, end, column, isFlow } = context;
  const { resource, path } = resourceAt(scratch.root, found.path);
  const apiVersion = textAt(resource, 'apiVersion');
  const kind = textAt(resource, 'kind');
  const [quote = ''] = /^["']?/.exec(text.slice(start, end)) ?? [];
  const style = quote === '"' ? 'double' : quote === "'" ? 'single' : styleOf(found.holder);
  const keys = found.holder.kind === 'map' ? effectivePairs(found.holder).map(({ key }) => dereference(key)) : [];
  return {
    part: found.part,
    path,
    resource,
    schema: apiVersion !== undefined && kind !== undefined ? schemaFor(apiVersion, kind) : undefined,
    apiVersion,
    kind,
    siblings: new Set(keys.flatMap((key) => (key?.kind === 'scalar' && key.text !== CURSOR_MARK ? [key.text] : []))),
    document: scratch,
    word: { start, end },
    column,
    keyStart: found.keyStart,
    lead,
    hasColon: found.part === 'key' && hasColon(text, end),
    hasLinesBelow: !isFlow && hasLinesBelow(text, end, column, lead),
    below: found.below,
    form: { style, isFlow },
    quote,
  };
}

/** Whether the next line with something on it is an item in the column of what is typed. */
function isAboveDash(text: string, offset: number, column: number): boolean {
  const [, indent, dash] = NEXT_LINE.exec(text.slice(offset, offset + MAX_LINE)) ?? [];
  return indent?.length === column && dash !== undefined;
}

function markedText(text: string, { kind, start, end, isFlow }: TypingContext, lead: string): string {
  const isKey = kind === 'key';
  const colon = isKey && !hasColon(text, end) ? ':' : '';
  const before = `${text.slice(0, start)}${lead}${CURSOR_MARK}${colon}`;
  if (!isFlow) return before + text.slice(end);
  const lineEnd = endOfLine(text, end);
  const rest = text.slice(end, lineEnd);
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start) + rest;
  // Behind the colon of a key without a value white space is needed.
  return `${before}${colon && ' '}${rest}${closingOf(line)}${text.slice(lineEnd)}`;
}

function hasColon(text: string, end: number): boolean {
  return /^[ \t]*:(?:[\s,}\]]|$)/.test(text.slice(end, end + MAX_WORD));
}

/** By the next line that is neither empty nor a comment; a dash in the column of a key belongs to it too. */
function hasLinesBelow(text: string, end: number, column: number, lead: string): boolean {
  const [, indent] = NEXT_LINE.exec(text.slice(end, end + MAX_LINE)) ?? [];
  const isDeeper = indent !== undefined && indent.length > column;
  return isDeeper || (!lead.endsWith('- ') && isAboveDash(text, end, column));
}

function countErrors({ problems }: YamlDocument): number {
  return problems.filter(({ severity }) => severity === 'error').length;
}

interface Found {
  readonly part: 'key' | 'value';
  readonly path: readonly PathStep[];
  /** The map of the marked pair, or the list of the marked item. */
  readonly holder: MapNode | SeqNode;
  /** Where the key of a marked value begins. */
  readonly keyStart: number | undefined;
  /** The value of a marked key. */
  readonly below: YamlNode | undefined;
}

function findMark(node: YamlNode | undefined, path: readonly PathStep[], depth: number): Found | undefined {
  if (depth > MAX_DEPTH) return undefined;
  if (node?.kind === 'seq') {
    for (const [index, item] of node.items.entries()) {
      const inner = [...path, index];
      if (isMark(item)) return { part: 'value', path: inner, holder: node, keyStart: undefined, below: undefined };
      const found = findMark(item, inner, depth + 1);
      if (found) return found;
    }
  }
  if (node?.kind !== 'map') return undefined;
  for (const { key, value } of node.pairs) {
    if (isMark(key)) return { part: 'key', path, holder: node, keyStart: undefined, below: value };
    if (key.kind !== 'scalar') continue;
    const inner = [...path, key.text];
    if (isMark(value)) return { part: 'value', path: inner, holder: node, keyStart: key.start, below: undefined };
    const found = findMark(value, inner, depth + 1);
    if (found) return found;
  }
  return undefined;
}

function isMark(node: YamlNode | undefined): boolean {
  return node?.kind === 'scalar' && node.text === CURSOR_MARK;
}

/** The resource that the path leads into, which may be an item of a List, and the path inside it. */
function resourceAt(
  root: YamlNode | undefined,
  path: readonly PathStep[],
): { readonly resource: MapNode | undefined; readonly path: readonly PathStep[] } {
  let node = dereference(root);
  let rest = path;
  while (node?.kind === 'map' && rest[0] === 'items' && typeof rest[1] === 'number') {
    if (!textAt(node, 'kind')?.endsWith('List')) break;
    const items = dereference(mapValue(node, 'items'));
    node = items?.kind === 'seq' ? dereference(items.items[rest[1]]) : undefined;
    rest = rest.slice(2);
  }
  return { resource: node?.kind === 'map' ? node : undefined, path: rest };
}

function textAt(map: MapNode | undefined, key: string): string | undefined {
  const text = map && stringValue(mapValue(map, key));
  return text === CURSOR_MARK ? undefined : text;
}

/** Where other words are in double quotes, as in JSON, so is what comes to them. */
function styleOf(holder: MapNode | SeqNode): ScalarForm['style'] {
  if (!holder.flow) return 'plain';
  const words = holder.kind === 'map' ? holder.pairs.map(({ key }) => key) : holder.items;
  const other = words.find((word) => word?.kind === 'scalar' && word.text !== CURSOR_MARK);
  return other?.kind === 'scalar' && other.style === 'double' ? 'double' : 'plain';
}

/** The offset of the line break behind `offset`, or the text's end. */
function endOfLine(text: string, offset: number): number {
  const rest = /[\r\n]/.exec(text.slice(offset));
  return rest ? offset + rest.index : text.length;
}

/** The brackets that a line opens and does not close, closed. */
function closingOf(line: string): string {
  const open: string[] = [];
  for (const letter of line.replace(/"[^"]*"|'[^']*'/g, '')) {
    if (letter === '{') open.push('}');
    else if (letter === '[') open.push(']');
    else if (letter === open.at(-1)) open.pop();
  }
  return open.reverse().join('');
}
