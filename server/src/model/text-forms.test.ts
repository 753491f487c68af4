import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isHeaderValue,
  isHttpToken,
  isLabelKey,
  isLabelValue,
  regexFault,
  regexProblem,
  utf8Length,
} from './text-forms.ts';

describe('labels', () => {
  // A prefix is 253 long at most; its own labels may have any length.
  test.each(['a', 'a_b.c-d', 'EX.com/a', 'a.b/c', `${'a'.repeat(253)}/b`, 'a'.repeat(63)])(
    'takes the key %s',
    (key) => {
      expect(isLabelKey(key)).toBe(true);
    },
  );

  test.each(['', '-a', 'a-', '/a', 'a/', 'a/b/c', 'a b', '*', 'é', 'a..b/c', 'a'.repeat(64), `${'a'.repeat(254)}/b`])(
    'refuses the key %s',
    (key) => {
      expect(isLabelKey(key)).toBe(false);
    },
  );

  test('takes values of any length, and none', () => {
    for (const value of ['', 'a', 'v1.2_3', 'a'.repeat(100)]) expect(isLabelValue(value)).toBe(true);
    for (const value of ['-a', 'a ', '*', 'a/b', 'a\n']) expect(isLabelValue(value)).toBe(false);
  });
});

test('a token has the characters that istiod lets through, the comma among them', () => {
  for (const name of ['x-user', "!#$%&'*+-.^_`|~", 'A1', 'a,b']) expect(isHttpToken(name)).toBe(true);
  for (const name of ['', 'a b', ':path', 'a:', 'é', 'a/b', '"a"', '(a)', 'a\n']) expect(isHttpToken(name)).toBe(false);
});

describe('values of headers', () => {
  test.each([
    '',
    'a\tb',
    'é',
    '100%%',
    '%HOSTNAME%',
    '%REQ_A:9%',
    '%any thing%',
    '%REQ(x-id)%',
    '%REQ(x-id) %',
    '%REQ( x)%',
    '%META(["a", "b" ])%',
    '%META(["a\\)"])%',
    '%A(x\\))%',
    'a %B% c %D(e)% %%',
  ])('takes %j', (value) => {
    expect(isHeaderValue(value)).toBe(true);
  });

  test.each([
    'a\nb',
    '\u007f',
    '%',
    '50% off',
    '%%%',
    '%A',
    '%REQ(x-id):9%',
    '%REQ(x%',
    // The bracket that was to close it is taken for the argument.
    '%REQ()%',
    '%A(["a" "b"])%',
    '%A([a])%',
    '%A(\\',
  ])('refuses %j', (value) => {
    expect(isHeaderValue(value)).toBe(false);
  });

  test('takes any printable text with its percent signs doubled', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const printable = text.replace(/\p{Cc}/gu, '');
        expect(isHeaderValue(printable.replaceAll('%', '%%'))).toBe(true);
        expect(isHeaderValue(`${printable.replaceAll('%', '')}%`)).toBe(false);
      }),
    );
  });
});

describe('regular expressions', () => {
  test.each([
    ['', 'empty'],
    ['a'.repeat(1024), undefined],
    ['a'.repeat(1025), 'too-long'],
    ['é'.repeat(512), undefined],
    ['é'.repeat(513), 'too-long'],
    ['(?!a)', 'look-around'],
    ['(a)\\1', 'back-reference'],
    ['a**', 'syntax'],
    ['.*', undefined],
  ])('%#', (text, problem) => {
    expect(regexProblem(text)).toBe(problem);
    expect(regexFault(text) === undefined).toBe(problem === undefined);
  });
});

test('counts bytes as UTF-8 does', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(utf8Length(text)).toBe(Buffer.byteLength(text));
    }),
  );
});
