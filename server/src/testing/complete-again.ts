/**
 * Tests of completion by construction: one key or fixed value is taken out of a valid document, completion is asked there,
 * and with what it offers the document must become what it was.
 */
import type { CompletionItem } from 'vscode-languageserver-types';
import { Engine } from '../engine.ts';
import { provideCompletion } from '../features/completion.ts';
import { fieldAt, type KindSchema, schemaFor } from '../schema/schema-store.ts';
import { applyTextEdits } from '../text/text-edit.ts';
import { mapValue, stringValue } from '../yaml/node-access.ts';
import type { PathStep } from '../yaml/node-at.ts';
import type { MapNode, PairNode, YamlNode } from '../yaml/nodes.ts';
import { parseDocument } from '../yaml/parse-document.ts';
import { FIXTURE_FOLDER } from './fixture.ts';

/** How many of the offers somebody looks at. */
const FIRST = 10;

export interface Trials {
  readonly count: number;
  /** `path: what went wrong`. */
  readonly failures: readonly string[];
}

/** Takes each key and each fixed value of a document out and completes it again. The document has to have a schema. */
export function completeAgain(text: string): Trials {
  const { root } = parseDocument(text);
  const schema = root?.kind === 'map' ? schemaOf(root) : undefined;
  if (root?.kind !== 'map' || !schema) return { count: 0, failures: [] };
  const failures: string[] = [];
  let count = 0;
  const attempt = (path: readonly PathStep[], what: string, failure: string | undefined): void => {
    count += 1;
    if (failure !== undefined) failures.push(`${path.join('.')} (${what}): ${failure}`);
  };
  eachPair(root, [], (pair, path) => {
    const { key, value } = pair;
    if (key.kind !== 'scalar') return;
    const holder = fieldAt(schema, path.slice(0, -1))?.node;
    const node = holder?.properties?.get(key.text)?.node;
    // Nobody asks for help with an empty list.
    if (!node || path[0] === 'status' || isEmpty(value)) return;
    // `null` in the place of a list or map is not what anybody wants to type.
    if (value?.kind === 'scalar' && (node.type === 'array' || node.type === 'object')) return;
    const end = value?.end ?? text.indexOf(':', key.end) + 1;
    attempt(path, 'key', again(text, { start: key.start, end, label: key.text, value }));
    if (value?.kind !== 'scalar') return;
    const isFixed =
      (node.enum?.includes(value.text) ?? false) ||
      (node.type === 'boolean' && /^(?:true|false)$/.test(value.text)) ||
      (path.length === 1 && (key.text === 'kind' || key.text === 'apiVersion'));
    if (isFixed) attempt(path, 'value', again(text, { ...rangeOf(value), label: value.text, value: undefined }));
  });
  return { count, failures };
}

interface Removal {
  readonly start: number;
  readonly end: number;
  readonly label: string;
  /** What is typed behind the accepted key. */
  readonly value: YamlNode | undefined;
}

function again(text: string, { start, end, label, value }: Removal): string | undefined {
  const removed = text.slice(0, start) + text.slice(end);
  const engine = new Engine();
  const uri = `${FIXTURE_FOLDER}/main.yaml`;
  engine.openFile(uri, removed, 1);
  engine.settle();
  const source = engine.file(uri)?.source;
  if (!source) return 'no file';
  const { items } = provideCompletion(engine, uri, source.positionAt(start));
  const index = items.findIndex((item) => item.label === label);
  const item = items[index];
  if (!item) return `not offered; there are: ${items.map((other) => other.label).join(', ')}`;
  const restored = accept(removed, item, (position) => source.offsetAt(position), text, value);
  if (restored === undefined) return 'cannot be accepted';
  if (written(parseDocument(restored).root) !== written(parseDocument(text).root)) return `becomes\n${restored}`;
  return index >= FIRST ? `is number ${index + 1}` : undefined;
}

