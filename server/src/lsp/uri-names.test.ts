import { expect, test } from 'vitest';
import { canonicalUri, encodePath, UriNames } from './uri-names.ts';

test.each([
  ['file:///c%3A/a%20b.yaml', 'file:///C:/a b.yaml'],
  ['file:///a%40b.yaml', 'file:///a@b.yaml'],
  ['file:///%e4%b8%ad.yaml', 'file:///%E4%B8%AD.yaml'],
])('%s and %s are one file', (left, right) => {
  expect(canonicalUri(left)).toBe(canonicalUri(right));
});

test('an escape that is none is taken as it is', () => {
  expect(canonicalUri('file:///100%.yaml')).toBe('file:///100%.yaml');
});

test('a file is known by the name it was given last', () => {
  const names = new UriNames();
  expect(names.known('file:///a%40b')).toBe('file:///a%40b');
  expect(names.adopt('file:///a%40b')).toBeUndefined();
  expect(names.adopt('file:///a@b')).toBe('file:///a%40b');
  expect(names.known('file:///a%40b')).toBe('file:///a@b');
});

test('paths are escaped name by name', () => {
  expect(encodePath('a/b c/(d)!.yaml')).toBe('a/b%20c/%28d%29%21.yaml');
});
