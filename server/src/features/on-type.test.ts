import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { manifestText, propertyRuns } from '../testing/arbitrary-yaml.ts';
import { cursorOf, engineOf, parseFixture } from '../testing/fixture.ts';
import { applyTextEdits } from '../text/text-edit.ts';
import type { YamlNode } from '../yaml/nodes.ts';
import { parseDocument } from '../yaml/parse-document.ts';
import { provideOnTypeFormatting } from './on-type.ts';

const HEAD = 'apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata:\n  name: a\nspec:\n';

/** The text below the head after Enter, whose cursor stands where the editor put it. */
function entered(spec: string, lists: 'keep' | 'indented' | 'flat' = 'keep', head = HEAD): string {
  const parsed = parseFixture(head + spec);
  const engine = engineOf(parsed);
  const { uri, start } = cursorOf(parsed);
  const { source } = engine.file(uri) as NonNullable<ReturnType<typeof engine.file>>;
  const edits = provideOnTypeFormatting(engine, uri, start, { tabSize: 2, lists });
  const text = applyTextEdits(
    source.text,
    edits.map(({ range, newText }) => ({
      start: source.offsetAt(range.start),
      end: source.offsetAt(range.end),
      newText,
    })),
  ) as string;
  return text.slice(head.length);
}

describe('behind a key', () => {
  test.each([
    ['of a map, one level deeper', '  workloadSelector:\n$0', '  workloadSelector:\n    '],
    ['of a map, as the editor has it already', '  workloadSelector:\n    $0', '  workloadSelector:\n    '],
    ['of a list, an item', '  hosts:\n    $0', '  hosts:\n    - '],
    ['of a list with a comment', '  hosts: # where\n  $0\n', '  hosts: # where\n    - \n'],
    ['of a list with an anchor', '  hosts: &h\n  $0\n', '  hosts: &h\n    - \n'],
    [
      'of a list with keys below',
      '  hosts:\n    $0\n  location: MESH_INTERNAL\n',
      '  hosts:\n    - \n  location: MESH_INTERNAL\n',
    ],
    ['of a list that has items', '  hosts:\n    $0\n      - a.com\n', '  hosts:\n      - \n      - a.com\n'],
    ['of a list that has items in its column', '  hosts:\n    $0\n  - a.com\n', '  hosts:\n  - \n  - a.com\n'],
    [
      'of a map that has entries',
      '  workloadSelector:\n  $0\n      labels: {}\n',
      '  workloadSelector:\n      \n      labels: {}\n',
    ],
    [
      'behind a dash, deeper than the key',
      '  endpoints:\n    - labels:\n      $0',
      '  endpoints:\n    - labels:\n        ',
    ],
    ['that the schema does not know', '  unknown:\n  $0', '  unknown:\n    '],
    ['in quotes', '  "hosts":\n  $0', '  "hosts":\n    - '],
  ])('%s', (_, before, after) => {
    expect(entered(before)).toBe(after);
  });

  test('of a list stands an item where the document has its lists', () => {
    const ports = '  ports:\n  - number: 80\n    name: http\n';
    expect(entered(`${ports}  hosts:\n    $0`)).toBe(`${ports}  hosts:\n  - `);
    expect(entered(`${ports}  hosts:\n    $0`, 'indented')).toBe(`${ports}  hosts:\n    - `);
    expect(entered('  hosts:\n    $0', 'flat')).toBe('  hosts:\n  - ');
  });

  test('whose value is a word nothing changes', () => {
    expect(entered('  location:\n    $0')).toBe('  location:\n    ');
  });

  test('of another kind the next level is indented', () => {
    expect(entered('data:\n$0', 'keep', 'apiVersion: v1\nkind: ConfigMap\n')).toBe('data:\n  ');
  });
});

