/** Listing and reading of a folder on this machine. */
import { chmodSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ListOptions, ListResult } from '../../server/src/environment.ts';
import { localFiles } from '../../server/src/node/local-files.ts';
import { WorkspaceFolder } from './workspace-folder.ts';

let yields = 0;
let clock = 0;
const files = localFiles({
  // Every look at the clock takes a millisecond, so that pauses are counted and not timed.
  now: () => clock++,
  yieldToEvents: async () => {
    yields++;
  },
});

async function list(
  folder: WorkspaceFolder,
  options: Partial<ListOptions> = {},
): Promise<ListResult & { names: string[] }> {
  const result = await files.listFiles(folder.uri, {
    exclude: [],
    maxFiles: 100_000,
    maxFileSizeBytes: 1e6,
    ...options,
  });
  return { ...result, names: result.files.map(({ uri }) => uri.slice(folder.uri.length + 1)).sort() };
}

describe('listing', () => {
  test('finds YAML, JSON and kustomizations at every depth', async () => {
    const folder = WorkspaceFolder.create({
      'a.yaml': '',
      'b/c.YML': '',
      'b/d/Kustomization': '',
      'b/e.json': '',
      'readme.md': '',
      'b/yaml': '',
    });
    expect((await list(folder)).names).toEqual(['a.yaml', 'b/c.YML', 'b/d/Kustomization', 'b/e.json']);
  });

  test('leaves out what is never a manifest', async () => {
    const folder = WorkspaceFolder.create({
      'package-lock.json': '',
      'tsconfig.json': '',
      'node_modules/x/a.yaml': '',
      '.git/a.yaml': '',
      'x.schema.json': '',
      'huge.json': ' '.repeat(1_000_001),
    });
    expect(await list(folder)).toMatchObject({ names: [], notes: [] });
  });

  test('respects a .gitignore and those of inner folders', async () => {
    const folder = WorkspaceFolder.create({
      '.gitignore': 'out/\n*.gen.yaml\n/top.yaml\n',
      'top.yaml': '',
      'a/top.yaml': '',
      'a/x.gen.yaml': '',
      'a/.gitignore': '!x.gen.yaml\ninner.yaml\n',
      'a/inner.yaml': '',
      'b/x.gen.yaml': '',
      'b/inner.yaml': '',
      'b/out/y.yaml': '',
      'b/out.yaml': '',
    });
    expect((await list(folder)).names).toEqual(['a/top.yaml', 'a/x.gen.yaml', 'b/inner.yaml', 'b/out.yaml']);
  });

  test('respects what the editor hides, whatever a .gitignore says', async () => {
    const folder = WorkspaceFolder.create({
      '.gitignore': '!secret.yaml\n',
      'secret.yaml': '',
      'a/b.tmp.yaml': '',
      'a/b.bak.yaml': '',
      'hidden/c.yaml': '',
      'a/hidden/d.yaml': '',
    });
    const exclude = ['secret.yaml', '**/*.{tmp,bak}.yaml', 'hidden'];
    expect((await list(folder, { exclude })).names).toEqual(['a/hidden/d.yaml']);
  });

  test('does not follow links in a circle', async () => {
    const folder = WorkspaceFolder.create({ 'a/b.yaml': '' });
    symlinkSync(folder.path, path.join(folder.path, 'a/up'));
    symlinkSync(path.join(folder.path, 'a'), path.join(folder.path, 'again'));
    const { names, notes } = await list(folder);
    expect(names).toEqual(['a/b.yaml']);
    expect(notes).toEqual([expect.stringContaining('a/up'), expect.stringContaining('again')].reverse());
  });

  test('follows a link to somewhere else, once', async () => {
    const outside = WorkspaceFolder.create({ 'x.yaml': '' });
    symlinkSync(outside.path, path.join(outside.path, 'loop'));
    const folder = WorkspaceFolder.create();
    symlinkSync(outside.path, path.join(folder.path, 'one'));
    symlinkSync(outside.path, path.join(folder.path, 'two'));
    const { names, notes } = await list(folder);
    expect(names).toHaveLength(1);
    expect(notes).toHaveLength(2);
  });

  test('passes over links to nothing', async () => {
    const folder = WorkspaceFolder.create({ 'a.yaml': '' });
    symlinkSync(path.join(folder.path, 'missing.yaml'), path.join(folder.path, 'b.yaml'));
    expect((await list(folder)).names).toEqual(['a.yaml']);
  });

  test('takes a linked file', async () => {
    const folder = WorkspaceFolder.create({ 'base/a.yaml': '' });
    symlinkSync(path.join(folder.path, 'base/a.yaml'), path.join(folder.path, 'link.yaml'));
    expect((await list(folder)).names).toEqual(['base/a.yaml', 'link.yaml']);
  });

  test('says which files are too big', async () => {
    const folder = WorkspaceFolder.create({ 'a.yaml': '12345678901' });
    const { names, notes } = await list(folder, { maxFileSizeBytes: 10 });
    expect(names).toEqual([]);
    expect(notes).toEqual([expect.stringContaining('a.yaml')]);
  });

  test('stops at the limit and says so', async () => {
    const folder = WorkspaceFolder.create({ 'a.yaml': '', 'b.yaml': '', 'c/d.yaml': '' });
    const { names, notes } = await list(folder, { maxFiles: 2 });
    expect(names).toEqual(['a.yaml', 'b.yaml']);
    expect(notes).toEqual([expect.stringContaining('only the first 2 files')]);
  });

  test('pauses between folders', async () => {
    const names = Array.from({ length: 100 }, (_, index) => [`f${index}/a.yaml`, ''] as const);
    const folder = WorkspaceFolder.create(Object.fromEntries(names));
    yields = 0;
    await list(folder);
    expect(yields).toBeGreaterThan(5);
  });

  test('of a folder that is not there is empty and says why', async () => {
    const folder = WorkspaceFolder.create({ 'a/b.yaml': '' });
    const missing = await files.listFiles(folder.uriOf('nowhere'), { exclude: [], maxFiles: 9, maxFileSizeBytes: 9 });
    expect(missing).toEqual({ files: [], notes: [expect.stringContaining('nowhere is left out: ENOENT')] });
  });

  test('escapes names as VS Code does', async () => {
    const folder = WorkspaceFolder.create({ 'a b (1)@é.yaml': '' });
    expect((await list(folder)).names).toEqual(['a%20b%20%281%29%40%C3%A9.yaml']);
  });
});

describe('reading', () => {
  test('drops a byte order mark', async () => {
    const folder = WorkspaceFolder.create({ 'a.yaml': '\uFEFFa: 1' });
    expect(await files.readFile(folder.uriOf('a.yaml'))).toEqual({ text: 'a: 1' });
  });

  test('refuses a binary file', async () => {
    const folder = WorkspaceFolder.create({ 'a.yaml': new Uint8Array([97, 0, 98]) });
    expect(await files.readFile(folder.uriOf('a.yaml'))).toEqual({ error: expect.stringContaining('not a text file') });
  });

  test('says why a file cannot be read', async () => {
    const folder = WorkspaceFolder.create({ 'a/x.yaml': '' });
    chmodSync(path.join(folder.path, 'a'), 0o755);
    expect(await files.readFile(folder.uriOf('a'))).toEqual({ error: expect.stringContaining('EISDIR') });
  });
});
