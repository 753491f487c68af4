import { expect, test } from 'vitest';
import { meantByGlob, regexMessage } from './regex-texts.ts';

test.each([
  ['a', undefined],
  ['', 'The regular expression is empty; Istio refuses it.'],
  ['a'.repeat(1025), 'Istio refuses regular expressions of more than 1024 bytes.'],
  ['(?!a)', 'Regular expressions are of RE2 here, which has no look-around; Istio refuses "(?!".'],
  ['(a)\\1', 'Regular expressions are of RE2 here, which has no references to groups; Istio refuses "\\1".'],
  ['(?>a)', '"(?>" begins no group that RE2 knows; Istio refuses the expression.'],
  ['(a', 'A "(" is not closed; Istio refuses the expression "(a".'],
  ['a)', 'A ")" closes nothing; Istio refuses the expression "a)".'],
  ['[a', 'A "[" is not closed; Istio refuses the expression.'],
  ['[b-a]', '"b-a" is no set of characters that RE2 knows; Istio refuses the expression.'],
  ['a\\', 'Nothing follows the last backslash; Istio refuses the expression.'],
  ['\\y', '"\\y" means nothing to RE2; Istio refuses the expression.'],
  ['*', 'Nothing stands before "*" that it could repeat; Istio refuses the expression.'],
  ['a**', '"**" repeats a repetition, which RE2 does not do; Istio refuses the expression.'],
  ['a{2000}', '"{2000}" is not a repetition of at most 1000 times; Istio refuses the expression.'],
])('%#', (text, message) => {
  expect(regexMessage(text)).toBe(message);
});

test('knows what a pattern of a shell means', () => {
  expect(meantByGlob('*')).toBe('.*');
  expect(meantByGlob('*.example.com')).toBe('.*\\.example\\.com');
  expect(meantByGlob('a(')).toBeUndefined();
});
