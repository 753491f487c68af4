/** The snippets, filled in with their defaults: what a person has after pressing Tab to the end. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { Engine } from '../server/src/engine.ts';
import { provideCodeLenses } from '../server/src/features/code-lens.ts';

const root = path.resolve(import.meta.dirname, '..');
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

const contributed: readonly { language: string; path: string }[] = manifest.contributes.snippets;
const snippets: readonly (readonly [string, Snippet])[] = contributed.flatMap((entry) =>
  Object.entries<Snippet>(JSON.parse(readFileSync(path.join(root, entry.path), 'utf8'))),
);

interface Stop {
  readonly number: number;
  /** Choices, or the default alone; none where the stop repeats another. */
  readonly choices: readonly string[];
}

// `$0`, `${1}`, `${2|A,B|}`, and `${3:default}` whose default may hold `${1}`.
const STOP = /\$(\d+)|\$\{(\d+)(?:\|([^|]*)\||:((?:[^{}$]|\$\{\d+\})*))?\}/g;

function stopsOf(body: string): Stop[] {
  return [...body.matchAll(STOP)].map(([, bare, number, choices, value]) => ({
    number: Number(bare ?? number),
    choices: choices?.split(',') ?? (value === undefined ? [] : [value]),
  }));
}

/** The text when nobody changes anything, or with the last of every choice. */
function expand(body: string, choose: (choices: readonly string[]) => string | undefined = ([first]) => first): string {
  const values = new Map<string, string>();
  const fill = (text: string): string =>
    text.replace(STOP, (_, bare?: string, number?: string, choices?: string, value?: string) => {
      const key = bare ?? number ?? '';
      const own = choices === undefined ? value : choose(choices.split(','));
      if (own !== undefined) values.set(key, fill(own));
      return values.get(key) ?? '';
    });
  return fill(body);
}

const bodies = snippets.map(([name, { body }]) => [name, body.join('\n')] as const);

test('every snippet file is contributed, for YAML', () => {
  const files = readdirSync(path.join(root, 'snippets')).map((file) => `./snippets/${file}`);
  expect(contributed.map((entry) => entry.path).sort()).toEqual(files.sort());
  expect(new Set(contributed.map((entry) => entry.language))).toEqual(new Set(['yaml']));
});

test.each(snippets)('%s is found under the name of its kind', (_, { prefix, body, description }) => {
  const kind = body.find((line) => line.startsWith('kind: '))?.slice('kind: '.length);
  expect(prefix).toBe(kind);
  expect(description).not.toBe('');
});

describe.each(bodies)('%s', (_, body) => {
  test('is filled in from top to bottom', () => {
    const numbers = stopsOf(body)
      .filter((stop) => stop.choices.length > 0)
      .map((stop) => stop.number);
    expect(numbers).toEqual(numbers.map((__, index) => index + 1));
  });

  test('ends behind its last line, on a new one', () => {
    expect(body.endsWith('\n$0')).toBe(true);
  });

  test.each([
    ['the first', (choices: readonly string[]) => choices[0]],
    ['the last', (choices: readonly string[]) => choices.at(-1)],
  ])('is one resource without a mistake with %s of every choice', (__, choose) => {
    const text = expand(body, choose);
    expect(text).not.toContain('$');
    const documents = parseAllDocuments(text);
    expect(documents.map((document) => document.errors)).toEqual([[]]);
    expect(documents[0]?.toJS()).toMatchObject({
      apiVersion: 'networking.istio.io/v1',
      kind: /^kind: (\w+)$/m.exec(body)?.[1],
      metadata: { namespace: 'default' },
    });
  });
});

test('the three together are a service with a machine and a group of machines, and no finding', () => {
  const engine = new Engine();
  engine.setFolders(['file:///w']);
  for (const [name, body] of bodies) engine.openFile(`file:///w/${name}.yaml`, expand(body));
  engine.settle();
  const uris = [...engine.uris];
  const problems = uris.flatMap((uri) => engine.problems(uri).map(({ problem }) => problem.message));
  expect(problems).toEqual([]);
  const titles = uris.flatMap((uri) => provideCodeLenses(engine, uri).map((lens) => lens.command?.title));
  expect(titles).toEqual([
    'selects 1 WorkloadEntry, 1 WorkloadGroup',
    'selected by my-service',
    'selected by my-service',
  ]);
});
