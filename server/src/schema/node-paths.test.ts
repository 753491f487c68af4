import { expect, test } from 'vitest';
import { parseDocument } from '../yaml/parse-document.ts';
import { eachAt } from './node-paths.ts';

function textsAt(text: string, path: string): string[] {
  const found: string[] = [];
  eachAt(parseDocument(text).root, path, (node) => found.push(text.slice(node.start, node.end)));
  return found;
}

test('fields, items and the values of maps are followed', () => {
  const text = 'spec:\n  http:\n    - match: [{headers: {a: {exact: x}, b: {exact: y}}}]\n    - match: 5\n';
  expect(textsAt(text, 'spec.http[].match[].headers.*.exact')).toEqual(['x', 'y']);
});

test('what is not there or is something else is passed over', () => {
  expect(textsAt('spec: 5', 'spec.http[]')).toEqual([]);
  expect(textsAt('', 'spec')).toEqual([]);
});

test('aliases are followed', () => {
  expect(textsAt('a: &x {b: 1}\nc: *x', 'c.b')).toEqual(['1']);
});
