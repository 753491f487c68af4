import { expect, test } from 'vitest';
import { durationMs, isWholeMilliseconds } from './durations.ts';

test.each([
  ['0', 0],
  ['1ms', 1],
  ['1.5s', 1500],
  ['1h30m', 5_400_000],
  ['-2s', -2000],
  ['.5s', 500],
  ['1.s', 1000],
  ['100us', 0.1],
])('%s is %d ms', (text, duration) => {
  expect(durationMs(text)).toBeCloseTo(duration, 9);
});

test.each(['', '10', '1d', '1 s', 's', '5sec', '1e3s', '9999999h', 'x'])('"%s" is no duration', (text) => {
  expect(durationMs(text)).toBeUndefined();
});

test.each([
  ['1ms', true],
  ['1.001s', true],
  ['2.3s', true],
  ['1.0000000009s', true],
  ['1.5ms', false],
  ['1.0005s', false],
  ['1s1ns', false],
])('%s is whole milliseconds: %s', (text, isWhole) => {
  expect(isWholeMilliseconds(durationMs(text) ?? 0)).toBe(isWhole);
});
