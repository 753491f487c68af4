/** Which field is typed at the cursor, also in text that is half typed: the cursor's slice is parsed once more. */
import type { Spot } from '../engine.ts';
import { type KindSchema, schemaFor } from '../schema/schema-store.ts';
import { isKustomizationFile } from '../workspace/kustomization.ts';
import { templateUse } from '../workspace/template-text.ts';
import { dereference, effectivePairs, mapValue, stringValue } from '../yaml/node-access.ts';
import { contextAt, type PathStep, type TypingContext } from '../yaml/node-at.ts';
import type { MapNode, RelativeRange, SeqNode, YamlDocument, YamlNode } from '../yaml/nodes.ts';
import { parseDocument } from '../yaml/parse-document.ts';
import type { ScalarForm } from '../yaml/write-scalar.ts';
import { closingOf, endOfLine } from './label-cursor.ts';

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
  /** The word around the cursor, relative to the document's slice; to be replaced. */
  readonly word: RelativeRange;
  /** The zero-based column of the word. */
  readonly column: number;
  /** Where the key begins whose value is typed, relative to the slice. */
  readonly keyStart: number | undefined;
  /** A dash where what is typed is a new item of a list that has none yet at the cursor. */
  readonly dash: '' | '- ';
  readonly needsSpace: boolean;
  /** True where the key that is typed has its colon already. */
  readonly hasColon: boolean;
  /** True where lines that are indented more follow, which a key typed here would take for its own. */
  readonly hasLinesBelow: boolean;
  readonly form: ScalarForm;
  /** The quote that the word begins with; empty if there is none. */
  readonly quote: string;
}

const MARK = 'istio-workloads-cursor';
/** Longer lines are no text that a person types; longer words name no field. */
const MAX_LINE = 2_000;
const MAX_WORD = 200;
const MAX_DEPTH = 100;

/** `undefined` in comments, block scalars, templates and patches, behind other text, and where a key would break the text. */
export function fieldCursor({ slot, offset, file }: Spot): FieldCursor | undefined {
  const { text, document } = slot;
  const { isPatch, fileName } = file.place;
  if (isPatch || file.isTemplate || isKustomizationFile(fileName) || templateUse(document) !== 'none') return undefined;
  if (endOfLine(text, offset) - (text.lastIndexOf('\n', offset - 1) + 1) > MAX_LINE) return undefined;
  const context = contextAt(document, offset);
  if (!context || context.end - context.start > MAX_WORD) return undefined;
  const errors = countErrors(document);
  for (const dash of ['', '- '] as const) {
    if (dash !== '' && !isAloneOnLine(text, context)) break;
    const scratch = parseDocument(markedText(text, context, dash));
    if (countErrors(scratch) > errors) continue;
    const found = findMark(scratch.root, [], 0);
    if (found) return toCursor(text, context, scratch, found, dash);
  }
  return undefined;
}

function toCursor(
  text: string,
  context: TypingContext,
  scratch: YamlDocument,
  found: Found,
  dash: FieldCursor['dash'],
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
    siblings: new Set(keys.flatMap((key) => (key?.kind === 'scalar' && key.text !== MARK ? [key.text] : []))),
    document: scratch,
    word: { start, end },
    column,
    keyStart: found.keyStart,
    dash,
    needsSpace: found.part === 'value' && text.charAt(start - 1) === ':',
    hasColon: found.part === 'key' && hasColon(text, end),
    hasLinesBelow: !isFlow && hasLinesBelow(text, end, column),
    form: { style, isFlow },
    quote,
  };
}

/** Whether the word stands where a line begins, so that a dash could stand before it. */
function isAloneOnLine(text: string, { kind, start, column, isFlow }: TypingContext): boolean {
  return kind === 'key' && !isFlow && text.slice(start - column, start).trim() === '';
}

function markedText(text: string, { kind, start, end, isFlow }: TypingContext, dash: string): string {
  const isKey = kind === 'key';
  const space = !isKey && text.charAt(start - 1) === ':' ? ' ' : '';
  const colon = isKey && !hasColon(text, end) ? ':' : '';
  const before = `${text.slice(0, start)}${space}${dash}${MARK}${colon}`;
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

/** By the next line that is neither empty nor a comment. */
function hasLinesBelow(text: string, end: number, column: number): boolean {
  const [, indent] =
    /^[^\n]*(?:\n[ \t]*(?:#[^\n]*)?\r?(?=\n|$))*\n( *)[^\s#]/.exec(text.slice(end, end + MAX_LINE)) ?? [];
  return indent !== undefined && indent.length > column;
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
}

function findMark(node: YamlNode | undefined, path: readonly PathStep[], depth: number): Found | undefined {
  if (depth > MAX_DEPTH) return undefined;
  if (node?.kind === 'seq') {
    for (const [index, item] of node.items.entries()) {
      const inner = [...path, index];
      if (isMark(item)) return { part: 'value', path: inner, holder: node, keyStart: undefined };
      const found = findMark(item, inner, depth + 1);
      if (found) return found;
    }
  }
  if (node?.kind !== 'map') return undefined;
  for (const { key, value } of node.pairs) {
    if (isMark(key)) return { part: 'key', path, holder: node, keyStart: undefined };
    if (key.kind !== 'scalar') continue;
    const inner = [...path, key.text];
    if (isMark(value)) return { part: 'value', path: inner, holder: node, keyStart: key.start };
    const found = findMark(value, inner, depth + 1);
    if (found) return found;
  }
  return undefined;
}

function isMark(node: YamlNode | undefined): boolean {
  return node?.kind === 'scalar' && node.text === MARK;
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
  return text === MARK ? undefined : text;
}

/** Where other words are in double quotes, as in JSON, so is what comes to them. */
function styleOf(holder: MapNode | SeqNode): ScalarForm['style'] {
  if (!holder.flow) return 'plain';
  const words = holder.kind === 'map' ? holder.pairs.map(({ key }) => key) : holder.items;
  const other = words.find((word) => word?.kind === 'scalar' && word.text !== MARK);
  return other?.kind === 'scalar' && other.style === 'double' ? 'double' : 'plain';
}
