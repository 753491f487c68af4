/** The .vsix that `npm run package` has made: what users get. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { packagePath } from '../../server/scripts/package.mjs';
import { readPackage } from './read-package.ts';

const files = readPackage(packagePath());
const names = files.map((file) => file.name);
const manifest = JSON.parse(files.find((file) => file.name === 'package.json')?.read() ?? '{}');

/** `./dist/x.js` and `./dist/x` as the archive spells them. */
function packed(reference: string): string {
  const name = path.posix.normalize(reference);
  return names.includes(name) || path.posix.extname(name) !== '' ? name : `${name}.js`;
}

test('the package is small', () => {
  expect(statSync(packagePath()).size).toBeLessThan(2.5 * 1024 * 1024);
});

test('it holds no modules, sources, tests or source maps', () => {
  const unwanted = /(^|\/)(node_modules|src|test|scripts|meta)\/|\.(ts|map|tsbuildinfo|vsix)$|(^|\/)\.(?!vsixmanifest)/;
  expect(names.filter((name) => unwanted.test(name))).toEqual([]);
});

test('it holds only folders that it should', () => {
  const folders = new Set(names.filter((name) => name.includes('/')).map((name) => name.split('/')[0]));
  expect([...folders].filter((name) => !['dist', 'schemas', 'snippets', 'client'].includes(name ?? ''))).toEqual([]);
});

describe('what the manifest names is there', () => {
  const references: string[] = [
    manifest.main,
    manifest.browser,
    ...Object.values<string>(manifest.bin),
    ...(manifest.icon ? [manifest.icon] : []),
    ...(manifest.contributes?.snippets ?? []).map((entry: { path: string }) => entry.path),
    ...(manifest.contributes?.jsonValidation ?? []).map((entry: { url: string }) => entry.url),
  ];
  test.each([...new Set(references)])('%s', (reference) => {
    expect(names).toContain(packed(reference));
  });
});

test('what the programs load is there', () => {
  expect(names).toEqual(
    expect.arrayContaining(['dist/server/server.js', 'dist/server/browser/main.js', 'dist/cli/cli.js']),
  );
});

test.each(['readme.md', 'changelog.md', 'LICENSE.txt', 'package.nls.json'])('%s is there', (name) => {
  expect(names.map((existing) => existing.toLowerCase())).toContain(name.toLowerCase());
});

test('every text of the manifest is there', () => {
  const texts = JSON.parse(files.find((file) => file.name === 'package.nls.json')?.read() ?? '{}');
  const keys = [...JSON.stringify(manifest).matchAll(/"%([\w.-]+)%"/g)].map((match) => match[1] ?? '');
  expect(keys.filter((key) => !(key in texts))).toEqual([]);
});

test('the manifest names no registry', () => {
  expect(JSON.stringify(manifest)).not.toMatch(/registry\.|npmjs/);
});
