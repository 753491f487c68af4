import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CST, Lexer } from 'yaml';
import { manifestText, mutated, propertyRuns, yamlFileText } from '../testing/arbitrary-yaml.ts';
import { applyTextEdits } from '../text/text-edit.ts';
import { formatDocument, type LayoutOptions } from './format-document.ts';
import { layoutEdits } from './format-layout.ts';
import type { YamlNode } from './nodes.ts';
import { parseDocument } from './parse-document.ts';
import { splitDocuments } from './split-documents.ts';

const USUAL: LayoutOptions = { indent: 2, lists: 'keep', quotes: 'keep' };

function formatted(text: string, options: Partial<LayoutOptions> = {}): string {
  return applyTextEdits(text, formatDocument(parseDocument(text), { ...USUAL, ...options })) as string;
}

function check(before: string, after: string, options: Partial<LayoutOptions> = {}): void {
  expect(formatted(before, options)).toBe(after);
  expect(formatted(after, options)).toBe(after);
}

describe('indentation', () => {
  test('is the same at every level', () => {
    check('a:\n    b:\n       c: 1\n    d:\n     e: 2\n', 'a:\n  b:\n    c: 1\n  d:\n    e: 2\n');
  });

  test('has the wanted width', () => {
    check('a:\n  b:\n  - c: 1\n    d:\n      e: 2\n', 'a:\n    b:\n    - c: 1\n      d:\n          e: 2\n', {
      indent: 4,
    });
  });

  test('of a whole document that is indented goes', () => {
    check('  a: 1\n  b:\n   c: 2\n', 'a: 1\nb:\n  c: 2\n');
  });

  test('of an item is two, whatever the width', () => {
    check('-   a: 1\n    b: 2\n-     - c\n      - d\n', '- a: 1\n  b: 2\n- - c\n  - d\n', { indent: 4 });
  });

  test('of what stands below its dash is two', () => {
    check('-\n    a: 1\n-\n   - b\n', '-\n  a: 1\n-\n  - b\n');
  });

  test('of a value on the line below its key', () => {
    check('a:\n      word\nb:\n        "c\n         d"\n', 'a:\n  word\nb:\n  "c\n   d"\n');
  });
});

describe('a list under a key', () => {
  const flat = 'a:\n- 1\n-   b: 2\n    c: 3\nd:\n- - 4\n';
  const indented = 'a:\n   - 1\n   - b: 2\n     c: 3\nd:\n - - 4\n';

  test('keeps its way', () => {
    check(flat, 'a:\n- 1\n- b: 2\n  c: 3\nd:\n- - 4\n');
    check(indented, 'a:\n  - 1\n  - b: 2\n    c: 3\nd:\n  - - 4\n');
  });

  test('is indented where that is wanted', () => {
    check(flat, formatted(indented), { lists: 'indented' });
  });

  test('stands in the column of its key where that is wanted', () => {
    check(indented, formatted(flat), { lists: 'flat' });
  });
});

describe('comments', () => {
  test('move with the entry below them', () => {
    check('a:\n    # b\n    b:\n    # item\n    - 1\n', 'a:\n  # b\n  b:\n    # item\n    - 1\n', {
      lists: 'indented',
    });
  });

  test('at the end of something stay in its column', () => {
    check('a:\n    b:\n        c: 1\n        # c\n    # b\n# a\n', 'a:\n  b:\n    c: 1\n    # c\n  # b\n# a\n');
  });

  test('between columns keep their distance', () => {
    check('a:\n    b: 1\n      # far\n', 'a:\n  b: 1\n    # far\n');
  });

  test('in the column of a key and its list are the key\u2019s at the end', () => {
    check('a:\n- 1\n# end\n', 'a:\n  - 1\n# end\n', { lists: 'indented' });
  });

  test('below a block scalar do not become its text', () => {
    check('a:\n    b:\n    - |\n     text\n    # comment\n', 'a:\n  b:\n    - |\n      text\n  # comment\n', {
      lists: 'indented',
    });
  });

  test('behind values keep their distance', () => {
    check('a:  1    # one\nbcd:   2   # two\n', 'a: 1    # one\nbcd: 2   # two\n');
  });

  test('lose their tabs', () => {
    check('a:\n  b: 1\n\t# x\n', 'a:\n  b: 1\n# x\n');
  });
});

