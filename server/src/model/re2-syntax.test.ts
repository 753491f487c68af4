import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { re2Problem } from './re2-syntax.ts';

describe('takes what Go reads', () => {
  test.each([
    '',
    'a|b|',
    '^/api/v[0-9]+(/.*)?$',
    '(?i)a',
    '(?i-s:a)(?:b)(?U)c',
    '(?P<name>a)(?<other_1>b)',
    'a{2}b{2,}c{2,3}?',
    'a{,3}{x}{',
    'a{1000}',
    '(a{500}){2}',
    '(a{100,}){10}',
    '((a{3}){0,}){2}',
    '(a{1000}){0}',
    '^*$+\\b?',
    'a*(?i)*',
    'a*?b+?c??',
    '[]a]',
    '[^]a]',
    '[a-]',
    '[-a]',
    '[--/]',
    '[\\d-z]',
    '[\\pL\\p{Greek}[:alpha:][:^digit:]]',
    '[[:alpha]',
    '\\pN\\PL\\p{^Lu}\\p{Han}\\p{any}\\p{Lowercase_Letter}',
    '\\A\\z\\B\\d\\D\\s\\S\\w\\W',
    '\\Qa*(\\E+',
    '\\Q(',
    'a\\Q\\E*',
    '\\x41\\x{1F600}\\0\\012\\12\\n\\t\\a',
    '\\_\\-\\/\\ ',
    '[😀-😎]',
    'é+',
  ])('%s', (text) => {
    expect(re2Problem(text)).toBeUndefined();
  });
});

describe('says what is wrong', () => {
  test.each([
    ['(?=a)', 'look-around', '(?='],
    ['a(?<!b)', 'look-around', '(?<!'],
    ['(a)\\1', 'back-reference', '\\1'],
    ['\\8', 'back-reference', '\\8'],
    ['(?P<n>a)\\k<n>', 'back-reference', '\\k<n>'],
    ['(?P<n>a)(?P=n)', 'back-reference', '(?P=n)'],
    ['(?>a)', 'group', '(?>'],
    ['(?P<a b>x)', 'group', '(?P<a b>'],
    ['(?i', 'group', '(?i'],
    ['(?i-)', 'group', '(?i'],
    ['(a', 'open-group', '(a'],
    ['a)', 'stray-bracket', ')'],
    ['a[b', 'open-class', '[b'],
    ['[]', 'open-class', '[]'],
    ['[z-a]', 'class', 'z-a'],
    ['[[:letter:]]', 'class', '[:letter:]'],
    ['\\p{Klingon}', 'class', '\\p{Klingon}'],
    ['\\p', 'class', '\\p'],
    ['a\\', 'escape', '\\'],
    ['\\y', 'escape', '\\y'],
    ['\\é', 'escape', '\\é'],
    ['[\\b]', 'escape', '\\b'],
    ['\\x4', 'escape', '\\x'],
    ['\\x{110000}', 'escape', '\\x'],
    ['*', 'nothing-to-repeat', '*'],
    ['a|*?', 'nothing-to-repeat', '*?'],
    ['(?i){2}', 'nothing-to-repeat', '{2}'],
    ['a**', 'repeated-repeat', '**'],
    ['a++b', 'repeated-repeat', '++'],
    ['a??+', 'repeated-repeat', '??+'],
    ['a{2}{3}', 'repeated-repeat', '{2}{3}'],
    ['a{1001}', 'repeat-size', '{1001}'],
    ['a{3,2}', 'repeat-size', '{3,2}'],
    ['(a{500}){3}', 'repeat-size', '{3}'],
  ])('%s', (text, fault, part) => {
    expect(re2Problem(text)).toEqual({ fault, part });
  });
});

const { expression } = fc.letrec<{ expression: string; item: string }>((tie) => ({
  expression: fc.array(tie('item'), { maxLength: 3 }).map((items) => items.join('')),
  item: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('a', 'é', '.', '^', '$', '\\d', '\\.', '\\pL', '[a-z]', '[^\\s"-]', '{', '\\Q*\\E', '😀'),
    fc
      .tuple(fc.constantFrom('(', '(?:', '(?i:', '(?P<n>'), tie('expression'))
      .map(([open, inner]) => `${open}${inner})`),
    fc.tuple(tie('expression'), tie('expression')).map(([left, right]) => `(${left}|${right})`),
    fc
      .tuple(tie('item'), fc.constantFrom('*', '+?', '?', '{2}', '{0,}'))
      .map(([item, repeat]) => `(?:${item})${repeat}`),
  ),
}));

test('takes all that is made by its grammar', () => {
  fc.assert(
    fc.property(expression, (text) => {
      expect(re2Problem(text)).toBeUndefined();
    }),
  );
});

test('takes any text whose signs are escaped', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
      const escaped = text.replace(/[^a-zA-Z0-9\u0080-\u{10ffff}]/gu, '\\$&');
      expect(re2Problem(escaped)).toBeUndefined();
      expect(re2Problem(`[${escaped}a]`)).toBeUndefined();
    }),
  );
});

test('judges text in a group as it judges the text', () => {
  const sign = fc.constantFrom('a', ']', '*', '+', '?', '|', '\\.', '{2}', '-', '^', '1', '\\d');
  fc.assert(
    fc.property(fc.array(sign, { maxLength: 8 }), (signs) => {
      const text = signs.join('');
      // Behind the bracket that opens a group a question mark means something else.
      fc.pre(!text.startsWith('?'));
      expect(re2Problem(`(${text})`)?.fault).toBe(re2Problem(text)?.fault);
    }),
  );
});
