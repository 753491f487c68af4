import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { checkNamed, exclusiveFields } from '../../server/src/schema/checks.ts';
import { problemsOf } from './cases.ts';
import { CEL_CASES } from './cel-cases.ts';
import { type Pair, STRUCTURE_CASES } from './own-cases.ts';

const root = path.resolve(import.meta.dirname, '../..');
const expressions = Object.keys(JSON.parse(readFileSync(path.join(root, 'schemas/istio/cel-rules.json'), 'utf8')));

function checkPair({ rule, refused, accepted }: Pair): void {
  const found = problemsOf(refused).filter((problem) => problem.rejects);
  expect(found.map((problem) => problem.rule)).toEqual([rule]);
  expect(problemsOf(accepted).filter((problem) => problem.rejects)).toEqual([]);
}

/** The cases of istiod's webhook: every list of pairs that a file `…-cases.ts` beside this one exports. */
const webhookFiles = readdirSync(import.meta.dirname).filter(
  (file) => file.endsWith('-cases.ts') && file !== 'own-cases.ts' && file !== 'cel-cases.ts',
);
const webhookCases: (readonly [name: string, pairs: readonly Pair[]])[] = await Promise.all(
  webhookFiles.map(async (file) => {
    const lists: Record<string, unknown> = await import(pathToFileURL(path.join(import.meta.dirname, file)).href);
    return [file, Object.values(lists).filter(Array.isArray).flat()] as const;
  }),
);

describe('structure', () => {
  test.each(STRUCTURE_CASES.map((pair) => [pair.name, pair] as const))('%s', (_, pair) => checkPair(pair));
});

describe('expressions', () => {
  test.each(Object.entries(CEL_CASES))('%s', (_, pair) => checkPair(pair));

  test('every expression of the definitions has a check and a case', () => {
    expect(expressions.filter((id) => checkNamed(id) === undefined && exclusiveFields(id) === undefined)).toEqual([]);
    expect(expressions.filter((id) => CEL_CASES[id] === undefined)).toEqual([]);
  });
});

describe.each(webhookCases)('%s', (_, pairs) => {
  test('has cases', () => {
    expect(pairs.length).toBeGreaterThan(0);
  });

  test.each(pairs.map((pair) => [pair.name, pair] as const))('%s', (__, pair) => checkPair(pair));
});