describe('white space', () => {
  test('at the end of lines goes', () => {
    check('a: 1  \n  \n# c \t\nb:\t\n  - 1 \n', 'a: 1\n\n# c\nb:\n  - 1\n');
  });

  test('at the end of lines stays inside of quotes', () => {
    check('a:   "x\\  \n  y"  \n', 'a: "x\\  \n  y"\n');
  });

  test('behind colons and dashes is one space', () => {
    check('a:   1\nb :\t2\n"c"  : 3\nd:\n-    4\n', 'a: 1\nb: 2\n"c": 3\nd:\n- 4\n');
  });

  test('before the colon of an alias stays', () => {
    check('a: &x b\n*x :  c\n', 'a: &x b\n*x : c\n');
  });

  test('of empty lines goes, and the lines stay', () => {
    check('a: 1\n\n   \n\nb: 2\n\n\n', 'a: 1\n\n\n\nb: 2\n\n\n');
  });

  test('of Windows is kept', () => {
    check('a:\r\n    b:  1 \r\n    c: |\r\n     x\r\n', 'a:\r\n  b: 1\r\n  c: |\r\n    x\r\n');
  });

  test('behind a byte order mark is indentation', () => {
    check('\ufeff  a: 1\n  b: 2\n', '\ufeffa: 1\nb: 2\n');
  });
});

describe('brackets', () => {
  test.each([
    ['{a: 1,b: 2 , c:   3}', '{a: 1, b: 2, c: 3}'],
    ['{"a":1,"b":[1,2]}', '{"a": 1, "b": [1, 2]}'],
    ['[ a,b ]', '[ a, b ]'],
    ['[  a, b]', '[ a, b ]'],
    ['[a, b  ]', '[a, b]'],
    ['[ ]', '[]'],
    ['{ }', '{}'],
    ['[a , ]', '[a,]'],
    ['{a, b: , c: 1}', '{a, b: , c: 1}'],
    ['[a: 1,  {b: 2}]', '[a: 1, {b: 2}]'],
    ['[a:1, http://x,y]', '[a:1, http://x, y]'],
    ['[&x  a, *x , !!str   b, c ,d]', '[&x  a, *x , !!str   b, c, d]'],
    ['{*x  :  1}', '{*x : 1}'],
  ])('%s', (before, after) => {
    const anchor = before.startsWith('{*x') ? 'y: &x z\n' : '';
    check(`${anchor}a:  ${before}\n`, `${anchor}a: ${after}\n`);
  });

  test('over several lines move as a whole', () => {
    check(
      'a:\n    b: [1,2,\n        3,   # three\n    \n        "x"]\n',
      'a:\n  b: [1, 2,\n      3,   # three\n\n      "x"]\n',
    );
  });
});

describe('block scalars', () => {
  test('keep their text while their margin moves', () => {
    check(
      'a:\n    b: |\n          first\n            more  \n     \n\n          last\n    c: >-\n     folded\n',
      'a:\n  b: |\n    first\n      more  \n\n\n    last\n  c: >-\n    folded\n',
    );
  });

  test('keep spaces that belong to the text', () => {
    check('a: |\n    x\n       \n    y\n', 'a: |\n  x\n     \n  y\n');
  });

  test('keep a margin that their header names', () => {
    check('a:\n    b: |2\n        x\n', 'a:\n  b: |2\n      x\n');
  });

  test('without text stay', () => {
    check('a:\n    b: |+\n\n    # c\n    d: |\n', 'a:\n  b: |+\n\n  # c\n  d: |\n');
  });
});

