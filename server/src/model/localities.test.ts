import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localityProblem, overlappingLocalities } from './localities.ts';

test.each([
  ['us', undefined],
  ['us/a/b', undefined],
  ['us/a/b/c', undefined],
  ['us/a/b//c', undefined],
  ['*', undefined],
  ['us/*', undefined],
  ['us-east*', undefined],
  ['', 'empty-part'],
  ['us/', 'empty-part'],
  ['us//b', 'empty-part'],
  ['us/a/', 'empty-part'],
  ['*/a', 'wildcard'],
  ['us/*/*', 'wildcard'],
  ['*us', 'wildcard'],
])('what is wrong with %j: %s', (text, problem) => {
  expect(localityProblem(text)).toBe(problem);
});

test.each([
  ['us', 'us', true],
  ['us', 'us/a', true],
  ['us/a', 'us', true],
  ['us/*', 'us', true],
  ['*', 'eu', true],
  ['us/a', 'us/a/*', true],
  ['us/a', 'us/*', false],
  ['us/a/b', 'us/a/*', false],
  ['us', '*', false],
])('%s before %s overlaps and is refused: %s', (earlier, later, isRefused) => {
  const found = overlappingLocalities([{ value: earlier }, { value: later }]);
  expect(found).toEqual([{ earlier: { value: earlier }, later: { value: later }, isRefused }]);
});

test.each([
  ['us', 'eu'],
  ['us', 'us-east/a'],
  ['us/a', 'us/ab'],
  ['us/a/b', 'us/a/bc'],
  ['us/a/b', 'us/a/b/c'],
])('%s and %s lie apart', (left, right) => {
  expect(overlappingLocalities([{ value: left }, { value: right }])).toEqual([]);
});

test('something is refused exactly where an account of what was seen says so', () => {
  const part = fc.constantFrom('a', 'b');
  const locality = fc
    .tuple(fc.array(part, { maxLength: 3 }), fc.boolean())
    .map(([parts, isWild]) => (isWild && parts.length < 3 ? [...parts, '*'] : parts).join('/'))
    .filter((text) => text !== '');
  fc.assert(
    fc.property(fc.array(locality, { maxLength: 5 }), (texts) => {
      const found = overlappingLocalities(texts.map((value) => ({ value })));
      expect(found.some(({ isRefused }) => isRefused)).toBe(isRefusedByAccount(texts));
    }),
  );
});

/** Another telling of the same: what each region, zone and subzone was given before. */
function isRefusedByAccount(texts: readonly string[]): boolean {
  const seen: string[][] = [];
  return texts.some((text) => {
    const parts = text.split('/');
    const isRefused = seen.some((earlier) => {
      const length = Math.min(earlier.length, parts.length);
      for (let at = 0; at < length; at++) {
        if (earlier[at] === '*') return true;
        if (earlier[at] !== parts[at]) return false;
      }
      return earlier.length !== parts.length || length > 0;
    });
    seen.push(parts);
    return isRefused;
  });
}
