import { describe, expect, test } from 'vitest';
import { type FolderEntry, type WalkedFileSystem, walkFolder } from './folder-walk.ts';

interface Tree {
  readonly [name: string]: Tree | number | 'unreadable';
}

/** A file system of folders and files with a size. */
function fileSystemOf(root: Tree): WalkedFileSystem {
  const find = (path: string): Tree | number | 'unreadable' | undefined => {
    let node: Tree | number | 'unreadable' | undefined = root;
    for (const name of path === '' ? [] : path.split('/')) node = typeof node === 'object' ? node[name] : undefined;
    return node;
  };
  return {
    readFolder: async (path) => {
      const node = find(path);
      if (typeof node !== 'object') throw new Error('no permission');
      return Object.entries(node).map(([name, child]): FolderEntry => {
        return { name, type: typeof child === 'number' ? 'file' : 'folder' };
      });
    },
    sizeOf: async (path) => {
      const size = find(path);
      if (typeof size !== 'number' || size < 0) throw new Error('no size');
      return size;
    },
    uriOf: (path) => `memfs:/root${path === '' ? '' : `/${path}`}`,
  };
}

const params = { extensions: ['.yaml', 'Kustomization', '.gitignore'], maxFiles: 10 };

describe('a walk', () => {
  test('finds the files with the endings, upper folders first', async () => {
    const tree = { b: { 'd.YAML': 2, c: { 'deep.yaml': 3 } }, 'z.yaml': 1, 'readme.md': 9, '.gitignore': 4 };
    expect(await walkFolder(params, fileSystemOf(tree))).toEqual({
      files: [
        { uri: 'memfs:/root/.gitignore', sizeBytes: 4 },
        { uri: 'memfs:/root/z.yaml', sizeBytes: 1 },
        { uri: 'memfs:/root/b/d.YAML', sizeBytes: 2 },
        { uri: 'memfs:/root/b/c/deep.yaml', sizeBytes: 3 },
      ],
      truncated: false,
    });
  });

  test('takes a file without an extension by its whole name', async () => {
    const { files } = await walkFolder(params, fileSystemOf({ Kustomization: 1 }));
    expect(files.map((file) => file.uri)).toEqual(['memfs:/root/Kustomization']);
  });

  test('does not enter what version control and package managers fill', async () => {
    const tree = { '.git': { 'a.yaml': 1 }, node_modules: { 'b.yaml': 1 }, 'c.yaml': 1 };
    const { files } = await walkFolder(params, fileSystemOf(tree));
    expect(files.map((file) => file.uri)).toEqual(['memfs:/root/c.yaml']);
  });

  test('stops at the limit and says so', async () => {
    const tree = { 'a.yaml': 1, 'b.yaml': 1, c: { 'd.yaml': 1 } };
    const { files, truncated } = await walkFolder({ ...params, maxFiles: 1 }, fileSystemOf(tree));
    expect([files.length, truncated]).toEqual([1, true]);
  });

  test('that meets the limit exactly has left nothing out', async () => {
    const { truncated } = await walkFolder({ ...params, maxFiles: 1 }, fileSystemOf({ 'a.yaml': 1 }));
    expect(truncated).toBe(false);
  });

  test('goes on after a folder that can not be read, and names it', async () => {
    const { files, error } = await walkFolder(params, fileSystemOf({ a: 'unreadable', 'b.yaml': 1 }));
    expect(files.length).toBe(1);
    expect(error).toBe('memfs:/root/a is left out: no permission');
  });

  test('leaves a size out that nobody knows', async () => {
    const { files } = await walkFolder(params, fileSystemOf({ 'a.yaml': -1 }));
    expect(files).toEqual([{ uri: 'memfs:/root/a.yaml' }]);
  });

  test('comes through a wide tree', async () => {
    const tree = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`f${index}`, { 'a.yaml': 1 }]));
    const { files } = await walkFolder({ ...params, maxFiles: 1000 }, fileSystemOf(tree));
    expect(new Set(files.map((file) => file.uri)).size).toBe(200);
  });
});
