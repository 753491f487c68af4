import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { manifestText, propertyRuns } from '../testing/arbitrary-yaml.ts';
import { applyTextEdits, type TextEdit } from '../text/text-edit.ts';
import { insertEntry, insertUnder, removeEntry, replaceScalar } from './edit-yaml.ts';
import { dereference } from './node-access.ts';
import type { MapNode, PairNode, ScalarNode, YamlDocument, YamlNode } from './nodes.ts';
import { parseDocument } from './parse-document.ts';
import { scalarValue } from './scalar-value.ts';
import type { YamlValue } from './write-scalar.ts';

function apply(document: YamlDocument, edit: TextEdit | undefined): string {
  expect(edit).toBeDefined();
  return applyTextEdits(document.text, edit ? [edit] : []) as string;
}

/** The value at a path of keys. */
function at(document: YamlDocument, ...path: string[]): YamlNode | undefined {
  let node = document.root;
  for (const step of path) {
    if (node?.kind === 'seq') node = node.items[Number(step)];
    else node = (node as MapNode).pairs.find((pair) => (pair.key as ScalarNode).text === step)?.value;
  }
  return node;
}

function replaced(text: string, path: string, value: string | number): string {
  const document = parseDocument(text);
  return apply(document, replaceScalar(document, at(document, ...path.split('.')) as ScalarNode, value));
}

function inserted(text: string, path: string, key: string, value: YamlValue): string {
  const document = parseDocument(text);
  return apply(
    document,
    insertEntry(document, at(document, ...path.split('.').filter(Boolean)) as MapNode, key, value),
  );
}

function removed(text: string, path: string, key: string): string {
  const document = parseDocument(text);
  const map = at(document, ...path.split('.').filter(Boolean)) as MapNode;
  const pair = map.pairs.find((candidate) => (candidate.key as ScalarNode).text === key) as PairNode;
  return apply(document, removeEntry(document, map, pair));
}

describe('replaceScalar', () => {
  test.each([
    ['a: whoami # c\n', 'whoami-v1', 'a: whoami-v1 # c\n'],
    ['a: "x"\n', 'y', 'a: "y"\n'],
    ["a: 'x'\n", "it's", "a: 'it''s'\n"],
    ['a: x\n', 'true', 'a: "true"\n'],
    ['a: x\n', '8080', 'a: "8080"\n'],
    ['a: "80"\n', '8080', 'a: "8080"\n'],
    ['a: x\n', '', 'a: ""\n'],
    ['a: x\n', 'b: c', 'a: "b: c"\n'],
    ['a: x\n', 'say "hi"', 'a: say "hi"\n'],
    ['a: x\n', '"hi"', 'a: \'"hi"\'\n'],
    ['a: x\n', 'two\nlines', 'a: "two\\nlines"\n'],
    ['a: x\n', '2001-01-01', 'a: "2001-01-01"\n'],
    ['a: x\n', 'y, z', 'a: y, z\n'],
    ['a: [x]\n'.replace('[x]', '{b: x}'), 'x', 'a: {b: x}\n'],
  ])('writes into %j the string %j', (text, value, expected) => {
    expect(replaced(text, text.includes('{') ? 'a.b' : 'a', value)).toBe(expected);
  });

  test('quotes inside brackets what would end there', () => {
    expect(replaced('a: {b: x}\n', 'a.b', 'y, z')).toBe('a: {b: "y, z"}\n');
  });

  test('writes a number as a number and a block scalar as one line', () => {
    expect(replaced('a: x\n', 'a', 80)).toBe('a: 80\n');
    expect(replaced('a: |\n  x\n  y\nb: 1\n', 'a', 'z')).toBe('a: z\nb: 1\n');
  });
});

