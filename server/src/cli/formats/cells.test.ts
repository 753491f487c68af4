import { describe, expect, test } from 'vitest';
import { padCells, showCharacter, widthOf, withoutControls } from './cells.ts';

describe('the width of a character', () => {
  test.each([
    ['a', 1],
    ['é', 1],
    ['\u0301', 0],
    ['\u200d', 0],
    ['日', 2],
    ['한', 2],
    ['ｆ', 2],
    ['😀', 2],
    ['│', 1],
    ['…', 1],
  ])('%j is %i', (character, width) => {
    expect(widthOf(character)).toBe(width);
  });
});

describe('what is shown', () => {
  test('of a tab are spaces up to the next stop', () => {
    expect(showCharacter('\t', 0)).toEqual({ text: '    ', width: 4 });
    expect(showCharacter('\t', 3)).toEqual({ text: ' ', width: 1 });
  });

  test('of a control character is a sign', () => {
    expect(withoutControls('a\u001b[31mb\u007fc\u009bd')).toBe('a␛[31mb␡c\ufffdd');
  });

  test('of a mark that reverses text is a replacement', () => {
    expect(withoutControls('a\u202eb')).toBe('a\ufffdb');
  });
});

test('padding counts cells', () => {
  expect(padCells('错误', 7)).toBe('错误   ');
  expect(padCells('warning', 7)).toBe('warning');
});