/** The text after accepting an item and typing what stood behind it; lines are indented as the item asks for. */
function accept(
  text: string,
  item: CompletionItem,
  offsetAt: OffsetAt,
  original: string,
  value: YamlNode | undefined,
): string | undefined {
  const edit = item.textEdit;
  if (!value || !edit || !('range' in edit)) return acceptItem(text, item, offsetAt);
  const { newText, range } = edit;
  const before = text.slice(0, offsetAt(range.start)) + newText;
  const column = before.length - (before.lastIndexOf('\n') + 1);
  const typed = typedText(original, value, column, newText);
  return acceptItem(text, { ...item, textEdit: { range, newText: newText + typed } }, offsetAt);
}

type OffsetAt = (position: { readonly line: number; readonly character: number }) => number;

/** The text after accepting an item; `undefined` if its edits overlap or it has none. */
export function acceptItem(text: string, item: CompletionItem, offsetAt: OffsetAt): string | undefined {
  const edit = item.textEdit;
  if (!edit || !('range' in edit)) return undefined;
  const edits = [{ range: edit.range, newText: edit.newText }, ...(item.additionalTextEdits ?? [])];
  return applyTextEdits(
    text,
    edits.map(({ range, newText }) => ({ start: offsetAt(range.start), end: offsetAt(range.end), newText })),
  );
}

function typedText(text: string, value: YamlNode, column: number, lead: string): string {
  const written = text.slice(value.start, value.end);
  const isBlock = (value.kind === 'map' || value.kind === 'seq') && !value.flow;
  if (!isBlock) {
    // A list in brackets cannot follow the dash that is offered, so its items follow on lines of their own.
    if (value.kind !== 'seq' || !lead.endsWith('- ')) return written;
    return value.items
      .map((item) => (item ? text.slice(item.start, item.end) : ''))
      .join(`\n${' '.repeat(column - 2)}- `);
  }
  const withoutDash = value.kind === 'seq' ? written.replace(/^- */, '') : written;
  const skipped = written.length - withoutDash.length;
  const originalColumn = value.start - (text.lastIndexOf('\n', value.start - 1) + 1) + skipped;
  const shift = column - originalColumn;
  return withoutDash.replace(
    /\n( +)(?=\S)/g,
    (_, indent: string) => `\n${' '.repeat(Math.max(0, indent.length + shift))}`,
  );
}

function eachPair(
  node: YamlNode | undefined,
  path: readonly PathStep[],
  visit: (pair: PairNode, path: readonly PathStep[]) => void,
): void {
  if (node?.kind === 'seq') {
    for (const [index, item] of node.items.entries()) eachPair(item, [...path, index], visit);
  } else if (node?.kind === 'map') {
    for (const pair of node.pairs) {
      if (pair.key.kind !== 'scalar') continue;
      const inner = [...path, pair.key.text];
      visit(pair, inner);
      eachPair(pair.value, inner, visit);
    }
  }
}

function schemaOf(root: MapNode): KindSchema | undefined {
  const apiVersion = stringValue(mapValue(root, 'apiVersion'));
  const kind = stringValue(mapValue(root, 'kind'));
  return apiVersion !== undefined && kind !== undefined ? schemaFor(apiVersion, kind) : undefined;
}

function isEmpty(node: YamlNode | undefined): boolean {
  return (node?.kind === 'map' && node.pairs.length === 0) || (node?.kind === 'seq' && node.items.length === 0);
}

function rangeOf({ start, end }: YamlNode): { readonly start: number; readonly end: number } {
  return { start, end };
}

/** What a reader gets from a tree, as one text. */
function written(node: YamlNode | undefined): string {
  if (node === undefined) return '~';
  if (node.kind === 'scalar') return JSON.stringify(node.text);
  if (node.kind === 'alias') return `*${node.name}`;
  if (node.kind === 'seq') return `[${node.items.map(written).join()}]`;
  return `{${node.pairs.map(({ key, value }) => `${written(key)}:${written(value)}`).join()}}`;
}
