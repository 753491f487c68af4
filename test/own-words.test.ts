/** What our documentation says about fields is said in our own words. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const { hashOf, phraseHashes, phrasesOf } = (await import(
  path.join(root, 'server/scripts/definition-phrases.mjs')
)) as {
  hashOf: (phrase: string) => string;
  phraseHashes: (definitions: unknown) => string[];
  phrasesOf: (text: string) => string[];
};
const HASH = hashOf('').length;

interface Field {
  readonly doc: string;
  readonly values?: Readonly<Record<string, string>>;
}

function knownHashes(): ReadonlySet<string> {
  const text = readFileSync(path.join(root, 'test/definition-phrases.txt'), 'utf8');
  return new Set(Array.from({ length: text.length / HASH }, (_, at) => text.slice(at * HASH, (at + 1) * HASH)));
}

function texts(): [place: string, text: string][] {
  const folder = path.join(root, 'schemas/docs/en');
  return readdirSync(folder).flatMap((file) => {
    const { fields } = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as { fields: Record<string, Field> };
    return Object.entries(fields).flatMap(([field, { doc, values = {} }]) =>
      [doc, ...Object.values(values)].map((text): [string, string] => [`${file} ${field}`, text]),
    );
  });
}

test('a phrase of the definitions is known again, whatever its case and marks', () => {
  const [hash] = phraseHashes([{ spec: { description: 'One two, three. Four `five` six' } }]);
  expect(phrasesOf('zero ONE two three four five: six').map(hashOf)).toContain(hash);
});

test('no text shares six words in a row with the descriptions of the definitions', () => {
  const known = knownHashes();
  expect(known.size).toBeGreaterThan(1000);
  const taken = texts().flatMap(([place, text]) =>
    phrasesOf(text)
      .filter((phrase) => known.has(hashOf(phrase)))
      .map((phrase) => `${place}: ${phrase}`),
  );
  expect(taken).toEqual([]);
});

test('no text is only the name and type of its field', () => {
  const filler =
    /^(?:a|an|the|of|is|string|integer|number|boolean|bool|object|array|list|map|field|value|optional|required)$/;
  const empty = texts().filter(([place, text]) => {
    const names = new Set((place.split(' ')[1] ?? '').toLowerCase().match(/[a-z0-9]+/g) ?? []);
    const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
    return words.every((word) => filler.test(word) || names.has(word));
  });
  expect(empty).toEqual([]);
});
