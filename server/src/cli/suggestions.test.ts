import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closestTo, editDistance } from './suggestions.ts';

describe('the edit distance', () => {
  test.each([
    ['', '', 0],
    ['check', 'check', 0],
    ['check', 'chekc', 1],
    ['check', 'chec', 1],
    ['check', 'checks', 1],
    ['check', 'chock', 1],
    ['kitten', 'sitting', 3],
  ])('from "%s" to "%s" is %i', (left, right, distance) => {
    expect(editDistance(left, right)).toBe(distance);
  });

  test('is the same in both directions', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (left, right) => {
        expect(editDistance(left, right)).toBe(editDistance(right, left));
      }),
    );
  });
});

describe('the closest name', () => {
  test('ignores case', () => {
    expect(closestTo('ist0101', ['IST0101', 'IST0102'])).toBe('IST0101');
  });

  test('is the nearer of two', () => {
    expect(closestTo('jso', ['text', 'json', 'sarif'])).toBe('json');
  });

  test('may contain the whole word', () => {
    expect(closestTo('near-miss', ['service-entry/selector-near-miss'])).toBe('service-entry/selector-near-miss');
  });

  test('is none if all are far', () => {
    expect(closestTo('xml', ['text', 'json', 'sarif'])).toBeUndefined();
  });
});
