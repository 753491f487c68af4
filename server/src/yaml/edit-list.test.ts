import { expect, test } from 'vitest';
import { removeItem } from './edit-list.ts';
import type { MapNode, SeqNode, YamlNode } from './nodes.ts';
import { parseDocument } from './parse-document.ts';

/** `text` without the item at `index` of the list under its first key; `undefined` if that is refused. */
function without(text: string, index: number): string | undefined {
  const document = parseDocument(text);
  const list = (document.root as MapNode).pairs[0]?.value as SeqNode;
  const item = list.items[index];
  const edit = item && removeItem(document, list, item);
  return edit && text.slice(0, edit.start) + edit.newText + text.slice(edit.end);
}

test('takes an item with its comma', () => {
  expect(without('a: [b, c, d]\n', 0)).toBe('a: [c, d]\n');
  expect(without('a: [b, c, d]\n', 2)).toBe('a: [b, c]\n');
  expect(without('a: [b]\n', 0)).toBe('a: []\n');
});

test('takes an item with its line', () => {
  expect(without('a:\n  - b\n  - "c" # why\n  - d\n', 1)).toBe('a:\n  - b\n  - d\n');
  expect(without('a:\n- b\n- c', 1)).toBe('a:\n- b');
  expect(without('a:\n  - b: 1\n    c: 2\n  - d\n', 0)).toBe('a:\n  - d\n');
});

test('leaves what is not safe to take', () => {
  expect(without('a:\n  - b\n', 0)).toBeUndefined();
  expect(without('a:\n  - &x b\n  - *x\n', 0)).toBeUndefined();
});

test('leaves an item that shares its line with another dash', () => {
  const document = parseDocument('- - b\n  - c\n');
  const inner = (document.root as SeqNode).items[0] as SeqNode;
  expect(removeItem(document, inner, inner.items[0] as YamlNode)).toBeUndefined();
  expect(removeItem(document, inner, inner.items[1] as YamlNode)).toEqual({ start: 6, end: 12, newText: '' });
});
