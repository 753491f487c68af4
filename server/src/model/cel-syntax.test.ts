import { describe, expect, test } from 'vitest';
import { celFault } from './cel-syntax.ts';

describe('takes', () => {
  test.each([
    'response.code >= 400',
    'a ? b : c',
    '[1, 2,].exists(i, i in {"a": 1,})',
    '[,]',
    'has(a.b) && !a.b[0].c(1u, 0x1F, -.5, 1e3)',
    '.a.b.Message{field: 1, for: 2}',
    'r"\\d" + b\'\\x00\' + """a\n"b" """',
    '- -1 - --1 + !-1',
    '-9223372036854775808',
    'a // to the end of the line',
    '1.e5',
    'size(a.map(x, x > 0, x))',
    'has(a, b)',
    `${'('.repeat(200)}a${')'.repeat(200)}`,
  ])('%s', (text) => {
    expect(celFault(text)).toBeUndefined();
  });
});

describe('refuses', () => {
  test.each([
    ['', { code: 'end', at: 0 }],
    ['a >', { code: 'end', at: 3 }],
    ['(a', { code: 'end', at: 2 }],
    ['a)', { code: 'unexpected', at: 1, text: ')' }],
    ['a and b', { code: 'unexpected', at: 2, text: 'and' }],
    ['a = b', { code: 'unexpected', at: 2, text: '=' }],
    ['"a', { code: 'unexpected', at: 0, text: '"' }],
    ["'a\nb'", { code: 'unexpected', at: 0, text: "'" }],
    ['a.in', { code: 'unexpected', at: 2, text: 'in' }],
    ['a.?b', { code: 'unexpected', at: 2, text: '?' }],
    ['(a).b{}', { code: 'unexpected', at: 5, text: '{' }],
    ['f(a,)', { code: 'unexpected', at: 4, text: ')' }],
    ['-!a', { code: 'unexpected', at: 1, text: '!' }],
    ['for', { code: 'reserved', at: 0, text: 'for' }],
    ['if(a)', { code: 'reserved', at: 0, text: 'if' }],
    ['has(a)', { code: 'macro', at: 0, text: 'has' }],
    ['a.all(b.c, d)', { code: 'macro', at: 2, text: 'all' }],
    ['9223372036854775808', { code: 'literal', at: 0, text: '9223372036854775808' }],
    ['1e400', { code: 'literal', at: 0, text: '1e400' }],
    ['"\\ud800"', { code: 'literal', at: 0, text: '"\\ud800"' }],
    ["b'\\u0041'", { code: 'literal', at: 0, text: "b'\\u0041'" }],
  ])('%s', (text, fault) => {
    expect(celFault(text)).toEqual(fault);
  });

  test('more depth than any expression has', () => {
    expect(celFault(`${'('.repeat(100_000)}a`)).toBeDefined();
  });
});
