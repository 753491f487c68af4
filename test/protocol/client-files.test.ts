/** Workspaces on file systems that only the client can read, as in a browser. */
import { expect, test } from 'vitest';
import type { ListFilesParams, ReadFileParams } from '../../server/src/protocol.ts';
import { startInMemory, type TestClient } from './client.ts';
import { serviceEntry, workloadEntry } from './samples.ts';

const FOLDER = 'vscode-vfs://github/someone/mesh';

function startWith(files: Readonly<Record<string, string>>, sizes: Readonly<Record<string, number>> = {}): TestClient {
  const { client } = startInMemory();
  client.answers.set('istioWorkloads/listFiles', ({ folder, maxFiles }: ListFilesParams) => {
    const uris = Object.keys(files).map((name) => `${folder}/${name}`);
    const listed = uris
      .slice(0, maxFiles)
      .map((uri) => ({ uri, sizeBytes: sizes[uri.slice(folder.length + 1)] ?? 100 }));
    return { files: listed, truncated: uris.length > maxFiles };
  });
  client.answers.set('istioWorkloads/readFile', ({ uri }: ReadFileParams) => {
    const text = files[uri.slice(FOLDER.length + 1)];
    return text === undefined ? { error: 'not found' } : { text };
  });
  return client;
}

test('files are listed and read by the client', async () => {
  const client = startWith({ 'se.yaml': serviceEntry('cart', 'cart-v1'), 'we.yaml': workloadEntry('vm', 'cart') });
  await client.initialize({ folders: [FOLDER], options: { clientFileSystem: true } });
  await client.diagnostics(`${FOLDER}/se.yaml`, ({ diagnostics }) => diagnostics.length > 0);
});

test('what the client would list is filtered as on disk', async () => {
  const text = workloadEntry('vm', 'cart');
  const client = startWith(
    {
      '.gitignore': 'out/\n',
      'a.yaml': text,
      'out/b.yaml': text,
      'node_modules/c.yaml': text,
      'hidden/d.yaml': text,
      'e.json': '{}',
      'big.yaml': text,
      'deep/.gitignore': '/f.yaml\n',
      'deep/f.yaml': text,
      'deep/g.yaml': text,
    },
    { 'e.json': 2_000_000, 'big.yaml': 6_000_000 },
  );
  await client.initialize({ folders: [FOLDER], options: { clientFileSystem: true, filesExclude: ['hidden'] } });
  await client.ready();
  const read = client.messages
    .filter(({ method }) => method === 'istioWorkloads/readFile')
    .map(({ params }) => (params as ReadFileParams).uri.slice(FOLDER.length + 1));
  expect(read.sort()).toEqual(['.gitignore', 'a.yaml', 'deep/.gitignore', 'deep/g.yaml']);
  expect(client.logged(2)).toEqual([expect.stringContaining('big.yaml: 6 MB is over the limit of 5 MB')]);
});

test('a client that offers no files is told what is missing', async () => {
  const client = startWith({});
  await client.initialize({ folders: [FOLDER] });
  await client.ready();
  expect(client.logged(2)).toEqual([expect.stringContaining('can only be read by the editor')]);
});

test('files that cannot be read are said', async () => {
  const client = startWith({ 'a.yaml': workloadEntry('vm', 'cart') });
  client.answers.set('istioWorkloads/readFile', () => ({ error: 'no permission' }));
  await client.initialize({ folders: [FOLDER], options: { clientFileSystem: true } });
  await client.ready();
  expect(client.logged(2)).toEqual([`${FOLDER}/a.yaml is left out: no permission`]);
});
