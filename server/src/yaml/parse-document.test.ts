import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeDocument, manifestText, mutated, propertyRuns, yamlFileText } from '../testing/arbitrary-yaml.ts';
import { dereference } from './node-access.ts';
import type { AliasNode, MapNode, SeqNode, YamlDocument, YamlNode } from './nodes.ts';
import { parseDocument } from './parse-document.ts';

/** A tree in one line: scalars as they read, `~` for nothing. */
function outline(node: YamlNode | undefined): string {
  switch (node?.kind) {
    case undefined:
      return '~';
    case 'scalar':
      return node.text;
    case 'alias':
      return `*${node.name}`;
    case 'seq':
      return `[${node.items.map(outline).join(', ')}]`;
    case 'map':
      return `{${node.pairs.map((pair) => `${outline(pair.key)}: ${outline(pair.value)}`).join(', ')}}`;
  }
}

/** The problems as `code "marked text"`. */
function problems({ text, problems: found }: YamlDocument): string[] {
  return found.map((problem) => `${problem.code} ${JSON.stringify(text.slice(problem.start, problem.end))}`);
}

/** Every node of a tree, with what its children must lie in. */
function checkRanges(node: YamlNode | undefined, start: number, end: number): void {
  if (!node) return;
  expect(node.start).toBeGreaterThanOrEqual(start);
  expect(node.end).toBeLessThanOrEqual(end);
  expect(node.start).toBeLessThanOrEqual(node.end);
  const children =
    node.kind === 'seq' ? node.items : node.kind === 'map' ? node.pairs.flatMap((pair) => [pair.key, pair.value]) : [];
  for (const child of children) checkRanges(child, node.start, node.end);
}

/** What the alias stands for that is the first item of the sequence in the pair at `index`. */
function firstTarget(document: YamlDocument, index: number): YamlNode | undefined {
  const sequence = (document.root as MapNode).pairs[index]?.value as SeqNode;
  return (sequence.items[0] as AliasNode).target;
}

