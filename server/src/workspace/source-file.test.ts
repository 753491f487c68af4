import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeDocument, propertyRuns, yamlFileText } from '../testing/arbitrary-yaml.ts';
import { SourceFile } from './source-file.ts';

const uri = 'file:///mesh/services.yaml';

function texts(file: SourceFile): string[] {
  return file.slots.map((slot) => slot.text);
}

/** Parses everything and tells how often the parser ran since the last call. */
function parsedCounter(file: SourceFile): () => number {
  let before = file.documentsParsed;
  return () => {
    for (const slot of file.slots) slot.document;
    const count = file.documentsParsed - before;
    before = file.documentsParsed;
    return count;
  };
}

function replaceAt(file: SourceFile, start: number, end: number, text: string) {
  return file.applyEdits([{ range: { start: file.positionAt(start), end: file.positionAt(end) }, text }]);
}

describe('SourceFile', () => {
  test('parses nothing until a document is asked for', () => {
    const file = SourceFile.create(uri, 'a: 1\n---\nb: 2\n');
    expect(file.documentsParsed).toBe(0);
    file.slots[1]?.document;
    file.slots[1]?.document;
    expect(file.documentsParsed).toBe(1);
  });

  test('keeps the slots beside an edited document and moves those behind it', () => {
    const file = SourceFile.create(uri, 'a: 1\n---\nb: 2\n---\nc: 3\n');
    const parsed = parsedCounter(file);
    expect(parsed()).toBe(3);
    const [first, second, third] = file.slots;
    const change = file.applyEdits([
      { range: { start: { line: 2, character: 3 }, end: { line: 2, character: 4 } }, text: 'two\n# more' },
    ]);
    expect(change.removed).toEqual([second]);
    expect(change.added.map((slot) => slot.text)).toEqual(['---\nb: two\n# more\n']);
    expect(file.slots[0]).toBe(first);
    expect(file.slots[2]).toBe(third);
    expect(third).toMatchObject({ start: 23, startLine: 4 });
    expect(parsed()).toBe(1);
  });

  test('splits a document where a marker is typed and joins it where the marker is deleted', () => {
    const file = SourceFile.create(uri, 'a: 1\nb: 2\n');
    replaceAt(file, 5, 5, '---\n');
    expect(texts(file)).toEqual(['a: 1\n', '---\nb: 2\n']);
    replaceAt(file, 5, 9, '');
    expect(texts(file)).toEqual(['a: 1\nb: 2\n']);
  });

  test('joins two documents where the line break before a marker is deleted', () => {
    const file = SourceFile.create(uri, 'a: 1\n---\nb: 2\n');
    replaceAt(file, 4, 5, '');
    expect(texts(file)).toEqual(['a: 1---\nb: 2\n']);
  });

  test('moves a comment behind an end marker to the document that opens after it', () => {
    const file = SourceFile.create(uri, 'a: 1\n...\n# about b\n');
    expect(texts(file)).toEqual(['a: 1\n...\n# about b\n']);
    replaceAt(file, file.length, file.length, 'b: 2\n');
    expect(texts(file)).toEqual(['a: 1\n...\n', '# about b\nb: 2\n']);
    replaceAt(file, file.length - 5, file.length, '');
    expect(texts(file)).toEqual(['a: 1\n...\n# about b\n']);
  });

  test('takes in the bare documents behind an end marker that is deleted', () => {
    const file = SourceFile.create(uri, 'a: 1\n...\nb: 2\n...\nc: 3\n');
    replaceAt(file, 5, 8, '');
    expect(texts(file)).toEqual(['a: 1\n\nb: 2\n...\n', 'c: 3\n']);
  });

  test('keeps unchanged documents when the whole text is replaced', () => {
    const file = SourceFile.create(uri, 'a: 1\n---\nb: 2\n---\nc: 3\n---\nd: 4\n');
    const parsed = parsedCounter(file);
    parsed();
    const [a, b, c, d] = file.slots;
    const change = file.replaceText('a: 0\n---\nb: 2\n---\nc: 0\n---\nd: 4\n');
    expect(change.removed).toEqual([a, c]);
    expect(file.slots[1]).toBe(b);
    expect(file.slots[3]).toBe(d);
    expect(parsed()).toBe(2);
    expect(file.replaceText(file.text)).toEqual({ removed: [], added: [] });
  });

  test('has one empty slot when everything is deleted and recovers from it', () => {
    const file = SourceFile.create(uri, 'a: 1\n---\nb: 2\n');
    file.replaceText('');
    expect(texts(file)).toEqual(['']);
    expect(file.positionAt(7)).toEqual({ line: 0, character: 0 });
    replaceAt(file, 0, 0, '---\nb: 2\n');
    expect(texts(file)).toEqual(['---\nb: 2\n']);
  });

  test('counts lines as the protocol does, with CRLF and a lone CR', () => {
    const file = SourceFile.create(uri, 'a: 1\r\n---\r\nb: "\u{1F600}"\rc');
    expect(file.positionAt(15)).toEqual({ line: 2, character: 4 });
    expect(file.slots[1]).toMatchObject({ start: 6, startLine: 1 });
    expect(file.positionAt(file.length)).toEqual({ line: 3, character: 1 });
    expect(file.offsetAt({ line: 0, character: 99 })).toBe(4);
    expect(file.offsetAt({ line: 99, character: 0 })).toBe(file.length);
  });

  test('reads a JSON file with tabs as one document', () => {
    const file = SourceFile.create(
      uri,
      '{\n\t"kind": "Service",\n\t"spec": {\n\t\t"ports": [\n\t\t\t80\n\t\t]\n\t}\n}\n',
    );
    expect(file.slots).toHaveLength(1);
    expect(file.slots[0]?.document.problems).toEqual([]);
    expect(file.slots[0]?.document.root).toMatchObject({ kind: 'map', flow: true, start: 0 });
  });

  test('equals a fresh file after any edits and parses only what changed', () => {
    const edit = fc.record({ from: fc.nat(), length: fc.nat(30), text: yamlFileText(3), isWhole: fc.nat(9) });
    fc.assert(
      fc.property(yamlFileText(14), fc.array(edit, { minLength: 1, maxLength: 6 }), (text, edits) => {
        const file = SourceFile.create(uri, text);
        const parsed = parsedCounter(file);
        parsed();
        for (const { from, length, text: newText, isWhole } of edits) {
          const start = from % (file.length + 1);
          const end = Math.min(file.length, start + length);
          const expected = file.text.slice(0, start) + newText + file.text.slice(end);
          const before = new Set(file.slots);
          const startPosition = file.positionAt(start);
          // Between CR and LF there is no position.
          const isExpressible = file.offsetAt(startPosition) === start && file.offsetAt(file.positionAt(end)) === end;
          const change =
            isWhole === 0 || !isExpressible ? file.replaceText(expected) : replaceAt(file, start, end, newText);
          expect(file.text).toBe(expected);
          const fresh = SourceFile.create(uri, expected);
          expect(texts(file)).toEqual(texts(fresh));
          expect(file.slots.map(({ start, startLine }) => ({ start, startLine }))).toEqual(
            fresh.slots.map(({ start, startLine }) => ({ start, startLine })),
          );
          expect(change.added).toEqual(file.slots.filter((slot) => !before.has(slot)));
          expect(change.removed.every((slot) => before.has(slot) && !file.slots.includes(slot))).toBe(true);
          expect(before.size - change.removed.length + change.added.length).toBe(file.slots.length);
          expect(parsed()).toBe(change.added.length);
          file.slots.forEach((slot, index) => {
            expect(describeDocument(slot.document)).toEqual(
              describeDocument((fresh.slots[index] as (typeof fresh.slots)[number]).document),
            );
          });
        }
      }),
      { numRuns: propertyRuns(80) },
    );
  });
});
