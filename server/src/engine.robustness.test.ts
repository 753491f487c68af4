import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Engine } from './engine.ts';
import { propertyRuns } from './testing/arbitrary-yaml.ts';
import { expectEqualToFresh } from './testing/expect-equal-to-fresh.ts';
import { documents, serviceEntry, workloadEntry } from './testing/manifests.ts';
import { PROBE_RULES } from './testing/probe-rules.ts';

const ROOT = 'file:///mesh';
const URI = `${ROOT}/all.yaml`;
const SETUP = { folders: [ROOT], rules: PROBE_RULES };
const TEXT = documents(
  workloadEntry('vm', 'shop'),
  serviceEntry('shop', 'shop'),
  'apiVersion: v1\nkind: List\nitems:\n- &a {apiVersion: v1, kind: Pod, metadata: {name: p, labels: {app: shop}}}\n- *a\n',
  "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  text: |\n    --- not a document\n  \"q\": 'it''s'\n",
);

/** Everything that can be asked of the engine about its files. */
function answers(engine: Engine): unknown {
  engine.settle();
  return [...engine.uris].map((uri) => [
    uri,
    engine.problems(uri).map(({ problem, range, related }) => [problem.rule, problem.message, range, related]),
    engine.entriesOf(uri).map((entry) => engine.locate(entry, entry.resource.node)),
  ]);
}

const damage = fc.oneof(
  fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat(60), text: fc.constant('') }),
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(3),
    text: fc.string({ unit: 'binary', maxLength: 20 }),
  }),
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.constant(0),
    text: fc.constantFrom(
      '"',
      "'",
      '[',
      '{',
      '}',
      ']',
      '&a ',
      '*a',
      '*b',
      '\t',
      '\r',
      '\n',
      '---\n',
      '...\n',
      '|\n',
      '<<: *a',
      '? ',
      '!!x ',
      '%YAML',
      '\u0000',
      '\uFEFF',
      '{{',
    ),
  }),
);

test('damaged text is survived, and restored text has the answers it had', () => {
  fc.assert(
    fc.property(fc.array(damage, { minLength: 1, maxLength: 6 }), (damages) => {
      const engine = new Engine({ rules: PROBE_RULES });
      engine.setFolders([ROOT]);
      engine.openFile(URI, TEXT, 1);
      const before = answers(engine);
      for (const { at, length, text } of damages) {
        const source = engine.file(URI)?.source;
        if (!source) throw new Error('lost the file');
        const start = Math.floor(at * source.length);
        const range = {
          start: source.positionAt(start),
          end: source.positionAt(Math.min(source.length, start + length)),
        };
        engine.editFile(URI, [{ range, text }]);
        for (const line of [0, 5, 20]) engine.spotAt(URI, { line, character: 7 });
        expectEqualToFresh(engine, SETUP);
      }
      engine.editFile(URI, [{ text: TEXT }]);
      expect(answers(engine)).toEqual(before);
    }),
    { numRuns: propertyRuns(100) },
  );
});

test('random bytes are survived', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const engine = new Engine({ rules: PROBE_RULES });
      engine.openFile(URI, new TextDecoder().decode(bytes), 1);
      answers(engine);
    }),
    { numRuns: propertyRuns(200) },
  );
});

describe('hostile text is answered, beside a resource that stays as it was', () => {
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x]',
    ...'bcdefghijklm'.split('').map((name, index) => `${name}: &${name} [${`*${'abcdefghijklm'[index]}, `.repeat(9)}]`),
  ].join('\n');
  const hostile: Readonly<Record<string, string>> = {
    'an alias bomb': `apiVersion: v1\nkind: Pod\n${bomb}\nmetadata: {labels: {app: *m}}\n`,
    'an alias to itself': 'apiVersion: v1\nkind: Pod\nmetadata: &m\n  labels: *m\n',
    'a merge of itself': 'apiVersion: v1\nkind: Pod\nmetadata: &m\n  <<: *m\n  name: x\n',
    'flow nesting, 10,000 deep': `apiVersion: v1\nkind: Pod\nspec: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`,
    'unclosed flow nesting': `apiVersion: v1\nkind: Pod\nspec: ${'{a: ['.repeat(10_000)}`,
    'block nesting, 10,000 deep': `apiVersion: v1\nkind: Pod\nspec:\n${Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(depth + 1)}a:\n`).join('')}`,
    'compact sequences, 10,000 deep': `apiVersion: v1\nkind: Pod\nspec:\n  ${'- '.repeat(10_000)}x\n`,
    'a map of 100,000 keys': `apiVersion: v1\nkind: ConfigMap\ndata:\n${Array.from({ length: 100_000 }, (_, key) => `  k${key}: v\n`).join('')}`,
    'labels of 100,000 keys': `apiVersion: v1\nkind: Pod\nmetadata:\n  labels:\n${Array.from({ length: 100_000 }, (_, key) => `    k${key}: v\n`).join('')}`,
    'a line of 5 MB': `apiVersion: v1\nkind: ConfigMap\ndata: {a: "${'x'.repeat(5_000_000)}"}\n`,
    'a plain line of 5 MB': `apiVersion: v1\nkind: ConfigMap\ndata: ${'x y: '.repeat(1_000_000)}\n`,
    '20,000 documents': 'a: 1\n---\n'.repeat(20_000),
    '20,000 unclosed quotes': 'a: "\n'.repeat(20_000),
  };
  test.each(Object.entries(hostile))('%s', (_, text) => {
    const engine = new Engine({ rules: PROBE_RULES });
    engine.setFolders([ROOT]);
    engine.openFile(`${ROOT}/vm.yaml`, workloadEntry('vm', 'mine'), 1);
    engine.openFile(URI, text, 1);
    engine.settle();
    engine.spotAt(URI, { line: 2, character: 8 });
    engine.editFile(URI, [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: ' ' }]);
    engine.settle();
    expect(engine.problems(`${ROOT}/vm.yaml`).map(({ problem }) => problem.message)).toEqual(['selected by nobody']);
  });
});
