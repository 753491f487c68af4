import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SelectionRange } from 'vscode-languageserver-types';
import { manifestText, mutated, propertyRuns } from '../testing/arbitrary-yaml.ts';
import { cursorOf, engineOf, parseFixture, uriOf } from '../testing/fixture.ts';
import { provideSelectionRanges } from './selection-range.ts';

function chain(selection: SelectionRange | undefined): SelectionRange['range'][] {
  return selection ? [selection.range, ...chain(selection.parent)] : [];
}

/** The texts that are selected one after the other at the cursor. */
function steps(fixture: string): string[] {
  const parsed = parseFixture(fixture);
  const engine = engineOf(parsed);
  const { uri, start } = cursorOf(parsed);
  const { source } = engine.file(uri) as NonNullable<ReturnType<typeof engine.file>>;
  const [selection] = provideSelectionRanges(engine, uri, [start]);
  return chain(selection).map((range) => source.text.slice(source.offsetAt(range.start), source.offsetAt(range.end)));
}

describe('a selection grows', () => {
  test('from a value through its quotes, pairs and maps to the file', () => {
    expect(steps("---\na: 1\n---\nb:\n  c: 'w$0ord'\n  d: 2\n")).toEqual([
      'word',
      "'word'",
      "c: 'word'",
      "c: 'word'\n  d: 2",
      "b:\n  c: 'word'\n  d: 2",
      "---\nb:\n  c: 'word'\n  d: 2",
      "---\na: 1\n---\nb:\n  c: 'word'\n  d: 2\n",
    ]);
  });

  test('from a key to its pair', () => {
    expect(steps('a: 1\n"k$0ey":\n  b: 2\n').slice(0, 3)).toEqual(['key', '"key"', '"key":\n  b: 2']);
  });

  test('through the items of a list', () => {
    expect(steps('a:\n- b: 1\n  c: $02\n- d\n')).toEqual([
      '2',
      'c: 2',
      'b: 1\n  c: 2',
      '- b: 1\n  c: 2',
      '- b: 1\n  c: 2\n- d',
      'a:\n- b: 1\n  c: 2\n- d',
      'a:\n- b: 1\n  c: 2\n- d\n',
    ]);
  });

  test('from a dash to its item', () => {
    expect(steps('a:\n  -$0 b: 1\n  - c\n').slice(0, 2)).toEqual(['- b: 1', '- b: 1\n  - c']);
  });

  test('through brackets', () => {
    expect(steps('a: {b: [c, d$0], e: 1}\n')).toEqual([
      'd',
      '[c, d]',
      'b: [c, d]',
      '{b: [c, d], e: 1}',
      'a: {b: [c, d], e: 1}',
      'a: {b: [c, d], e: 1}\n',
    ]);
  });

  test('from the text of a block scalar to its header', () => {
    expect(steps('a: |\n  on$0e\n  two\nb: 1\n').slice(0, 3)).toEqual([
      'one\n  two',
      '|\n  one\n  two',
      'a: |\n  one\n  two',
    ]);
  });

  test('from the words of a comment', () => {
    expect(steps('a:\n  b: 1 # wo$0rds\n  c: "# no"\n').slice(0, 3)).toEqual([
      'words',
      '# words',
      'b: 1 # words\n  c: "# no"',
    ]);
    expect(steps('a: "x # n$0o"\n')[0]).toBe('x # no');
  });

  test('from an empty line to what is around it', () => {
    expect(steps('a:\n  b: 1\n$0\n  c: 2\nd: 1\n')[0]).toBe('b: 1\n\n  c: 2');
  });
});

test('every position has its own chain', () => {
  const engine = engineOf(parseFixture('a: 1\nb: 2\n'));
  const positions = [
    { line: 1, character: 3 },
    { line: 0, character: 3 },
  ];
  const selections = provideSelectionRanges(engine, uriOf('main.yaml'), positions);
  expect(selections.map(({ range }) => range.start)).toEqual(positions);
});

test('in a file that is not known the position stays', () => {
  const position = { line: 3, character: 1 };
  expect(provideSelectionRanges(engineOf(parseFixture('a: 1\n')), 'file:///none.yaml', [position])).toEqual([
    { range: { start: position, end: position } },
  ]);
});

test('each range lies in the next, whatever the text', () => {
  fc.assert(
    fc.property(mutated(manifestText), fc.nat(), (text, at) => {
      const engine = engineOf(parseFixture(`//- main.yaml\n${text.replaceAll('$0', '').replaceAll('//-', '')}`));
      const uri = uriOf('main.yaml');
      const { source } = engine.file(uri) as NonNullable<ReturnType<typeof engine.file>>;
      const position = source.positionAt(at % (source.text.length + 1));
      // No position lies inside of a line break.
      const offset = source.offsetAt(position);
      const [selection] = provideSelectionRanges(engine, uri, [position]);
      let [start, end] = [offset, offset];
      for (const range of chain(selection)) {
        const outer = [source.offsetAt(range.start), source.offsetAt(range.end)] as const;
        expect(outer[0]).toBeLessThanOrEqual(start);
        expect(outer[1]).toBeGreaterThanOrEqual(end);
        [start, end] = outer;
      }
      expect([start, end]).toEqual([0, source.text.length]);
    }),
    { numRuns: propertyRuns(150) },
  );
});
