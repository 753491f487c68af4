import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeDocument, manifestText, mutated, propertyRuns } from '../testing/arbitrary-yaml.ts';
import { fastParse } from './fast-parse.ts';
import { parseDocument } from './parse-document.ts';
import { splitDocuments } from './split-documents.ts';

/** Compares the fast path with the library's reading; returns whether it took the text. */
function check(text: string): boolean {
  const fast = fastParse(text);
  if (!fast) return false;
  expect(describeDocument(fast)).toEqual(describeDocument(parseDocument(text, { fastPath: false })));
  return true;
}

describe('fastParse', () => {
  test.each([
    ['', true],
    ['---\n', true],
    ['# only a comment', true],
    ['key', true],
    ['a: 1\nb:\n  c: two words # comment\n', true],
    ['a:\n- b: 1\n  c:\n  - d\ne: f', true],
    ['- - a\n  - b\n-\n- c:\n', true],
    ["a: \"x\\n\\u0041\"\n'b': 'it''s'\n\"c\" : d", true],
    ['a: [b, {c: d, "e":1}, []] # f', true],
    ['{\n  "a": [\n    1\n  ]\n}\n', true],
    ['a: |\n  b\n\n    c\nd: >-\n  e\n  f\n', true],
    ['args:\n- -c\n- |\n  set -e\n  exit\n', true],
    ['a: b\n  c\n\n  d # e\nf: g', true],
    ["a: 'b\n  # c'\n", true],
    ['a: b: c', false],
    ['a: &x 1', false],
    ['a: *x', false],
    ['a: !!str 1', false],
    ['a:\tb', false],
    ['a: 1\r\nb:\r\n- c\r\n', true],
    ['a: 1\rb: 2', false],
    ['a: |\r\n  b\r\n', false],
    ['a: b # c\n  d', false],
    ['%YAML 1.2\n---\n', false],
    ['? a\n: b', false],
    ['a: 1\na: 2', false],
    ['a: {b: 1, b: 2}', false],
    ['a: "b\n  c"', false],
    ['a: |+\n  b\n', false],
    ['a: 1\n...\n', false],
    ['a: 1\n b: 2', false],
    ['a: "\\q"', false],
    ['a: [b', false],
  ])('reads or refuses %j: %s', (text, isRead) => {
    expect(check(text)).toBe(isRead);
  });

  test('finds a repeated key among many', () => {
    const keys = Array.from({ length: 200 }, (_, index) => `key-${index}: 1\n`);
    expect(check(keys.join(''))).toBe(true);
    expect(check(`${keys.join('')}key-77: 2\n`)).toBe(false);
  });

  test('gives the nodes of the library for manifests as they are written', () => {
    let read = 0;
    let all = 0;
    fc.assert(
      fc.property(manifestText, (text) => {
        all++;
        if (check(text)) read++;
      }),
      { numRuns: propertyRuns(250) },
    );
    expect(read / all).toBeGreaterThan(0.5);
  });

  test('gives the nodes of the library for manifests that are cut, doubled and bent', () => {
    fc.assert(
      fc.property(mutated(manifestText), (text) => {
        check(text);
      }),
      { numRuns: propertyRuns(1500) },
    );
  });

  // Set by hand to try a folder of files.
  const corpus = process.env.YAML_CORPUS;
  if (corpus)
    test('gives the nodes of the library for a folder of files, whole and bent', () => {
      const texts = readdirSync(corpus, { recursive: true, encoding: 'utf8' })
        .filter((path) => /\.ya?ml$/.test(path))
        .map((path) => readFileSync(`${corpus}/${path}`, 'utf8'))
        .flatMap((text) => splitDocuments(text).map((slice) => text.slice(slice.start, slice.end)));
      for (const text of texts) check(text);
      fc.assert(
        fc.property(mutated(fc.constantFrom(...texts.filter((text) => text.length < 5000))), (text) => {
          check(text);
        }),
        { numRuns: propertyRuns(1500) },
      );
    });
});
