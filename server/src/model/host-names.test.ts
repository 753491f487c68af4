import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compareSpecificity,
  hostsMatch,
  isDnsLabel,
  isFqdn,
  isHostSubset,
  isPartialWildcard,
  isWildcardDomain,
} from './host-names.ts';

const label63 = 'a'.repeat(63);
const name255 = `${`${label63}.`.repeat(3)}${label63}`;

describe('labels', () => {
  test.each(['a', 'A', '1', 'a-b', 'a--b', 'x1', label63])('%s is one', (text) => {
    expect(isDnsLabel(text)).toBe(true);
  });

  test.each(['', '-a', 'a-', 'a_b', 'a.b', 'ü', 'a\n', `${label63}a`])('%j is none', (text) => {
    expect(isDnsLabel(text)).toBe(false);
  });
});

describe('names', () => {
  test.each([
    'a',
    'foo.com',
    'FOO.com',
    'foo.com.',
    'a.1.',
    'a.0x10',
    '1.a',
    '1.2.3.4a',
    name255,
    // More than Atoi reads, so no number.
    'a.9223372036854775808',
  ])('%s is one', (text) => {
    expect(isFqdn(text)).toBe(true);
  });

  test.each([
    '',
    '.',
    '.a',
    'a..b',
    'a.b..',
    '1',
    'a.1',
    '192.168.0.300',
    '10.0.0.1',
    'a.9223372036854775807',
    'a.007',
    '*',
    '*.a',
    'a b',
    'a:80',
    'http://a',
    'a/b',
    'a_b.c',
    '::1',
    `${name255}a`,
    `a.${name255}`,
  ])('%j is none', (text) => {
    expect(isFqdn(text)).toBe(false);
  });
});

describe('names with a wildcard', () => {
  test.each(['*', '*.', '*.foo.com', '*foo.com', '*-a.foo.com', 'foo', 'foo.', '1', '12', 'foo.com', '*.a.1.'])(
    '%s is one',
    (text) => {
      expect(isWildcardDomain(text)).toBe(true);
    },
  );

  test.each([
    '',
    '.',
    '**',
    '*-',
    '*-.a',
    'a.*.com',
    'f*o.com',
    'a*.com',
    'foo_bar.com',
    '1.2.3.4',
    '*.1',
    'x:80',
    '*.*',
  ])('%j is none', (text) => {
    expect(isWildcardDomain(text)).toBe(false);
  });

  test('every name of labels is one', () => {
    const label = fc.stringMatching(/^[a-zA-Z0-9](?:[-a-zA-Z0-9]{0,20}[a-zA-Z0-9])?$/);
    const name = fc.array(label, { minLength: 1, maxLength: 8 }).map((labels) => labels.join('.'));
    fc.assert(fc.property(name, (text) => !isFqdn(text) || isWildcardDomain(text)));
  });

  test('the first label alone decides where there is one', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '1', '-', '*', '.'), minLength: 1, maxLength: 12 }),
        (text) => {
          const dot = text.indexOf('.');
          const first = dot < 0 ? text : text.slice(0, dot);
          const rest = dot < 0 ? undefined : text.slice(dot + 1);
          const bare = first.replace(/^\*-?/, '');
          const isFirstRight = first === '*' || (isDnsLabel(bare) && !bare.includes('*'));
          expect(isWildcardDomain(text)).toBe(isFirstRight && (rest === undefined || rest === '' || isFqdn(rest)));
        },
      ),
    );
  });

  test('only a whole first label is no partial wildcard', () => {
    expect(['*', '*.a', 'a', '*a.b', '*-a.b'].map(isPartialWildcard)).toEqual([false, false, false, true, true]);
  });
});

describe('hosts against each other', () => {
  test.each([
    ['foo.com', 'foo.com', true],
    ['foo.com', 'Foo.com', false],
    ['foo.com', 'bar.com', false],
    ['*.com', 'foo.com', true],
    ['bar.com', '*.com', true],
    ['*.foo.com', 'foo.com', false],
    ['*', 'foo.com', true],
    ['*', '*.com', true],
    ['*.foo.com', '*.com', true],
    ['*.foo.com', '*.bar.com', false],
    ['*foo.com', 'a-foo.com', true],
  ])('%s and %s', (left, right, isMatch) => {
    expect(hostsMatch(left, right)).toBe(isMatch);
    expect(hostsMatch(right, left)).toBe(isMatch);
  });

  test.each([
    ['foo.com', '*.com', true],
    ['*.com', 'foo.com', false],
    ['*.foo.com', '*.com', true],
    ['*.com', '*.foo.com', false],
    ['foo.com', 'foo.com', true],
  ])('%s inside %s', (inner, outer, isInside) => {
    expect(isHostSubset(inner, outer)).toBe(isInside);
  });

  const host = fc.constantFrom('*', '*.com', '*.a.com', '*a.com', 'a.com', 'b.a.com', 'com', 'B.com');

  test('a part matches its whole', () => {
    fc.assert(fc.property(host, host, (left, right) => !isHostSubset(left, right) || hostsMatch(left, right)));
  });

  test('sorts names before wildcards, the longer first', () => {
    expect(['*', '*.com', 'b.com', '*.a.com', 'a.b.com', 'a.com'].sort(compareSpecificity)).toEqual([
      'a.b.com',
      'a.com',
      'b.com',
      '*.a.com',
      '*.com',
      '*',
    ]);
  });
});
