import { describe, expect, test } from 'vitest';
import { dereference, effectivePairs, mapValue, pairOf, stringValue } from './node-access.ts';
import type { MapNode, YamlNode } from './nodes.ts';
import { parseDocument } from './parse-document.ts';

function root(text: string): MapNode {
  return parseDocument(text).root as MapNode;
}

function text(node: YamlNode | undefined): string | undefined {
  const target = dereference(node);
  return target?.kind === 'scalar' ? target.text : target?.kind;
}

function entries(node: YamlNode | undefined): string {
  return effectivePairs(dereference(node) as MapNode)
    .map((pair) => `${text(pair.key)}=${text(pair.value)}`)
    .join(' ');
}

describe('mapValue', () => {
  test('finds a value by its key, however the key is quoted', () => {
    const map = root('a: 1\n"b": 2\n\'c\': 3\n');
    expect(['a', 'b', 'c', 'd'].map((key) => text(mapValue(map, key)))).toEqual(['1', '2', '3', undefined]);
  });

  test('tells a key without a value from a missing key by its pair', () => {
    expect(mapValue(root('a:\n'), 'a')).toBeUndefined();
    expect(pairOf(root('a:\n'), 'a')).toBeDefined();
    expect(pairOf(root('a:\n'), 'b')).toBeUndefined();
  });

  test('takes the last of repeated keys, as a client does', () => {
    expect(text(mapValue(root('a: 1\na: 2\n'), 'a'))).toBe('2');
  });

  test('looks into merged mappings, the first of a list deciding', () => {
    const map = root('x: &x {a: 1}\ny: &y {a: 3, b: 4}\nm: {<<: [*x, *y], c: 5}\n');
    const merged = mapValue(map, 'm') as MapNode;
    expect(['a', 'b', 'c'].map((key) => text(mapValue(merged, key)))).toEqual(['1', '4', '5']);
    expect(entries(merged)).toBe('b=4 a=1 c=5');
  });

  test('lets a key after a merge key win, and a merge key after a key', () => {
    expect(entries(mapValue(root('x: &x {a: 1}\nm: {<<: *x, a: 2}\n'), 'm'))).toBe('a=2');
    expect(entries(mapValue(root('x: &x {a: 1}\nm: {a: 2, <<: *x}\n'), 'm'))).toBe('a=1');
  });

  test('takes a quoted << for an ordinary key', () => {
    expect(entries(mapValue(root('m: {"<<": {a: 1}}\n'), 'm'))).toBe('<<=map');
  });

  test('follows an alias that is a key', () => {
    expect(text(mapValue(root('a: &a name\n*a : 1\n'), 'name'))).toBe('1');
  });

  test('comes to an end where merge keys are nested without end', () => {
    const levels = Array.from({ length: 100 }, (_, index) => `a${index}: &a${index} {<<: *a${index - 1}}\n`);
    const map = root(`a-1: &a-1 {x: 1}\n${levels.join('')}`);
    expect(mapValue(mapValue(map, 'a20') as MapNode, 'x')).toBeDefined();
    expect(mapValue(mapValue(map, 'a99') as MapNode, 'x')).toBeUndefined();
    expect(effectivePairs(mapValue(map, 'a99') as MapNode)).toEqual([]);
  });
});

describe('effectivePairs', () => {
  test('is the list of pairs itself where nothing has to be resolved', () => {
    const map = root('a: 1\nb: 2\n');
    expect(effectivePairs(map)).toBe(map.pairs);
  });
});

describe('dereference and stringValue', () => {
  test('follow an alias and give nothing for one that leads nowhere', () => {
    const map = root('a: &a text\nb: *a\nc: *d\n');
    expect(stringValue(mapValue(map, 'b'))).toBe('text');
    expect(dereference(mapValue(map, 'c'))).toBeUndefined();
  });

  test('give no string for a number', () => {
    expect(stringValue(mapValue(root('a: 1\n'), 'a'))).toBeUndefined();
    expect(stringValue(mapValue(root('a: "1"\n'), 'a'))).toBe('1');
  });
});