describe('parseDocument', () => {
  test('ends a collection with its last child and a block scalar with its last line', () => {
    const text = 'a:\n  b: c # d\n\n# e\nf: |\n  g \n\nh:\n  - i:\n';
    const { root } = parseDocument(text, { fastPath: false });
    const map = root as MapNode;
    const ranges = map.pairs.map(({ value }) => value && text.slice(value.start, value.end));
    expect(ranges).toEqual(['b: c', '|\n  g ', '- i:']);
    expect(text.slice(map.start, map.end)).toBe(text.trimEnd());
  });

  test('has no root for a document without content', () => {
    for (const text of ['', '---\n', '# c\n', '%YAML 1.2\n---\n...\n']) {
      expect(parseDocument(text)).toMatchObject({ root: undefined, problems: [], isBroken: false });
    }
  });

  test('counts a byte order mark, CRLF and emoji in UTF-16', () => {
    const text = '\ufeffa: "\u{1F600}"\r\nb: &x c\r\n';
    const { pairs } = parseDocument(text).root as MapNode;
    expect(pairs.map(({ key, value }) => [key.start, value?.start, value?.end])).toEqual([
      [1, 4, 8],
      [10, 16, 17],
    ]);
  });

  test('reads block structure behind a byte order mark', () => {
    for (const fastPath of [true, false]) {
      expect(outline(parseDocument('\ufeff- "a"\n- b\n', { fastPath }).root)).toBe('[a, b]');
      expect(outline(parseDocument('\ufeff  a: b\n  c: d\n', { fastPath }).root)).toBe('{a: b, c: d}');
    }
  });

  test('keeps tags in their resolved form', () => {
    const { pairs } = parseDocument('a: !!str 5\nb: !local {c: d}\nc: !!binary\n').root as MapNode;
    expect(pairs.map(({ value }) => value?.kind !== 'alias' && value?.tag)).toEqual([
      'tag:yaml.org,2002:str',
      '!local',
      'tag:yaml.org,2002:binary',
    ]);
  });

  test('leads an alias to the anchor last written before it', () => {
    const document = parseDocument('- &x 1\n- [*x]\n- &x 2\n- [*x]\n- {a: [*x]}\n');
    const items = (document.root as SeqNode).items as SeqNode[];
    expect([items[1], items[3]].map((item) => outline((item as SeqNode).items.map(dereference)[0]))).toEqual([
      '1',
      '2',
    ]);
  });

  test('does not follow an alias without anchor or inside its own anchor', () => {
    const document = parseDocument('a: &x [*x]\nb: *y\n');
    expect(problems(document)).toEqual(['cyclic-alias "*x"', 'unknown-anchor "*y"']);
    expect(document.isBroken).toBe(true);
    expect(firstTarget(document, 0)).toBeUndefined();
  });

  test('follows only so many aliases as expand a document tenfold', () => {
    const levels = Array.from(
      { length: 9 },
      (_, level) => `a${level + 1}: &a${level + 1} [${`*a${level},`.repeat(9)}]\n`,
    );
    const document = parseDocument(`a0: &a0 [x]\n${levels.join('')}`);
    expect(document.problems.map((problem) => problem.code)).toEqual(['alias-too-large']);
    expect(firstTarget(document, 1)).toBeDefined();
    expect(firstTarget(document, 9)).toBeUndefined();
  });

  test('warns of a repeated key, however it is quoted, at the later one', () => {
    const document = parseDocument('a: 1\nb: {c: 1, c: 2}\n"a": 2\n<<: {}\n<<: {}\n');
    expect(problems(document)).toEqual(['duplicate-key "c"', 'duplicate-key "\\"a\\""']);
    expect(document.problems[0]).toMatchObject({
      severity: 'warning',
      message: '"c" stands in this mapping already; only the last one counts.',
    });
    expect(document.isBroken).toBe(false);
  });
});

describe('parseDocument of broken text', () => {
  test.each([
    ['key', 'key', []],
    ['key:', '{key: ~}', []],
    ['- ', '[~]', []],
    ['a: 1\nkey', '{a: 1, key: ~}', ['syntax "key"']],
    ['a: 1\nkey\nb: 2\n', '{a: 1, key: ~, b: 2}', ['syntax "key"']],
    ['a: "open\nb: 2\n', '{a: open, b: 2}', ['syntax "\\"open"']],
    ["a:\n  - 'open\n  - b\n", '{a: [open, b]}', ['syntax "\'open"']],
    ['a: [1, 2\nb: 3\n', '{a: [1, 2], b: 3}', ['syntax "["']],
    ['a: {b: 1\nc: 2\n', '{a: {b: 1}, c: 2}', ['syntax "{"']],
    ['a:\n\tb: 1\n', '{a: ~, b: 1}', ['tab-indentation "\\t"']],
    ['a: b: c\n', '{a: {b: c}}', ['syntax "b"']],
    ['a: "\\q"\n', '{a: \\q}', ['syntax "\\\\q"']],
    ['a: @b\n', '{a: @b}', ['syntax "@"']],
    ['a:\n    b: 1\n  c: 2\n', '{a: {b: 1}, c: 2}', ['syntax "c"']],
  ])('makes of %j the tree %s', (text, tree, expected) => {
    const document = parseDocument(text);
    expect(outline(document.root)).toBe(tree);
    expect(problems(document)).toEqual(expected);
    expect(document.isBroken).toBe(expected.length > 0);
  });

  test('names a fault once, however much follows from it', () => {
    const document = parseDocument(`a: 1\n b: 2\n  c: 3\n d: 4\n${'] }\n'.repeat(20)}`);
    expect(document.problems).toHaveLength(1);
  });

  test('names faults that do not follow from each other, at most five', () => {
    const document = parseDocument(Array.from({ length: 9 }, (_, index) => `a${index}: "\\q"\n`).join(''));
    expect(document.problems).toHaveLength(5);
  });
});

