import { describe, expect, test } from 'vitest';
import { decodeText } from './decode-text.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe('the bytes of a file', () => {
  test('are UTF-8', () => {
    expect(decodeText(bytes(0xe6, 0x97, 0xa5))).toEqual({ text: '日' });
  });

  test('lose their byte order mark', () => {
    expect(decodeText(bytes(0xef, 0xbb, 0xbf, 0x61))).toEqual({ text: 'a' });
  });

  test('may be broken UTF-8', () => {
    expect(decodeText(bytes(0x61, 0xff, 0x62))).toEqual({ text: 'a\ufffdb' });
  });

  test('with a zero are no text', () => {
    expect(decodeText(bytes(0x61, 0, 0x62))).toEqual({ error: 'is a binary file' });
  });

  test('in UTF-16 are named as such', () => {
    expect(decodeText(bytes(0xff, 0xfe, 0x61, 0))).toEqual({
      error: 'is written in UTF-16, which Kubernetes does not read; save it as UTF-8',
    });
  });
});