describe('insertEntry', () => {
  test('adds a line at the indentation of the mapping, below a comment on the last line', () => {
    const text = 'metadata:\n    labels:\n        app: a # first\n    name: x\n';
    expect(inserted(text, 'metadata.labels', 'version', 'v1')).toBe(
      'metadata:\n    labels:\n        app: a # first\n        version: v1\n    name: x\n',
    );
  });

  test('adds to a mapping behind a dash and at the end of a file without line break', () => {
    expect(inserted('ports:\n- name: http', 'ports.0', 'number', 80)).toBe('ports:\n- name: http\n  number: 80');
  });

  test('keeps CRLF', () => {
    expect(inserted('a: 1\r\nb: 2\r\n', '', 'c', 3)).toBe('a: 1\r\nb: 2\r\nc: 3\r\n');
  });

  test('adds to braces, empty, closed by a comma, or over several lines', () => {
    expect(inserted('a: {}\n', 'a', 'b', 'c')).toBe('a: {b: c}\n');
    expect(inserted('a: {b: c}\n', 'a', 'd', 'e')).toBe('a: {b: c, d: e}\n');
    expect(inserted('a: {b: c,}\n', 'a', 'd', 'e')).toBe('a: {b: c, d: e}\n');
    expect(inserted('{\n  "b": "c"\n}\n', '', 'd', 'e')).toBe('{\n  "b": "c",\n  "d": "e"\n}\n');
  });

  test('does not take empty lines from a block scalar that keeps them', () => {
    expect(inserted('a:\n  b: |+\n    x\n\nc: 1\n', 'a', 'd', 'e')).toBe('a:\n  b: |+\n    x\n\n  d: e\nc: 1\n');
  });

  test('writes lists and mappings on lines of their own', () => {
    expect(inserted('a: 1\n', '', 'b', { c: ['d', { e: 'f', g: [] }], h: {} })).toBe(
      'a: 1\nb:\n  c:\n    - d\n    - e: f\n      g: []\n  h: {}\n',
    );
  });

  test('refuses braces that are not closed', () => {
    const document = parseDocument('a: {b: c\n');
    expect(insertEntry(document, at(document, 'a') as MapNode, 'd', 'e')).toBeUndefined();
  });
});

describe('insertUnder', () => {
  test('starts a mapping below a key without a value', () => {
    const document = parseDocument('metadata:\n    labels: # none yet\n    name: x\n');
    const map = at(document, 'metadata') as MapNode;
    expect(apply(document, insertUnder(document, map, map.pairs[0] as PairNode, 'app', 'a'))).toBe(
      'metadata:\n    labels: # none yet\n        app: a\n    name: x\n',
    );
  });
});

describe('removeEntry', () => {
  test('takes the lines of a pair and leaves comments on their own lines', () => {
    const text = 'a: 1\n# about b\nb:\n  - x\n  - y # last\n# about c\nc: 3\n';
    expect(removed(text, '', 'b')).toBe('a: 1\n# about b\n# about c\nc: 3\n');
    expect(removed(text, '', 'c')).toBe('a: 1\n# about b\nb:\n  - x\n  - y # last\n# about c\n');
  });

  test('leaves the dash to the next pair', () => {
    expect(removed('- a: 1\n  b: 2\n', '0', 'a')).toBe('- b: 2\n');
  });

  test('leaves empty braces for the only pair', () => {
    expect(removed('labels:\n  app: a\nc: 1\n', 'labels', 'app')).toBe('labels: {}\nc: 1\n');
    expect(removed('- app: a\n- b\n', '0', 'app')).toBe('- {}\n- b\n');
    expect(removed('a: {b: 1}\n', 'a', 'b')).toBe('a: {}\n');
  });

  test('takes one comma inside braces', () => {
    expect(removed('a: {b: 1, c: 2, d: 3}\n', 'a', 'b')).toBe('a: {c: 2, d: 3}\n');
    expect(removed('a: {b: 1, c: 2, d: 3}\n', 'a', 'd')).toBe('a: {b: 1, c: 2}\n');
  });

  test('takes the line break before the last line of a file that ends without one', () => {
    expect(removed('a: 1\nb: 2', '', 'b')).toBe('a: 1');
  });

  test('refuses to take an anchor away', () => {
    const document = parseDocument('a: &x 1\nb: *x\n');
    const map = document.root as MapNode;
    expect(removeEntry(document, map, map.pairs[0] as PairNode)).toBeUndefined();
  });
});

