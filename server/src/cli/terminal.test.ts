import { describe, expect, test } from 'vitest';
import { decideColor, painter } from './terminal.ts';

describe('colour', () => {
  test.each([
    ['is used on a screen', {}, true, true],
    ['is not used in a pipe', {}, false, false],
    ['can be forced', { FORCE_COLOR: '1' }, false, true],
    ['is forced by an empty value too', { FORCE_COLOR: '' }, false, true],
    ['can be forced away', { FORCE_COLOR: '0' }, true, false],
    ['can be switched off', { NO_COLOR: '1' }, true, false],
    ['stays off if both are said', { NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
    ['is not switched off by an empty value', { NO_COLOR: '' }, true, true],
    ['is not used on a screen without it', { TERM: 'dumb' }, true, false],
  ])('%s', (_, env, isScreen, expected) => {
    expect(decideColor(env, isScreen)).toBe(expected);
  });

  test('surrounds the text', () => {
    expect(painter(true)('red', 'x')).toBe('\u001b[31mx\u001b[39m');
    expect(painter(false)('red', 'x')).toBe('x');
  });
});
