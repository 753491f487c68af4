/** The benchmark measures nothing here; only the text it works on is checked. */
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { compactSchema } from './bench/compact-schema.mjs';
import { generateFile, generateWorkspace } from './bench/generate.mjs';
import { medianOf } from './bench/samples.mjs';

const parse = (text: string) => [...parseAllDocuments(text)];

describe('the generated configuration', () => {
  test('is valid YAML with the number of documents asked for', () => {
    const documents = parse(generateFile(100));
    expect(documents).toHaveLength(100);
    expect(documents.flatMap((document) => document.errors)).toEqual([]);
  });

  test('is the same each time', () => {
    expect(generateFile(50)).toBe(generateFile(50));
    expect(generateFile(50, { seed: 2 })).not.toBe(generateFile(50));
  });

  test('is the same resources as one file and as a folder', () => {
    const folder = generateWorkspace(30)
      .map((file) => file.text)
      .join('---\n');
    expect(folder).toBe(generateFile(30));
  });

  test('gives no resource the identity of another', () => {
    const identities = parse(generateFile(500)).map((document) => {
      const { kind, metadata } = document.toJS();
      return `${kind} ${metadata.namespace}/${metadata.name}`;
    });
    expect(new Set(identities).size).toBe(identities.length);
  });

  test('has an anchor in every document where that is asked for', () => {
    for (const document of parse(generateFile(20, { anchors: true }))) expect(document.toString()).toContain('&self');
  });

  test('means the same with anchors but for one label', () => {
    const plain = parse(generateFile(10)).map((document) => document.toJS().spec);
    expect(parse(generateFile(10, { anchors: true })).map((document) => document.toJS().spec)).toEqual(plain);
  });
});

test('the hand-written schema knows every kind that is generated', () => {
  const kinds: string[] = compactSchema().properties.kind.enum;
  for (const document of parse(generateFile(10))) expect(kinds).toContain(document.toJS().kind);
});

test('a median lies in the middle', () => {
  expect(medianOf([3, 1, 2])).toBe(2);
  expect(medianOf([4, 1, 2, 3])).toBe(2.5);
  expect(medianOf([])).toBeUndefined();
});