describe('quotes', () => {
  const text = `a: "x"\n'b': 'y'\nc: "it's"\nd: 'say "x"'\ne: "\\n"\nf: "g\n  h"\ni: [j, "k"]\n`;

  test('become single where the content allows it', () => {
    check(text, `a: 'x'\n'b': 'y'\nc: "it's"\nd: 'say "x"'\ne: "\\n"\nf: "g\n  h"\ni: [j, 'k']\n`, {
      quotes: 'single',
    });
  });

  test('become double where the content allows it', () => {
    check(text, `a: "x"\n"b": "y"\nc: "it's"\nd: 'say "x"'\ne: "\\n"\nf: "g\n  h"\ni: [j, "k"]\n`, {
      quotes: 'double',
    });
  });
});

test('anchors, aliases, tags and merge keys are kept', () => {
  check(
    'a:   &x\n    b: !!str   1\nc:\n    <<:   *x\n    d: &y   [ 1,2 ]\n    e:\n    -   &z\n        f: 1\n',
    'a: &x\n  b: !!str   1\nc:\n  <<: *x\n  d: &y   [ 1, 2 ]\n  e:\n  - &z\n    f: 1\n',
  );
});

test('markers and directives stay where they are', () => {
  check('%YAML 1.2\n---   # first\n  a:  1\n...\n', '%YAML 1.2\n---   # first\na: 1\n...\n');
});

describe('nothing changes', () => {
  test.each([
    ['in a broken document', 'a:  1\n b: [\n'],
    ['beside explicit keys', 'b:   2\n? a\n: 1\n'],
    ['beside an anchor at the first key of an item', '-   &x a: 1\n    b: 2\n'],
    ['where lines end with a carriage return alone', 'a:   1\rb: 2\r'],
    ['in a document of brackets', '{"a":1}\n'],
    ['in an empty document', ''],
  ])('%s', (_, text) => {
    expect(formatted(text)).toBe(text);
  });
});

describe('of some lines', () => {
  const text = 'a:\n    b:   1\n    c:\n        d:   2\n        e:  [1,2]\nf:   3\n';
  const lines = (first: number, last: number): string => formatted(text, { lines: { first, last } });

  test('only those change', () => {
    expect(lines(1, 1)).toBe('a:\n    b: 1\n    c:\n        d:   2\n        e:  [1,2]\nf:   3\n');
  });

  test('a collection moves only as a whole', () => {
    expect(lines(3, 4)).toBe('a:\n    b:   1\n    c:\n      d: 2\n      e: [1, 2]\nf:   3\n');
    expect(lines(4, 5)).toBe('a:\n    b:   1\n    c:\n        d:   2\n        e: [1, 2]\nf: 3\n');
  });

  test('a block scalar moves only as a whole', () => {
    const scalar = 'a:\n    b: |\n          x\n          y\n    c: 1\n';
    expect(formatted(scalar, { lines: { first: 0, last: 2 } })).toBe(scalar);
  });
});

describe('the end of a file', () => {
  const ended = (text: string, insertFinalNewline: boolean, trimFinalNewlines: boolean): string => {
    const edits = formatDocument(parseDocument(text), USUAL, { insertFinalNewline, trimFinalNewlines });
    return applyTextEdits(text, edits) as string;
  };

  test('gets a line break where that is wanted', () => {
    expect(ended('a:  1  ', true, false)).toBe('a: 1\n');
    expect(ended('a:  1\r\nb: 2', true, true)).toBe('a: 1\r\nb: 2\r\n');
    expect(ended('a:  1', false, true)).toBe('a: 1');
  });

  test('loses empty lines where that is wanted', () => {
    expect(ended('a:  1\n  \n\n', true, true)).toBe('a: 1\n');
    expect(ended('a:  1\n\n', true, false)).toBe('a: 1\n\n');
  });

  test('stays where it is content', () => {
    expect(ended('a:  |+\n  x\n\n', true, true)).toBe('a: |+\n  x\n\n');
    expect(ended('a:  1\n# c\n\n', true, true)).toBe('a: 1\n# c\n');
  });
});

