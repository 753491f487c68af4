/**
 * Tests of whole things by construction: a resource is made by accepting what completion offers, until the field in question
 * is there; with what is filled in until somebody chooses, nobody may refuse it.
 */
import { Engine } from '../engine.ts';
import { provideCompletion } from '../features/completion.ts';
import { nodeAtPath } from '../features/offer-context.ts';
import type { KindSchema, SchemaField } from '../schema/schema-store.ts';
import { applyTextEdits } from '../text/text-edit.ts';
import { removeEntry } from '../yaml/edit-yaml.ts';
import { pairOf } from '../yaml/node-access.ts';
import type { PathStep } from '../yaml/node-at.ts';
import type { MapNode, YamlDocument } from '../yaml/nodes.ts';
import { parseDocument } from '../yaml/parse-document.ts';
import { acceptItem, refusals } from './complete-again.ts';
import { FIXTURE_FOLDER } from './fixture.ts';

/** Accepts every object and list of a kind's `spec` once and says what is wrong with what comes out. */
export function completeEveryField(
  schema: KindSchema,
  fields: readonly SchemaField[],
): {
  readonly count: number;
  /** `path: what went wrong`. */
  readonly failures: readonly string[];
} {
  const [apiVersion = ''] = schema.apiVersions;
  const beginning = `apiVersion: ${apiVersion}\nkind: ${schema.kind}\nmetadata:\n  name: shop\n  namespace: default\n`;
  const failures: string[] = [];
  let count = 0;
  for (const { path } of fields) {
    count += 1;
    const made = make(beginning, path);
    const more = made.failure === undefined ? withAnotherItem(made.text, path) : undefined;
    if (more !== undefined && refusals(more).length > refusals(made.text).length) {
      failures.push(`${path} (another item): ${refusals(more).join('; ')}\n${more}`);
    }
    if (made.failure !== undefined) failures.push(`${path}: ${made.failure}`);
    else {
      const refused = refusals(made.text);
      if (refused.length > 0) failures.push(`${path}: ${refused.join('; ')}\n${made.text}`);
    }
  }
  return { count, failures };
}

/** The text with everything on the way to `path` accepted. */
function make(beginning: string, path: string): { readonly text: string; readonly failure?: string } {
  let text = beginning;
  const at: PathStep[] = [];
  for (const step of path.split('.').flatMap((part) => part.split(/(?=\[\])/))) {
    const document = parseDocument(text);
    const node = document.root?.kind === 'map' ? nodeAtPath(document.root, at) : undefined;
    if (step === '[]') {
      if (node?.kind !== 'seq') return { text, failure: `no list at ${at.join('.')}\n${text}` };
      at.push(0);
      continue;
    }
    if (node?.kind !== 'map') return { text, failure: `no map at ${at.join('.')}\n${text}` };
    const [first] = node.pairs;
    const key = step === '*' && first?.key.kind === 'scalar' ? first.key.text : step;
    at.push(key);
    if (pairOf(node, key)) continue;
    const accepted = accept(document, node, key);
    if (accepted === undefined) return { text, failure: `${key} is not offered\n${text}` };
    text = accepted;
  }
  return { text };
}

/** The text with the first offer for another item of the list at `path`; `undefined` where there is none to a list of maps. */
function withAnotherItem(text: string, path: string): string | undefined {
  const { root } = parseDocument(text);
  const steps = path.split('.').flatMap((part) => part.split(/(?=\[\])/).map((step) => (step === '[]' ? 0 : step)));
  const list = root?.kind === 'map' ? nodeAtPath(root, steps) : undefined;
  if (list?.kind !== 'seq' || list.flow || list.items[0]?.kind !== 'map') return undefined;
  const column = list.start - (text.lastIndexOf('\n', list.start - 1) + 1);
  const end = text.slice(0, list.end).trimEnd().length;
  const before = `${text.slice(0, end)}\n${' '.repeat(column)}- `;
  const asked = before + text.slice(end);
  const engine = new Engine();
  const uri = `${FIXTURE_FOLDER}/main.yaml`;
  engine.openFile(uri, asked, 1);
  engine.settle();
  const source = engine.file(uri)?.source;
  const [item] = source ? provideCompletion(engine, uri, source.positionAt(before.length)).items : [];
  const whole = item && source && acceptItem(asked, item, (position) => source.offsetAt(position));
  // What ends with a colon is to be typed yet.
  return /: $/.test(item?.textEdit?.newText ?? '') ? undefined : whole;
}

/** Accepts a key at the end of a map, with the keys that exclude it taken out before. */
function accept({ text, root }: YamlDocument, map: MapNode, key: string): string | undefined {
  const column = map.start - (text.lastIndexOf('\n', map.start - 1) + 1);
  const end = text.slice(0, map.end).trimEnd().length;
  const before = `${text.slice(0, end)}\n${' '.repeat(column)}`;
  const asked = before + text.slice(end);
  const engine = new Engine();
  const uri = `${FIXTURE_FOLDER}/main.yaml`;
  engine.openFile(uri, asked, 1);
  engine.settle();
  const source = engine.file(uri)?.source;
  if (!source || root === undefined) return undefined;
  const { items } = provideCompletion(engine, uri, source.positionAt(before.length));
  const item = items.find(({ label }) => label === key);
  const [, excludedBy] = /^not beside (.*)$/.exec(item?.detail ?? '') ?? [];
  if (item && excludedBy !== undefined) {
    const document = parseDocument(text);
    const pair = pairOf(map, excludedBy);
    const edit = pair && removeEntry(document, map, pair);
    if (!edit) return undefined;
    // The only key of a map stays until the other one is there.
    if (map.pairs.length > 1) {
      const without = parseDocument(applyTextEdits(text, [edit]) ?? '');
      const moved = mapAround(without, map.start, edit.start < map.start ? edit.newText.length : 0);
      return moved && accept(without, moved, key);
    }
    const both = acceptItem(asked, item, (position) => source.offsetAt(position));
    if (both === undefined) return undefined;
    const again = parseDocument(both);
    const outer = mapAround(again, map.start, 0);
    const old = outer && pairOf(outer, excludedBy);
    const removal = outer && old && removeEntry(again, outer, old);
    return removal && applyTextEdits(both, [removal]);
  }
  const taken = item && acceptItem(asked, item, (position) => source.offsetAt(position));
  return taken === undefined ? undefined : withNeeds(taken, item?.detail ?? '');
}

/** The text with what an item says that it needs. */
function withNeeds(text: string, detail: string): string {
  const match = /^needs (?:\w+\.)?(\w+)(?:: (\w+))?/.exec(detail);
  if (!match) return text;
  const [, key = '', value] = match;
  if (value === undefined) return `${text}\n  ${key}: {matchLabels: {app: shop}}\n`;
  return text.replace(new RegExp(`\\b${key}: .*`), `${key}: ${value}`);
}

/** The map that begins at an offset. */
function mapAround({ root }: YamlDocument, start: number, shift: number): MapNode | undefined {
  let found: MapNode | undefined;
  const visit = (node: typeof root): void => {
    if (node?.kind === 'map') {
      if (node.start === start + shift) found = node;
      for (const { value } of node.pairs) visit(value);
    } else if (node?.kind === 'seq') for (const item of node.items) visit(item);
  };
  visit(root);
  return found;
}
