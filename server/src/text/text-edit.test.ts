import { describe, expect, test } from 'vitest';
import { applyTextEdits, hasOverlap } from './text-edit.ts';

describe('applyTextEdits', () => {
  test('takes all offsets from the text before', () => {
    const edits = [
      { start: 4, end: 5, newText: 'E' },
      { start: 0, end: 1, newText: '' },
      { start: 2, end: 2, newText: '--' },
    ];
    expect(applyTextEdits('abcdef', edits)).toBe('b--cdEf');
  });

  test('inserts at one place in the order given, before a replacement there', () => {
    const edits = [
      { start: 1, end: 2, newText: 'X' },
      { start: 1, end: 1, newText: '1' },
      { start: 1, end: 1, newText: '2' },
    ];
    expect(applyTextEdits('abc', edits)).toBe('a12Xc');
  });

  test('refuses edits that overlap or reach outside', () => {
    const overlapping = [
      { start: 0, end: 2, newText: '' },
      { start: 1, end: 3, newText: '' },
    ];
    expect(hasOverlap(overlapping)).toBe(true);
    expect(applyTextEdits('abc', overlapping)).toBeUndefined();
    expect(applyTextEdits('abc', [{ start: 2, end: 4, newText: '' }])).toBeUndefined();
  });

  test('does not take edits that only touch for overlapping', () => {
    expect(
      hasOverlap([
        { start: 0, end: 2, newText: '' },
        { start: 2, end: 3, newText: '' },
        { start: 2, end: 2, newText: 'x' },
      ]),
    ).toBe(false);
  });
});
