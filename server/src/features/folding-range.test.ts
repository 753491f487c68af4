import { expect, test } from 'vitest';
import { engineOf, parseFixture, uriOf } from '../testing/fixture.ts';
import { provideFoldingRanges } from './folding-range.ts';

/** `first-last kind` of each range, lines counted from 0. */
function folds(text: string): string[] {
  const engine = engineOf(parseFixture(text));
  return provideFoldingRanges(engine, uriOf('main.yaml'))
    .map(({ startLine, endLine, kind }) => `${startLine}-${endLine}${kind ? ` ${kind}` : ''}`)
    .sort((left, right) => Number.parseInt(left, 10) - Number.parseInt(right, 10));
}

test('each document folds from its mark to its last line', () => {
  expect(folds('a: 1\nb: 2\n---\nc: 3\nd: 4\n\n---\ne: 5\n')).toEqual(['0-1', '2-4', '6-7']);
});

test('keys and items fold with what is indented below them', () => {
  expect(folds('spec:\n  ports:\n  - number: 80\n    name: http\n  - number: 81\n  labels:\n    app: a\n')).toEqual([
    '0-6',
    '1-4',
    '2-3',
    '5-6',
  ]);
});

test('a comment of several lines folds by itself', () => {
  expect(folds('# one\n# two\na:\n  # only one\n  b: 1\n')).toEqual(['0-1 comment', '2-4']);
});

test('a file of nothing folds nowhere', () => {
  expect(folds('')).toEqual([]);
});
