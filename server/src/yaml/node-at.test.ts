import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { manifestText, mutated, propertyRuns } from '../testing/arbitrary-yaml.ts';
import { contextAt, nodeAt } from './node-at.ts';
import type { YamlNode } from './nodes.ts';
import { parseDocument } from './parse-document.ts';

/** The document of a text whose cursor is marked with `$0`. */
function open(marked: string) {
  const offset = marked.indexOf('$0');
  return { document: parseDocument(marked.replace('$0', '')), offset };
}

function describeNodeAt(marked: string): string {
  const { document, offset } = open(marked);
  const { path, part, nodes } = nodeAt(document, offset);
  const kinds = nodes.map((node) => (node.kind === 'scalar' ? node.text : node.kind));
  return `${path.join('.')} ${part ?? '-'}: ${kinds.join(' < ')}`;
}

function describeContext(marked: string): string {
  const { document, offset } = open(marked);
  const context = contextAt(document, offset);
  if (!context) return 'none';
  const { kind, path, parent, pair, start, end, isFlow } = context;
  const key = pair?.key.kind === 'scalar' ? ` on ${pair.key.text}` : '';
  return `${isFlow ? 'flow ' : ''}${kind} [${path.join('.')}] in ${parent?.kind ?? 'nothing'}${key} "${document.text.slice(start, end)}"`;
}

describe('nodeAt', () => {
  test.each([
    ['a:\n  b$0: c\n', 'a.b key: b < map < map'],
    ['a:\n  b: c$0\n', 'a.b value: c < map < map'],
    ['a:\n  b: $0c d\n', 'a.b value: c d < map < map'],
    ['a:\n  b: $0\n', 'a.b value: map < map'],
    ['a:\n- b\n- c$0\n', 'a.1 value: c < seq < map'],
    ['a: {b: [c, $0d]}\n', 'a.b.1 value: d < seq < map < map'],
    ['a: 1\n$0\nb: 2\n', ' -: map'],
    ['$0', ' -: '],
  ])('finds in %j %j', (marked, expected) => {
    expect(describeNodeAt(marked)).toBe(expected);
  });
});

describe('contextAt', () => {
  test.each([
    // Keys, typed and half typed.
    ['$0', 'key [] in nothing ""'],
    ['spec:\n  $0', 'key [spec] in nothing ""'],
    ['spec:\n  a: 1\n  $0\n', 'key [spec] in map ""'],
    ['spec:\n  a: 1\n  $0\n  b: 2\n', 'key [spec] in map ""'],
    ['spec:\n  a: 1\n$0\n', 'key [] in map ""'],
    ['spec:\n  a: 1\n  ho$0\n', 'key [spec] in map on ho "ho"'],
    ['spec:\n  ho$0\nkind: x\n', 'key [spec] in nothing "ho"'],
    ['spec:\n  ho$0sts: 1\n', 'key [spec] in map on hosts "hosts"'],
    ['spec:\n  sel:\n    labels:\n      $0\n  hosts: []\n', 'key [spec.sel.labels] in nothing ""'],
    ['spec:\n  sel:\n    labels:\n      app: a\n      $0', 'key [spec.sel.labels] in map ""'],
    // Values.
    ['spec:\n  host: $0\n', 'value [spec.host] in map on host ""'],
    ['spec:\n  host: re$0views # c\n', 'value [spec.host] in map on host "reviews"'],
    ['spec:\n  host:$0\n', 'value [spec.host] in map on host ""'],
    ['spec:\n  "a b": "$0"\n', 'value [spec.a b] in map on a b """"'],
    ['- - host: $0', 'value [0.0.host] in map on host ""'],
    // Items.
    ['spec:\n  ports:\n  - name: a\n  - name: b\n    $0\n', 'key [spec.ports.1] in map ""'],
    ['spec:\n  ports:\n  - name: a\n  - $0\n', 'key [spec.ports.1] in nothing ""'],
    ['spec:\n  ports:\n    - name: a\n    - nu$0\n', 'key [spec.ports.1] in nothing "nu"'],
    ['spec:\n  ports:\n  - name: a\n  $0\n', 'key [spec] in map ""'],
    ['spec:\n  ports:\n    - name: a\n    $0\n', 'key [spec.ports] in seq ""'],
    ['- - a\n  - $0', 'key [0.1] in nothing ""'],
    // Flow collections.
    ['spec: {a: 1, $0}\n', 'flow key [spec] in map ""'],
    ['spec: {a: $0}\n', 'flow value [spec.a] in map on a ""'],
    ['spec: {a: x$0y, b: 1}\n', 'flow value [spec.a] in map on a "xy"'],
    ['spec: {a$0b: 1}\n', 'flow key [spec] in map on ab "ab"'],
    ['spec: {a: [b, c$0]}\n', 'flow value [spec.a.1] in seq "c"'],
    ['spec: {a: [b, $0]}\n', 'flow value [spec.a.1] in seq ""'],
    ['{\n  "a": {\n    $0\n  }\n}\n', 'flow key [a] in map ""'],
    // Nothing to type.
    ['a: 1 # com$0ment\n', 'none'],
    ['# com$0ment\n', 'none'],
    ['a: |\n  text$0\n', 'none'],
    ['a: |\n  text: x\n    y$0\n', 'none'],
    ['-$0--\na: 1\n', 'none'],
    // Text that block scalars and comments must not bend.
    ['a:\n  b: |\n    x: y\n  c:\n    $0\n', 'key [a.c] in nothing ""'],
    ['a:\n# comment\n  $0\n', 'key [a] in nothing ""'],
    ['a:\r\n  b: 1\r\n  $0\r\n', 'key [a] in map ""'],
    ['---\na:\n  $0', 'key [a] in nothing ""'],
  ])('sees in %j %s', (marked, expected) => {
    expect(describeContext(marked)).toBe(expected);
  });

  test('answers at every offset of any text', () => {
    fc.assert(
      fc.property(mutated(manifestText), (text) => {
        const document = parseDocument(text);
        for (let offset = 0; offset <= Math.min(text.length, 200); offset++) {
          const { nodes } = nodeAt(document, offset);
          expect(nodes.every((node: YamlNode) => node.start <= offset)).toBe(true);
          const context = contextAt(document, offset);
          if (context) expect(context.start <= offset && offset <= context.end).toBe(true);
        }
      }),
      { numRuns: propertyRuns(60) },
    );
  });
});