describe('behind a value', () => {
  test.each([
    ['the next key', '  location: MESH_INTERNAL\n$0', '  location: MESH_INTERNAL\n  '],
    [
      'in an item, the next key of the item',
      '  ports:\n    - number: 80\n    $0',
      '  ports:\n    - number: 80\n      ',
    ],
    ['in brackets, the next key', '  hosts: [a.com]\n$0', '  hosts: [a.com]\n  '],
    ['with a comment', '  location: MESH_INTERNAL # c\n$0', '  location: MESH_INTERNAL # c\n  '],
    ['that is an item, the next item', '  hosts:\n    - a.com\n    $0', '  hosts:\n    - a.com\n    - '],
    [
      'that is an item between others',
      '  hosts:\n    - a.com\n    $0\n    - b.com\n',
      '  hosts:\n    - a.com\n    - \n    - b.com\n',
    ],
    ['that is a quoted item', "  hosts:\n  - 'a: # b'\n  $0", "  hosts:\n  - 'a: # b'\n  - "],
    ['where the editor began the item already', '  hosts:\n    - a.com\n    - $0', '  hosts:\n    - a.com\n    - '],
  ])('%s', (_, before, after) => {
    expect(entered(before)).toBe(after);
  });
});

describe('on an empty item', () => {
  test('behind others the list ends', () => {
    expect(entered('  hosts:\n    - a.com\n    - \n      $0')).toBe('  hosts:\n    - a.com\n  ');
    expect(entered('  ports:\n  - number: 80\n    name: a\n  - \n    $0\nkind: x\n')).toBe(
      '  ports:\n  - number: 80\n    name: a\n  \nkind: x\n',
    );
  });

  test('that is the first nothing changes', () => {
    expect(entered('  hosts:\n    - \n      $0')).toBe('  hosts:\n    - \n      ');
  });

  test('whose dash stands alone nothing changes', () => {
    expect(entered('  hosts:\n    - a\n    -\n      $0')).toBe('  hosts:\n    - a\n    -\n      ');
  });
});

describe('nothing changes', () => {
  test.each([
    ['below the header of a block scalar', '  x: |\n    $0'],
    ['below the header of a block scalar in a list', '  hosts:\n    - >-\n      $0'],
    ['in a block scalar', '  x: |\n    key:\n    $0'],
    ['in a block scalar before its end', '  x: |\n    key:\n    $0\n    more\n'],
    ['below a comment', '  # hosts:\n  $0'],
    ['below an empty line', '  hosts:\n\n    $0'],
    ['in open brackets', '  hosts: [a,\n    $0'],
    ['in open quotes', '  x: "a\n    $0'],
    ['between the lines of a text', '  x: some\n    $0\n    words\n'],
    ['behind the line of a text', '  x: some\n    words\n    $0'],
    ['before other text', '  hosts:\n    $0a.com\n'],
    ['below a marker', '---\n$0'],
    ['in a template', '  x: {{ .Values.x }}\n  hosts:\n    $0'],
  ])('%s', (_, before) => {
    expect(entered(before)).toBe(before.replace('$0', ''));
  });

  test('in other YAML', () => {
    expect(entered('services:\n$0', 'keep', '')).toBe('services:\n');
  });

  test('at the start of a file', () => {
    expect(entered('$0\nkind: Service\n', 'keep', '')).toBe('\nkind: Service\n');
  });
});

/** The texts of a document in order, empty ones left out. */
function texts(node: YamlNode | undefined): string[] {
  if (node?.kind === 'scalar') return node.text === '' ? [] : [node.text];
  if (node?.kind === 'seq') return node.items.flatMap(texts);
  return node?.kind === 'map' ? node.pairs.flatMap(({ key, value }) => [...texts(key), ...texts(value)]) : [];
}

test('what stood there before is read as before, whatever the text and wherever Enter is pressed', () => {
  const head = 'apiVersion: v1\nkind: Service\n';
  fc.assert(
    fc.property(manifestText, fc.nat(), fc.constantFrom(0, 2, 4), (manifest, at, deeper) => {
      const lines = manifest.replaceAll('\r', '').replaceAll('$0', '').split('\n');
      const index = at % lines.length;
      const indent = /^ */.exec(lines[index] as string)?.[0] ?? '';
      lines.splice(index + 1, 0, `${indent}${' '.repeat(deeper)}$0`);
      const before = lines.join('\n');
      const document = parseDocument(before.replace('$0', ''));
      fc.pre(!document.isBroken && document.root?.kind === 'map');
      const after = parseDocument(entered(before, 'keep', head));
      expect(after.isBroken).toBe(false);
      expect(texts(after.root)).toEqual(texts(document.root));
    }),
    { numRuns: propertyRuns(400) },
  );
});