describe('parseDocument of hostile text', () => {
  const deep = 10_000;
  test.each([
    ['brackets', '['.repeat(deep)],
    ['closed brackets', '['.repeat(deep) + ']'.repeat(deep)],
    ['braces', '{a: '.repeat(deep)],
    ['dashes', '- '.repeat(deep)],
    ['question marks', '? '.repeat(deep)],
    ['indented keys', Array.from({ length: 1000 }, (_, index) => `${' '.repeat(index)}a:\n`).join('')],
  ])('leaves out what is nested too deeply in %s', (_, text) => {
    const document = parseDocument(text);
    expect(document.problems.map((problem) => problem.code)).toEqual(['too-deep']);
    expect(document.isBroken).toBe(true);
  });

  test('reads nesting up to its limit and cuts off the rest', () => {
    const depthOf = (node: YamlNode | undefined): number => (node?.kind === 'seq' ? 1 + depthOf(node.items[0]) : 0);
    expect(depthOf(parseDocument('['.repeat(190) + ']'.repeat(190)).root)).toBe(190);
    const cut = parseDocument('['.repeat(240) + ']'.repeat(240));
    expect(depthOf(cut.root)).toBe(201);
    expect(cut.problems.map((problem) => problem.code)).toEqual(['too-deep']);
  });

  test('does not count brackets in text as nesting', () => {
    const text = `a: &x |\n${'  [ (\n'.repeat(500)}b: "[[["\n`;
    expect(parseDocument(text).problems).toEqual([]);
  });

  test('reads a mapping of 100,000 keys', () => {
    const keys = Array.from({ length: 100_000 }, (_, index) => `key${index}: v\n`).join('');
    expect((parseDocument(keys).root as MapNode).pairs).toHaveLength(100_000);
  });

  test('reads lines of five million characters', () => {
    const line = 'x'.repeat(5_000_000);
    expect(parseDocument(`a: ${line}`).root?.end).toBe(5_000_003);
    expect(parseDocument(`a: &x ${line}`).root?.end).toBe(5_000_006);
  });

  test('says that a text with too many tokens for the library is too large', () => {
    const document = parseDocument(`&x ${'- '.repeat(100)}\n${'a: !b [c, d]\n'.repeat(100_000)}`);
    expect(document).toMatchObject({ root: undefined, isBroken: true });
    expect(document.problems.map((problem) => problem.code)).toEqual(['too-large']);
  });

  test('lists only some of very many repeated keys', () => {
    expect(parseDocument('a: 1\n'.repeat(10_000)).problems.length).toBeLessThan(30);
  });

  test('never throws, stays inside the text, and gives equal documents for equal texts', () => {
    const anyText = fc.oneof(
      mutated(manifestText),
      yamlFileText(12),
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc
        .array(fc.constantFrom(...'-:?,[]{}#&*!|>\'"%@` \n\ta0.\\~<='), { maxLength: 40 })
        .map((parts) => parts.join('')),
      fc.uint8Array({ maxLength: 60 }).map((bytes) => new TextDecoder().decode(bytes)),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        const document = parseDocument(text);
        expect(document.text).toBe(text);
        checkRanges(document.root, 0, text.length);
        for (const { start, end, message } of document.problems) {
          expect(0 <= start && start <= end && end <= text.length).toBe(true);
          expect(message).not.toContain('undefined');
        }
        expect(describeDocument(parseDocument(text))).toEqual(describeDocument(document));
      }),
      { numRuns: propertyRuns(600) },
    );
  });
});

test('a carriage return alone ends a line', () => {
  const document = parseDocument('apiVersion: v1\rkind: Pod\rmetadata:\r  name: a\r');
  expect(document.problems).toEqual([]);
  expect(document.root?.kind === 'map' && document.root.pairs.length).toBe(3);
});