type Data = string | number | boolean | null | { map: [Data, Data][] } | { seq: Data[] };

/** A tree as values, with some nodes seen as `change` says. */
function toData(node: YamlNode | undefined, change: (node: YamlNode) => Data | undefined): Data {
  const target = dereference(node);
  if (!target) return null;
  const changed = change(target);
  if (changed !== undefined) return changed;
  if (target.kind === 'scalar') return scalarValue(target);
  if (target.kind === 'seq') return { seq: target.items.map((item) => toData(item, change)) };
  return { map: target.pairs.map((pair) => [toData(pair.key, change), toData(pair.value, change)]) };
}

function collect(node: YamlNode | undefined, scalars: ScalarNode[], maps: MapNode[]): void {
  if (node?.kind === 'scalar') scalars.push(node);
  if (node?.kind === 'seq') for (const item of node.items) collect(item, scalars, maps);
  if (node?.kind !== 'map') return;
  maps.push(node);
  for (const pair of node.pairs) {
    collect(pair.key, scalars, maps);
    collect(pair.value, scalars, maps);
  }
}

describe('edits of any manifest', () => {
  const newText = fc.oneof(
    fc.constantFrom(
      'yes',
      '80',
      '',
      ' x',
      'a: b',
      '# c',
      '- d',
      "'",
      '"',
      '\\',
      '~',
      '{',
      'a, b',
      '---',
      '%x',
      '\ud83d\ude00',
      'k:',
    ),
    fc.string({ maxLength: 6, unit: 'grapheme' }),
  );

  test('change what they say and nothing else', () => {
    let edits = 0;
    fc.assert(
      fc.property(manifestText, fc.nat(), newText, fc.nat(2), (text, index, value, kind) => {
        const document = parseDocument(text);
        if (document.problems.length > 0) return;
        const scalars: ScalarNode[] = [];
        const maps: MapNode[] = [];
        collect(document.root, scalars, maps);
        const map = maps[index % maps.length];
        const scalar = scalars[index % scalars.length];
        let edit: TextEdit | undefined;
        let expected: Data = null;
        if (kind === 0 && scalar) {
          edit = replaceScalar(document, scalar, value);
          expected = toData(document.root, (node) => (node === scalar ? value : undefined));
        } else if (kind === 1 && map) {
          edit = insertEntry(document, map, `new ${value}`, { [value]: [value] });
          const added: [Data, Data] = [`new ${value}`, { map: [[value, { seq: [value] }]] }];
          expected = toData(document.root, (node) =>
            node === map ? { map: [...pairsOf(toData(map, () => undefined)), added] } : undefined,
          );
        } else if (map && map.pairs.length > 0) {
          const position = index % map.pairs.length;
          edit = removeEntry(document, map, map.pairs[position] as PairNode);
          expected = toData(document.root, (node) =>
            node === map
              ? { map: pairsOf(toData(map, () => undefined)).filter((_, at) => at !== position) }
              : undefined,
          );
        }
        if (!edit) return;
        edits++;
        const after = parseDocument(applyTextEdits(text, [edit]) as string);
        expect(after.problems.filter((problem) => problem.code !== 'duplicate-key')).toEqual([]);
        expect(toData(after.root, () => undefined)).toEqual(expected);
        const reference = parseDocument(after.text, { fastPath: false });
        expect(toData(reference.root, () => undefined)).toEqual(expected);
      }),
      { numRuns: propertyRuns(300) },
    );
    expect(edits).toBeGreaterThan(100);
  });
});

function pairsOf(data: Data): [Data, Data][] {
  return typeof data === 'object' && data !== null && 'map' in data ? data.map : [];
}
