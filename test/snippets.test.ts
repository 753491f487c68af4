/** The snippets, filled in with their defaults: what a person has after pressing Tab to the end. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { Engine } from '../server/src/engine.ts';
import { provideCodeLenses } from '../server/src/features/code-lens.ts';
import { expandSnippet, snippets } from '../server/src/features/snippets.ts';
import { kindsWithSchema, schemaFor } from '../server/src/schema/schema-store.ts';

const folder = path.resolve(import.meta.dirname, '../snippets');

interface WrittenSnippet {
  readonly prefix: readonly string[];
  readonly description: string;
  readonly body: readonly string[];
}

const written = (file: string): [string, WrittenSnippet][] =>
  Object.entries(JSON.parse(readFileSync(path.join(folder, file), 'utf8')));
const scenarios = written('scenarios.json');
const kinds = written('kinds.json');
const all = [...scenarios, ...kinds];

// `$1`, `${1}`, `${2|A,B|}`, and `${3:value}` whose value may hold `$1`.
const STOP = /\$(\d+)|\$\{(\d+)(?:\|([^|]*)\||:((?:[^{}$]|\$\d+)*))?\}/g;

interface Stop {
  readonly number: number;
  /** True where it says what it begins as, false where it repeats another. */
  readonly isDefined: boolean;
}

function stopsOf(body: string): Stop[] {
  return [...body.matchAll(STOP)].map(([, bare, number, choices, value]) => ({
    number: Number(bare ?? number),
    isDefined: choices !== undefined || value !== undefined,
  }));
}

function problemsOf(files: Readonly<Record<string, string>>): string[] {
  const engine = new Engine();
  engine.setFolders(['file:///w']);
  for (const [name, text] of Object.entries(files)) engine.openFile(`file:///w/${name}`, text);
  engine.settle();
  return [...engine.uris].flatMap((uri) =>
    engine
      .problems(uri)
      .filter(({ problem }) => problem.rejects || problem.severity === 'error' || problem.severity === 'warning')
      .map(({ problem }) => `${problem.rule} in ${uri}: ${problem.message}`),
  );
}

const FIRST = ([first]: readonly string[]) => first;
const LAST = (choices: readonly string[]) => choices.at(-1);
const textOf = ({ body }: WrittenSnippet, choose = FIRST): string => expandSnippet(body.join('\n'), choose);

test('every file is known to the server, with every snippet in it', () => {
  expect(readdirSync(folder).sort()).toEqual(['kinds.json', 'scenarios.json']);
  expect(snippets().map(({ label }) => label)).toEqual(all.map(([name]) => name));
  expect(new Set(snippets().map(({ id }) => id)).size).toBe(all.length);
});

test('every kind of Istio has one that is found under its name', () => {
  const istio = kindsWithSchema().filter(({ group }) => group.endsWith('.istio.io'));
  expect(istio.length).toBe(15);
  for (const { group, kind } of istio) {
    const found = kinds.find(([name]) => name === kind)?.[1];
    expect(found?.prefix[0]).toBe(kind.toLowerCase());
    expect(found?.body[0]).toMatch(new RegExp(`^apiVersion: ${group}/`));
  }
});

// The webhook of Istio refuses `grpc`: it knows the three other methods only. A snippet that is refused helps nobody.
test('every kind of probe that Istio accepts has a snippet, and no other', () => {
  const text = all.map(([, { body }]) => body.join('\n')).join('\n');
  const probes = [...text.matchAll(/^ {4}(httpGet|tcpSocket|exec|grpc):$/gm)].map((match) => match[1]);
  expect([...new Set(probes)].sort()).toEqual(['exec', 'httpGet', 'tcpSocket']);
});

describe.each(all)('%s', (name, snippet) => {
  const body = snippet.body.join('\n');

  test('is found by words, and says what it does', () => {
    expect(snippet.prefix.length).toBeGreaterThan(0);
    for (const prefix of snippet.prefix) expect(prefix).toMatch(/^[a-z][a-z -]*[a-z]$/);
    expect(snippet.description).toMatch(/^[A-Z].*\.$/);
    expect(snippet.description).not.toBe(name);
  });

  test('is filled in from top to bottom, each value once', () => {
    const defined = stopsOf(body).filter((stop) => stop.isDefined);
    expect(defined.map(({ number }) => number)).toEqual(defined.map((_, index) => index + 1));
    for (const { number } of stopsOf(body)) expect(number).toBeLessThanOrEqual(defined.length);
  });

  test('ends behind its last line, on a new one', () => {
    expect(body.endsWith('\n$0')).toBe(true);
    expect(body.match(/\$0/g)).toHaveLength(1);
  });

  test.each([
    ['the first', FIRST],
    ['the last', LAST],
  ])('is YAML without a mistake, of known kinds, with %s of every choice', (_, choose) => {
    const text = textOf(snippet, choose);
    expect(text).not.toMatch(/\$[\d{]|\n\n/);
    for (const document of parseAllDocuments(text)) {
      expect(document.errors).toEqual([]);
      const { apiVersion, kind, metadata } = document.toJS();
      expect(schemaFor(apiVersion, kind)).toBeDefined();
      expect(metadata.namespace).toBe('default');
      // The newest version that is served.
      expect(apiVersion).toBe([...(schemaFor(apiVersion, kind)?.apiVersions ?? [])][0]);
    }
  });
});

test.each(scenarios)('%s as a file of its own is accepted, and nothing is wrong with it', (_, snippet) => {
  expect(problemsOf({ 'all.yaml': textOf(snippet) })).toEqual([]);
  const last = problemsOf({ 'all.yaml': textOf(snippet, LAST) });
  expect(last).toEqual([]);
});

test('all scenarios in one file do not get into each other’s way', () => {
  expect(problemsOf({ 'all.yaml': scenarios.map(([, snippet]) => textOf(snippet)).join('---\n') })).toEqual([]);
});

describe.each(kinds)('%s', (_, snippet) => {
  test.each([
    ['the first', FIRST],
    ['the last', LAST],
  ])('is accepted with %s of every choice', (__, choose) => {
    const engine = new Engine();
    engine.setFolders(['file:///w']);
    engine.openFile('file:///w/a.yaml', textOf(snippet, choose));
    engine.settle();
    const found = engine
      .problems('file:///w/a.yaml')
      .filter(({ problem }) => problem.rejects || problem.severity === 'error');
    expect(found.map(({ problem }) => problem.message)).toEqual([]);
  });
});

test('a ServiceEntry, a WorkloadEntry and a WorkloadGroup fit together as they come', () => {
  const engine = new Engine();
  engine.setFolders(['file:///w']);
  for (const [name, snippet] of kinds) {
    if (['ServiceEntry', 'WorkloadEntry', 'WorkloadGroup'].includes(name))
      engine.openFile(`file:///w/${name}.yaml`, textOf(snippet));
  }
  engine.settle();
  const uris = [...engine.uris];
  expect(uris.flatMap((uri) => engine.problems(uri).map(({ problem }) => problem.message))).toEqual([]);
  const titles = uris.flatMap((uri) => provideCodeLenses(engine, uri).map((lens) => lens.command?.title));
  expect(titles).toEqual([
    '1 WorkloadEntry, 1 WorkloadGroup · 1 endpoint',
    'selected by my-service',
    'selected by my-service',
  ]);
});
