/** Random YAML for property tests: hostile lines put together, and manifests of the usual kind. */

import fc from 'fast-check';
import type { YamlDocument, YamlNode } from '../yaml/nodes.ts';

/** How often a property is tried: the given number, or what the environment variable `PROPERTY_RUNS` says. */
export function propertyRuns(usual: number): number {
  const wanted = Number(process.env.PROPERTY_RUNS);
  return wanted > 0 ? wanted : usual;
}

/** Lines, without their line break, that are awkward where documents meet. */
const LINES: readonly string[] = [
  '---',
  '---',
  '---',
  '--- foo',
  '---\ttext',
  '--- |',
  '--- # comment',
  '--- {a: 1}',
  '---x',
  ' ---',
  '----',
  '...',
  '...',
  '... # comment',
  '....',
  '# comment',
  '  # indented comment',
  '',
  '',
  '  ',
  '\t',
  '\t# after a tab',
  'a: 1',
  'b: two words # and a comment',
  'c:',
  '  d: 3',
  '  e:',
  '    - f',
  '    - g: 1',
  '      h: 2',
  '- i',
  '- j: k',
  '  l: m',
  '-',
  'text: |',
  'text: >-',
  'keep: |+',
  '  --- inside',
  '  ... inside',
  'q: "one line"',
  'open: "first',
  '  second"',
  '---"',
  "s: 'it''s'",
  "open: 'first",
  "  last'",
  'flow: {a: 1, b: [2, "3"]}',
  'flow: [1,',
  '  2]',
  'x: [',
  '  ]',
  '%YAML 1.2',
  '%TAG !e! tag:example.com,2000:',
  '%',
  'anchor: &one {a: 1}',
  'alias: *one',
  '<<: *one',
  'tag: !!str 5',
  '? complex',
  ': value',
  'emoji: "\u{1F600}\u{1F680}"',
  '\u{1F600}: key',
  'plain \u{1F600} text',
  'colon:no space',
  'url: http://example.com:80/#x',
  '"quoted": \'key\'',
  'a: b: c',
  '@bad',
  '`bad',
  'star: *',
  'word',
  '\ufeff',
  '\ufeff---',
];

const lineBreak = fc.constantFrom('\n', '\n', '\n', '\n', '\n', '\r\n', '\r');

/** Hostile lines, with any kind of line break between them and perhaps none at the end. */
export function yamlFileText(maxLines: number): fc.Arbitrary<string> {
  const line = fc.tuple(fc.constantFrom(...LINES), lineBreak).map((parts) => parts.join(''));
  return fc
    .tuple(fc.boolean(), fc.array(line, { maxLength: maxLines }), fc.constantFrom('', '', ...LINES))
    .map(([hasMark, lines, last]) => (hasMark && lines.length % 5 === 0 ? '\ufeff' : '') + lines.join('') + last);
}

/** A value that two documents can be compared by: everything of a node that can be asked, as plain data. */
export function describeNode(node: YamlNode | undefined): unknown {
  if (!node) return undefined;
  const { kind, start, end } = node;
  switch (node.kind) {
    case 'scalar':
      return { kind, start, end, style: node.style, tag: node.tag, text: node.text };
    case 'map':
      return {
        kind,
        start,
        end,
        flow: node.flow,
        tag: node.tag,
        pairs: node.pairs.map((pair) => [describeNode(pair.key), describeNode(pair.value)]),
      };
    case 'seq':
      return { kind, start, end, flow: node.flow, tag: node.tag, items: node.items.map(describeNode) };
    case 'alias':
      // A target is described where it stands.
      return { kind, start, end, name: node.name, target: node.target && [node.target.start, node.target.end] };
  }
}

export function describeDocument(document: YamlDocument): unknown {
  const { text, problems, isBroken } = document;
  return { text, problems, isBroken, root: describeNode(document.root) };
}

/** What may be written into a manifest to break it or to bend it. */
const SNIPPETS: readonly string[] = [
  ...LINES,
  ' ',
  '  ',
  '\n',
  '\n\n',
  '\n  ',
  '\n- ',
  ':',
  ': ',
  ' #',
  '#',
  '"',
  "'",
  '[',
  ']',
  '{',
  '}',
  ',',
  ', ',
  '- ',
  '-',
  '? ',
  '|',
  '>',
  '|-\n',
  '>-\n    folded\n   text\n\n    more\n',
  '|\n    first\n\n      more\n    last  \n\n',
  '|+\n  x\n\n',
  '|2\n  x\n',
  '\\',
  '\\n',
  '\\x4',
  '\\u0041',
  '\\U00110000',
  '&a ',
  '*a',
  '!!int ',
  '%',
  '@',
  '`',
  '~',
  '<<: ',
  '\r\n',
  '\r',
  '\t',
  '\u0000',
  '\u0085',
  '\u2028',
  '\ufeff',
  '\ud800',
  '\u0002',
  '\u0018',
  '\u001f',
  '{}',
  '[]',
  '{a: 1}',
  '[a, b]',
  '[ a , {b: c} ]',
  '{"a":1}',
  '{a: }',
  '[a: b]',
  '[\n  1,\n  2\n]',
];

