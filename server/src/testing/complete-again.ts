/**
 * Tests of completion by construction: one key or fixed value is taken out of a valid document, completion is asked there,
 * and with what it offers the document must become what it was.
 */
import type { CompletionItem } from 'vscode-languageserver-types';
import { Engine } from '../engine.ts';
import { provideCompletion } from '../features/completion.ts';
import type { SchemaNode } from '../schema/schema-node.ts';
import { fieldAt, type KindSchema, schemaFor } from '../schema/schema-store.ts';
import { applyTextEdits } from '../text/text-edit.ts';
import { mapValue, stringValue } from '../yaml/node-access.ts';
import type { PathStep } from '../yaml/node-at.ts';
import type { MapNode, PairNode, YamlNode } from '../yaml/nodes.ts';
import { parseDocument } from '../yaml/parse-document.ts';
import { FIXTURE_FOLDER } from './fixture.ts';

/** How many of the offers somebody looks at. */
const FIRST = 10;

export interface TrialOptions {
  /** Instead of those that somebody looks at, how many of the offers count: for documents of rare fields alone. */
  readonly first?: number;
}

export interface Trials {
  readonly count: number;
  /** `path: what went wrong`. */
  readonly failures: readonly string[];
}

/** Takes each key and each fixed value of a document out and completes it again. The document has to have a schema. */
export function completeAgain(text: string, { first = FIRST }: TrialOptions = {}): Trials {
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
    attempt(path, 'key', again(text, { start: key.start, end, label: key.text, path, value, node, first }));
    if (value?.kind !== 'scalar') return;
    const isFixed =
      (node.enum?.includes(value.text) ?? false) ||
      (node.type === 'boolean' && /^(?:true|false)$/.test(value.text)) ||
      (path.length === 1 && (key.text === 'kind' || key.text === 'apiVersion'));
    if (isFixed)
      attempt(
        path,
        'value',
        again(text, { ...rangeOf(value), label: value.text, path, value, node: undefined, first }),
      );
  });
  return { count, failures };
}

interface Removal {
  readonly start: number;
  readonly end: number;
  readonly label: string;
  readonly path: readonly PathStep[];
  /** What stood at the path. */
  readonly value: YamlNode | undefined;
  /** What the schema says of the value of a key; `undefined` where a value was removed. */
  readonly node: SchemaNode | undefined;
  readonly first: number;
}

function again(text: string, { start, end, label, path, value, node, first }: Removal): string | undefined {
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
  const restored = acceptItem(removed, item, (position) => source.offsetAt(position));
  if (restored === undefined) return 'cannot be accepted';
  // What follows an accepted key is filled in by the person, or is what the item begins it with.
  const { root, isBroken } = parseDocument(restored);
  const filled = node && { path, value };
  if (isBroken || written(root, filled) !== written(parseDocument(text).root)) return `becomes\n${restored}`;
  if (node?.type === 'object' || node?.type === 'array') {
    const refused = refusals(restored).filter((problem) => !refusals(text).includes(problem));
    if (refused.length > 0) return `is refused: ${refused.join('; ')}\n${restored}`;
  }
  return index >= first ? `is number ${index + 1}` : undefined;
}

/** What the API server or istiod would refuse in a text, as messages. */
export function refusals(text: string): string[] {
  const engine = new Engine();
  const uri = `${FIXTURE_FOLDER}/main.yaml`;
  engine.openFile(uri, text, 1);
  engine.settle();
  return engine
    .problems(uri)
    .filter(({ problem }) => problem.rejects)
    .map(({ problem }) => `${problem.rule}: ${problem.message}`);
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

/** What a reader gets from a tree, as one text; with `filled`, as if another value stood at its path. */
function written(
  node: YamlNode | undefined,
  filled?: { readonly path: readonly PathStep[]; readonly value: YamlNode | undefined },
): string {
  if (filled?.path.length === 0) return written(filled.value);
  const [step, ...rest] = filled?.path ?? [];
  const below = (at: PathStep): typeof filled => (filled && at === step ? { ...filled, path: rest } : undefined);
  if (node === undefined) return '~';
  if (node.kind === 'scalar') return JSON.stringify(node.text);
  if (node.kind === 'alias') return `*${node.name}`;
  if (node.kind === 'seq') return `[${node.items.map((item, index) => written(item, below(index))).join()}]`;
  const pairs = node.pairs.map(({ key, value }) => {
    const inner = key.kind === 'scalar' ? below(key.text) : undefined;
    return `${written(key)}:${written(value, inner)}`;
  });
  return `{${pairs.join()}}`;
}
