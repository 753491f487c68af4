import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileRe2 } from './re2-matcher.ts';

function fits(source: string, text: string): boolean | undefined {
  return compileRe2(source)?.(text);
}

test.each([
  ['/api/v[0-9]+', '/api/v12', true],
  ['/api', '/api/v1', false],
  ['api', '/api', false],
  ['a|b', 'b', true],
  ['a|bc', 'bc', true],
  ['(?:a|b)*c', 'ababc', true],
  ['a{2,3}', 'aaaa', false],
  ['a{2,}', 'aaaa', true],
  ['a{2}', 'aa', true],
  ['a?b??', 'a', true],
  ['', '', true],
  ['', 'a', false],
  ['a*', '', true],
  ['x{', 'x{', true],
  ['[^/]+', 'a/b', false],
  ['[^]]', 'a', true],
  ['[]a]+', ']a', true],
  ['[a-]+', '-a', true],
  ['(?P<id>[0-9]+)', '7', true],
  ['\\Q.*\\E', '.*', true],
  ['\\Qab\\E+', 'abb', true],
  ['\\x41\\x{1F600}\\101', 'A😀A', true],
  ['.', '😀', true],
])('%s on %s: %s', (source, text, expected) => {
  expect(fits(source, text)).toBe(expected);
});

describe('classes and flags are those of RE2, not of JavaScript:', () => {
  test.each([
    ['the white space of \\s has no vertical tab', '\\s', '\v', false],
    ['\\w knows ASCII only', '\\w', 'é', false],
    ['\\D is everything else', '\\D', 'é', true],
    ['[[:alpha:]]', '[[:alpha:][:digit:]]+', 'a1', true],
    ['[[:^alpha:]]', '[[:^alpha:]]', 'a', false],
    ['\\pL', '\\pL', 'é', true],
    ['\\p{Greek}', '\\p{Greek}+', 'αβ', true],
    ['\\P{Greek}', '\\P{Greek}', 'α', false],
    ['\\p{^Greek}', '[\\p{^Greek}]', 'α', false],
    ['(?i)', '(?i)/API', '/api', true],
    ['(?i) holds to the end of its group', '(?:(?i)a)b', 'AB', false],
    ['(?i:…)', '(?i:a)b', 'Ab', true],
    ['(?-i)', '(?i)a(?-i)b', 'AB', false],
    ['a dot takes no newline', '.', '\n', false],
    ['(?s)', '(?s).', '\n', true],
    ['$ is the end of the text', 'a$\n?', 'a\n', false],
    ['(?m)', '(?m)a$\nb', 'a\nb', true],
    ['(?m)^', '(?m)a\n^b', 'a\nb', true],
    ['\\A and \\z', '\\Aa\\z', 'a', true],
    ['\\b', 'a\\b b', 'a b', true],
    ['\\B', 'a\\Bb', 'ab', true],
    ['(?U) changes only what is preferred', '(?U)a+', 'aa', true],
  ])('%s', (_, source, text, expected) => {
    expect(fits(source, text)).toBe(expected);
  });
});

test.each(['(', 'a**', '(?=a)', '(a)\\1', '[z-a]', 'a{1001}'])('%s is no expression', (source) => {
  expect(compileRe2(source)).toBeUndefined();
});

test('an expression that would be too large for Envoy is none', () => {
  expect(compileRe2('(?:abcdefghij){500}')).toBeDefined();
  expect(compileRe2(`(?:${'abcdefghij'.repeat(10)}){999}`)).toBeUndefined();
});

test.each(['(a+)+b', '(a|a)*b', '(a|aa)+b', '(?:(?:a*)*)*b', '(.*)(.*)(.*)(.*)b'])(
  '%s does not go astray on a long text',
  (source) => {
    expect(fits(source, 'a'.repeat(3000))).toBe(false);
  },
);

test('agrees with JavaScript where both mean the same', () => {
  const atom = fc.constantFrom('a', 'b', '[ab]', '[^a]', 'ab', 'c');
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      atom,
      fc.tuple(tie('tree'), tie('tree')).map(([left, right]) => `${left}${right}`),
      fc.tuple(tie('tree'), tie('tree')).map(([left, right]) => `(?:${left}|${right})`),
      fc.tuple(tie('tree'), fc.constantFrom('*', '+', '?', '{2}', '{0,2}')).map(([one, sign]) => `(?:${one})${sign}`),
    ),
  }));
  const text = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 6 }).map((letters) => letters.join(''));
  fc.assert(
    fc.property(tree, text, (source, given) => {
      expect(fits(source, given)).toBe(new RegExp(`^(?:${source})$`).test(given));
    }),
    { numRuns: 300 },
  );
});