const key = fc.constantFrom(
  'apiVersion',
  'kind',
  'metadata',
  'name',
  'labels',
  'app',
  'spec',
  'hosts',
  'a/b.c',
  '"quoted"',
  "'single'",
  'with space',
  'x-y',
  '1',
  'true',
);
const plainScalar = fc.constantFrom(
  'v1',
  '80',
  '-1',
  '--flag=x',
  'a, b',
  'x#y',
  'http://e.com:80/x',
  'two words',
  'a:b',
  '*.x'.slice(1),
  '\u{1F600}',
  '{x}'.slice(1, 2),
  'true',
  '~',
  'ends with colon-',
  'two\n  lines',
  'lines\n\n    and a\n  gap',
  'nbsp \u00a0\n  \u00a0 here',
);
const quotedScalar = fc.constantFrom(
  '"a b"',
  '"\\"\\n\\u0041"',
  "'it''s'",
  '""',
  "''",
  '"# no comment"',
  "'a: b'",
  "'two  \n\n  # lines''\n   '",
);
const flowValue = fc.constantFrom(
  '[]',
  '{}',
  '[a, "b", 3]',
  '{a: 1, b: {c: [d]}}',
  '{"a":1,"b":[]}',
  '[ a , b ]',
  '[".", "istio-system"]',
  '[-1, /x, a:b]',
);
const blockScalar = fc.constantFrom(
  '|\nline\n  more\n\nlast',
  '|-\nline',
  '>\nfolded\ntext\n\n  kept\n\nend',
  '>-\na\nb',
  '|  # comment\nx # no comment',
  '|\n',
  '|\n\nafter empty',
);
const comment = fc.constantFrom('', '', '', '', ' # comment', '  #');

interface Written {
  /** Lines, each relative to the indentation of what contains it. */
  readonly lines: readonly string[];
  readonly isCollection: boolean;
}

const scalar: fc.Arbitrary<Written> = fc
  .tuple(fc.oneof({ weight: 4, arbitrary: plainScalar }, { weight: 2, arbitrary: quotedScalar }, flowValue), comment)
  .map(([text, after]) => ({ lines: (text + after).split('\n'), isCollection: false }));

const block: fc.Arbitrary<Written> = blockScalar.map((text) => {
  const [header, ...rest] = text.split('\n');
  return { lines: [header as string, ...rest.map((line) => (line === '' ? '' : `  ${line}`))], isCollection: false };
});

const nothing: fc.Arbitrary<Written> = comment.map((text) => ({ lines: [text], isCollection: false }));

const gap = fc.constantFrom<string[]>([], [], [], [], [], [], [''], ['# note'], ['    # far'], ['', '']);

const { value: manifestValue } = fc.letrec<{ value: Written; map: Written; seq: Written }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 4, arbitrary: scalar },
    { weight: 1, arbitrary: block },
    { weight: 1, arbitrary: nothing },
    { weight: 4, arbitrary: tie('map') },
    { weight: 2, arbitrary: tie('seq') },
  ),
  map: fc
    .array(fc.tuple(key, tie('value'), gap, fc.constantFrom(2, 2, 2, 1, 4), fc.nat(3)), { minLength: 1, maxLength: 5 })
    .map((entries) => ({ lines: entries.flatMap(writeEntry), isCollection: true })),
  seq: fc
    .array(fc.tuple(tie('value'), gap), { minLength: 1, maxLength: 4 })
    .map((items) => ({ lines: items.flatMap(writeItem), isCollection: true })),
}));

function writeEntry([name, value, before, indent, index]: [string, Written, string[], number, number]): string[] {
  // Most keys are made different; some repeat.
  const written = index === 0 || name.includes(name.charAt(0) === '"' ? '"' : "'") ? name : `${name}${index}`;
  const [first = '', ...rest] = value.lines;
  if (!value.isCollection) {
    const separator = first.trimStart() === '' || first.startsWith(' #') ? '' : ' ';
    return [...before, `${written}:${separator}${first}`, ...rest];
  }
  const isZeroIndented = first.startsWith('-') && indent === 4;
  const inner = isZeroIndented ? value.lines : indented(value.lines, ' '.repeat(indent));
  return [...before, `${written}:`, ...inner];
}

function writeItem([value, before]: [Written, string[]]): string[] {
  const [first = '', ...rest] = value.lines;
  if (first === '' || first.startsWith(' ') || first.startsWith('#'))
    return [...before, '-', ...indented(value.lines, '  ')];
  return [...before, `- ${first}`, ...indented(rest, '  ')];
}

function indented(lines: readonly string[], by: string): string[] {
  return lines.map((line) => (line === '' ? '' : by + line));
}

/** One document in the way manifests are written: block style, comments, some flow collections and block scalars. */
export const manifestText: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '', '---\n', '# about\n', '--- # x\n\n', '\n'),
    manifestValue,
    fc.constantFrom('\n', '', '\n\n', '\n# end\n'),
  )
  .map(([before, value, after]) => before + value.lines.join('\n') + after)
  .chain((text) => fc.constantFrom(text, text, text, text.replaceAll('\n', '\r\n')));

interface Mutation {
  readonly kind: number;
  readonly at: number;
  readonly length: number;
  readonly snippet: string;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.nat(5),
  at: fc.nat(),
  length: fc.nat(40),
  snippet: fc.constantFrom(...SNIPPETS),
});

/** Texts of `source`, some of them cut, with parts deleted or doubled, or with something written into them. */
export function mutated(source: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(source, fc.array(mutation, { maxLength: 3 }))
    .map(([text, mutations]) => mutations.reduce(mutate, text));
}

function mutate(text: string, { kind, at, length, snippet }: Mutation): string {
  const start = at % (text.length + 1);
  const end = Math.min(text.length, start + length);
  switch (kind) {
    case 0:
      return text.slice(0, start) + text.slice(end);
    case 1:
      return text.slice(0, end) + text.slice(start);
    case 2:
      return length < 10 ? text.slice(0, start) : text.slice(start);
    case 3: {
      // Changes the indentation of a line.
      const lineStart = text.lastIndexOf('\n', start) + 1;
      return text.slice(0, lineStart) + (length % 2 === 0 ? ' ' : '') + text.slice(lineStart + (length % 2));
    }
    default:
      return text.slice(0, start) + snippet + text.slice(start);
  }
}
