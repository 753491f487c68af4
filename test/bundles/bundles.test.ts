/** What is in `dist`: complete, small, and free of what must not be there. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { bundles } from '../../server/scripts/bundle.mjs';

const root = path.resolve(import.meta.dirname, '../..');

/** Most kilobytes a bundle may have; raise one knowingly, with what it buys in the commit's message. */
const LIMITS_KB: Record<string, number> = {
  'dist/client/extension.js': 500,
  'dist/client/browser/extension.js': 450,
  'dist/server/server.js': 1300,
  'dist/server/documentation.js': 350,
  'dist/server/snippets.js': 50,
  'dist/server/browser/main.js': 1650,
  'dist/cli/cli.js': 1250,
};

interface Metafile {
  inputs: Record<string, unknown>;
  outputs: Record<string, { imports: { path: string; external?: boolean }[] }>;
}

function metafileOf(output: string): Metafile {
  const name = `${output.replace(/^dist\//, '').replaceAll('/', '.')}on`;
  return JSON.parse(readFileSync(path.join(root, 'dist/meta', name), 'utf8'));
}

/** What the bundle takes from its surroundings when it runs. */
function externalsOf(output: string): string[] {
  const imports = metafileOf(output).outputs[output]?.imports ?? [];
  return imports.filter((entry) => entry.external).map((entry) => entry.path);
}

describe.each(bundles)('$output', ({ output, runtime, external = [] }) => {
  test('is small', () => {
    expect(statSync(path.join(root, output)).size / 1024).toBeLessThan(LIMITS_KB[output] ?? 0);
  });

  test('needs nothing beside it', () => {
    const builtins = runtime === 'node' ? builtinModules.flatMap((name) => [name, `node:${name}`]) : [];
    expect(externalsOf(output).filter((name) => !builtins.includes(name) && !external.includes(name))).toEqual([]);
  });

  test('has one copy of the yaml library at most', () => {
    const inputs = Object.keys(metafileOf(output).inputs);
    expect(inputs.filter((input) => input.includes('node_modules/yaml/dist/'))).toEqual([]);
  });

  test('does not say where it was built', () => {
    const text = readFileSync(path.join(root, output), 'utf8');
    expect(text).not.toContain(root);
    expect(text).not.toContain('sourceMappingURL');
  });
});

test('the client holds no server code', () => {
  const inputs = ['dist/client/extension.js', 'dist/client/browser/extension.js'].flatMap((output) =>
    Object.keys(metafileOf(output).inputs),
  );
  const fromServer = inputs.filter((input) => input.startsWith('server/src/'));
  expect(fromServer.filter((input) => !/^server\/src\/(protocol|l10n)\.ts$/.test(input))).toEqual([]);
  expect(inputs.filter((input) => input.includes('node_modules/yaml/'))).toEqual([]);
});

test('the command line holds no protocol code', () => {
  const inputs = Object.keys(metafileOf('dist/cli/cli.js').inputs);
  expect(inputs.filter((input) => input.includes('node_modules/vscode-'))).toEqual([]);
});

test('the texts about fields are loaded apart, and not by the command line', () => {
  const holders = bundles.filter(({ output }) =>
    Object.keys(metafileOf(output).inputs).some((input) => input.endsWith('/documentation-texts.generated.ts')),
  );
  expect(holders.map(({ output }) => output).sort()).toEqual([
    'dist/server/browser/main.js',
    'dist/server/documentation.js',
  ]);
});

test('the texts to translate are there', () => {
  const texts = JSON.parse(readFileSync(path.join(root, 'dist/l10n/bundle.l10n.json'), 'utf8'));
  expect(Object.keys(texts).length).toBeGreaterThan(10);
});

test('nothing else is there', () => {
  const expected = bundles.flatMap((bundle) => [bundle.output, bundle.loader]).filter((file) => file !== undefined);
  const found = readdirSync(path.join(root, 'dist'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => !file.startsWith('dist/meta/') && !file.startsWith('dist/l10n/'));
  expect(found.sort()).toEqual(expected.sort());
});