// Properties

const options: fc.Arbitrary<LayoutOptions> = fc.record({
  indent: fc.constantFrom(2, 2, 4, 3, 1),
  lists: fc.constantFrom('keep', 'indented', 'flat'),
  quotes: fc.constantFrom('keep', 'keep', 'single', 'double'),
});

/** What a document says, without where it says it. */
function meaning(node: YamlNode | undefined): unknown {
  switch (node?.kind) {
    case undefined:
      return undefined;
    case 'scalar':
      return [node.style === 'plain', node.style === 'literal', node.style === 'folded', node.tag, node.text];
    case 'alias':
      return ['alias', node.name, node.target !== undefined];
    case 'seq':
      return [node.flow, node.tag, ...node.items.map(meaning)];
    case 'map':
      return [node.flow, node.tag, ...node.pairs.map(({ key, value }) => [meaning(key), meaning(value)])];
  }
}

/** The comments as the library's lexer finds them, and what stands on the line before them without white space. */
function comments(text: string): string[] {
  let line = '';
  const found: string[] = [];
  for (const token of new Lexer().lex(text)) {
    const type = CST.tokenType(token);
    if (type === 'comment') found.push(`${line.replace(/\s+/g, '').replaceAll("'", '"')}${token.trimEnd()}`);
    line = token.includes('\n') ? '' : line + token;
  }
  return found;
}

describe('whatever the text', () => {
  const text = fc.oneof(
    { weight: 3, arbitrary: manifestText },
    { weight: 2, arbitrary: mutated(manifestText) },
    yamlFileText(12).map((file) => file.slice(0, splitDocuments(file)[0]?.end)),
  );

  test('values, comments and empty lines stay', () => {
    fc.assert(
      fc.property(text, options, (before, wanted) => {
        const after = formatted(before, wanted);
        expect(meaning(parseDocument(after).root)).toEqual(meaning(parseDocument(before).root));
        expect(comments(after)).toEqual(comments(before));
        expect(after.split('\n').map((line) => line.trim() === '')).toEqual(
          before.split('\n').map((line) => line.trim() === ''),
        );
      }),
      { numRuns: propertyRuns(1500) },
    );
  });

  test('a second time changes nothing', () => {
    fc.assert(
      fc.property(text, options, (before, wanted) => {
        const once = formatted(before, wanted);
        expect(formatted(once, wanted)).toBe(once);
      }),
      { numRuns: propertyRuns(1500) },
    );
  });

  test('no word becomes a marker between documents', () => {
    expect(formatted('# about\n\n  --- inside: 1\n  b:   2\n', USUAL)).toBe('# about\n\n  --- inside: 1\n  b:   2\n');
    expect(layoutEdits(parseDocument('# about\n\n  --- inside: 1\n'), USUAL)).toBeUndefined();
  });

  test('the layout is right before it is checked', () => {
    fc.assert(
      fc.property(text, options, (before, wanted) => {
        const document = parseDocument(before);
        fc.pre(!document.isBroken && !/\r(?!\n)/.test(before));
        const edits = layoutEdits(document, wanted);
        if (!edits) return;
        const after = parseDocument(applyTextEdits(before, edits) as string);
        expect(meaning(after.root)).toEqual(meaning(document.root));
      }),
      { numRuns: propertyRuns(1500) },
    );
  });

  test('some lines can be laid out alone', () => {
    fc.assert(
      fc.property(text, options, fc.nat(20), fc.nat(20), (before, wanted, first, count) => {
        const after = formatted(before, { ...wanted, lines: { first, last: first + count } });
        expect(meaning(parseDocument(after).root)).toEqual(meaning(parseDocument(before).root));
        const [old, now] = [before.split('\n'), after.split('\n')];
        expect(now.slice(0, first)).toEqual(old.slice(0, first));
        expect(now.slice(first + count + 1)).toEqual(old.slice(first + count + 1));
      }),
      { numRuns: propertyRuns(1000) },
    );
  });
});
