import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { widthOf } from './cells.ts';
import { excerptOf } from './excerpt.ts';

/** The excerpt's two lines for a range written with `[` and `]` in the line. */
function excerpt(marked: string, width = 40): [string, string] {
  const from = marked.indexOf('[');
  const to = marked.indexOf(']') - 1;
  const { line, carets } = excerptOf(marked.replace('[', '').replace(']', ''), from, to, width, '^');
  return [line, carets];
}

const cells = (text: string): number => [...text].reduce((sum, character) => sum + widthOf(character), 0);

describe('an excerpt', () => {
  test('has carets under the range', () => {
    expect(excerpt('  app: [whoami]')).toEqual(['  app: whoami', '       ^^^^^^']);
  });

  test('has one caret for an empty range', () => {
    expect(excerpt('app:[]')).toEqual(['app:', '    ^']);
  });

  test('counts wide characters twice, and those outside the basic plane once more than they have units', () => {
    expect(excerpt('日本: [語😀]')).toEqual(['日本: 語😀', '      ^^^^']);
  });

  test('gives combining marks no room', () => {
    expect(excerpt('e\u0301: [x]')).toEqual(['e\u0301: x', '   ^']);
  });

  test('shows tabs as spaces', () => {
    expect(excerpt('\tapp:\t[x]')).toEqual(['    app:    x', '            ^']);
  });

  test('cuts a long line before and after the range', () => {
    const [line, carets] = excerpt(`${'a'.repeat(100)}[bbb]${'c'.repeat(100)}`);
    expect(line).toBe(`…${'a'.repeat(20)}bbb${'c'.repeat(15)}…`);
    expect(carets).toBe(`${' '.repeat(21)}^^^`);
  });

  test('leaves the start of a long line if the range lies there', () => {
    const [line, carets] = excerpt(`app: [whoami]${' x'.repeat(100)}`);
    expect(line.startsWith('app: whoami')).toBe(true);
    expect(line.endsWith('…')).toBe(true);
    expect(carets).toBe('     ^^^^^^');
  });

  test('of a range that is longer than the screen ends with the screen', () => {
    const [line, carets] = excerpt(`app: [${'x'.repeat(1000)}]`);
    expect(cells(line)).toBeLessThanOrEqual(40);
    expect(carets.length).toBeLessThanOrEqual(40);
  });

  test('of a line of megabytes looks only at what is near', () => {
    const [line, carets] = excerpt(`${'a '.repeat(2_000_000)}[b]${' c'.repeat(2_000_000)}`);
    expect(line[carets.indexOf('^')]).toBe('b');
  });

  test('always shows the first character of the range above the first caret, and keeps to its width', () => {
    const character = fc.constantFrom('a', ' ', '\t', '日', '😀', 'e\u0301', '\u001b');
    fc.assert(
      fc.property(fc.array(character, { maxLength: 200 }), fc.array(character, { maxLength: 200 }), (left, right) => {
        const before = left.join('');
        const { line, carets } = excerptOf(`${before}#${right.join('')}`, before.length, before.length + 1, 40, '^');
        const column = carets.indexOf('^');
        expect(cells(line.slice(0, line.indexOf('#')))).toBe(column);
        expect(cells(line)).toBeLessThanOrEqual(40);
      }),
    );
  });
});
