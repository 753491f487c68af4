/** What must hold for the repository itself. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const manifest = JSON.parse(read('package.json'));
const lock = JSON.parse(read('package-lock.json'));

describe('the lock file', () => {
  test('names no registry', () => {
    const packages: [string, { resolved?: string }][] = Object.entries(lock.packages);
    expect(packages.filter(([, entry]) => entry.resolved !== undefined).map(([name]) => name)).toEqual([]);
  });

  test('has a checksum for every package', () => {
    const packages: [string, { integrity?: string; inBundle?: boolean }][] = Object.entries(lock.packages);
    const unchecked = packages.filter(
      ([name, entry]) => name !== '' && entry.integrity === undefined && !entry.inBundle,
    );
    expect(unchecked.map(([name]) => name)).toEqual([]);
  });

  test('belongs to the manifest', () => {
    expect(lock.packages[''].devDependencies).toEqual(manifest.devDependencies);
    expect(lock.version).toBe(manifest.version);
  });

  test('has every package with an install script decided on in the manifest', () => {
    const packages: [string, { hasInstallScript?: boolean }][] = Object.entries(lock.packages);
    const names = packages
      .filter(([, entry]) => entry.hasInstallScript)
      .map(([name]) => name.replace(/^.*node_modules\//, ''));
    expect(names.filter((name) => !(name in manifest.allowScripts))).toEqual([]);
  });
});

describe('the manifest', () => {
  test('has no run-time dependencies: everything is bundled', () => {
    expect(manifest.dependencies).toBeUndefined();
  });

  test.each(Object.values(manifest.scripts as Record<string, string>))('runs what exists: %s', (script) => {
    const [command, file] = script.split(' ');
    if (command === 'node') expect(existsSync(path.join(root, file ?? ''))).toBe(true);
    else expect(existsSync(path.join(root, 'node_modules/.bin', command ?? ''))).toBe(true);
  });
});

test('the changelog speaks of the current version', () => {
  expect(read('CHANGELOG.md')).toContain(`## ${manifest.version}`);
});

test('the top level holds the five folders only', () => {
  const folders = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name);
  const ignored = ['node_modules', 'dist', 'out'];
  expect(folders.filter((name) => !ignored.includes(name))).toEqual([
    'client',
    'schemas',
    'server',
    'snippets',
    'test',
  ]);
});
