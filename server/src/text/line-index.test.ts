import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countLineBreaks, LineIndex } from './line-index.ts';

describe('LineIndex', () => {
  test('ends lines at LF, CRLF and a lone CR', () => {
    const index = new LineIndex('a\nb\r\nc\rd');
    expect(index.lineCount).toBe(4);
    expect([0, 2, 5, 7].map((offset) => index.positionAt(offset))).toEqual(
      [0, 1, 2, 3].map((line) => ({ line, character: 0 })),
    );
  });

  test('takes what lies beyond a line or the text for its end', () => {
    const index = new LineIndex('ab\r\ncd');
    expect(index.offsetAt({ line: 0, character: 9 })).toBe(2);
    expect(index.offsetAt({ line: 9, character: 0 })).toBe(6);
    expect(index.offsetAt({ line: -1, character: 3 })).toBe(0);
    expect(index.positionAt(99)).toEqual({ line: 1, character: 2 });
  });

  test('counts an emoji as two characters', () => {
    expect(new LineIndex('\u{1F600}a').positionAt(2)).toEqual({ line: 0, character: 2 });
  });

  test('converts back and forth', () => {
    const text = fc.array(fc.constantFrom('a', '\n', '\r', '\r\n', '\u{1F600}')).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.nat(), (value, at) => {
        const index = new LineIndex(value);
        const offset = at % (value.length + 1);
        expect(index.lineCount).toBe(countLineBreaks(value) + 1);
        const isInsideLineBreak = value.slice(offset - 1, offset + 1) === '\r\n';
        if (!isInsideLineBreak) expect(index.offsetAt(index.positionAt(offset))).toBe(offset);
      }),
    );
  });
});
