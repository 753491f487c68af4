import { describe, expect, test } from 'vitest';
import type { MeshOfResult } from '../../server/src/protocol.ts';
import { startInMemory, type TestClient } from './client.ts';
import { serviceEntry, workloadEntry } from './samples.ts';
import { WorkspaceFolder } from './workspace-folder.ts';

const CREATED = 1;
const CHANGED = 2;
const DELETED = 3;

async function startIn(folder: WorkspaceFolder, options: unknown = {}): Promise<TestClient> {
  const { client } = startInMemory();
  await client.initialize({ folders: [folder.uri], options });
  await client.ready();
  return client;
}

function noteOnDisk(client: TestClient, uri: string, type: number): void {
  client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
}

function nearMiss(): WorkspaceFolder {
  return WorkspaceFolder.create({ 'se.yaml': serviceEntry('cart', 'cart-v1'), 'we.yaml': workloadEntry('vm', 'cart') });
}

const hasNone = ({ diagnostics }: { diagnostics: unknown[] }): boolean => diagnostics.length === 0;
const hasSome = ({ diagnostics }: { diagnostics: unknown[] }): boolean => diagnostics.length > 0;

describe('an open editor', () => {
  test('wins over the disk', async () => {
    const folder = nearMiss();
    const client = await startIn(folder);
    const from = client.messages.length;
    client.open(folder.uriOf('we.yaml'), workloadEntry('vm', 'cart-v1'));
    await client.diagnostics(folder.uriOf('se.yaml'), hasNone, from);
    const later = client.messages.length;
    noteOnDisk(client, folder.uriOf('we.yaml'), CHANGED);
    await client.rest();
    expect(client.messages.slice(later).filter(({ method }) => method === 'textDocument/publishDiagnostics')).toEqual(
      [],
    );
  });

  test('gives way to the disk when it closes', async () => {
    const folder = nearMiss();
    const client = await startIn(folder);
    client.open(folder.uriOf('we.yaml'), workloadEntry('vm', 'cart-v1'));
    await client.diagnostics(folder.uriOf('se.yaml'), hasNone);
    const from = client.messages.length;
    client.close(folder.uriOf('we.yaml'));
    await client.diagnostics(folder.uriOf('se.yaml'), hasSome, from);
  });

  test('keeps its text while the file is gone from disk, and loses it when it closes', async () => {
    const folder = nearMiss();
    const client = await startIn(folder);
    const uri = folder.uriOf('se.yaml');
    client.open(uri, serviceEntry('cart', 'cart-v1'));
    await client.diagnostics(uri, ({ version }) => version === 1);
    folder.remove('se.yaml');
    noteOnDisk(client, uri, DELETED);
    await client.rest();
    expect(client.published(uri).at(-1)?.diagnostics).toHaveLength(1);
    const from = client.messages.length;
    client.close(uri);
    await client.diagnostics(uri, hasNone, from);
  });

  test('may write the URI in its own way', async () => {
    const folder = WorkspaceFolder.create({
      'a b@c.yaml': serviceEntry('cart', 'cart-v1'),
      'we.yaml': workloadEntry('vm', 'cart'),
    });
    const client = await startIn(folder);
    const ours = folder.uriOf('a%20b%40c.yaml');
    const theirs = folder.uriOf('a%20b@c.yaml');
    await client.diagnostics(ours, hasSome);
    client.open(theirs, serviceEntry('cart', 'cart-v1'));
    await client.diagnostics(ours, hasNone);
    expect(await client.diagnostics(theirs, hasSome)).toHaveLength(1);
  });

  test('of a file outside the workspace leaves nothing behind when it closes', async () => {
    const client = await startIn(WorkspaceFolder.create());
    const uri = 'file:///elsewhere/all.yaml';
    client.open(uri, `${workloadEntry('vm', 'cart')}---\n${serviceEntry('cart', 'cart-v1')}`);
    await client.diagnostics(uri, hasSome);
    client.close(uri);
    await client.diagnostics(uri, hasNone);
  });
});

describe('on disk', () => {
  test('a changed file is read again', async () => {
    const folder = nearMiss();
    const client = await startIn(folder);
    folder.write('we.yaml', workloadEntry('vm', 'cart-v1'));
    noteOnDisk(client, folder.uriOf('we.yaml'), CHANGED);
    await client.diagnostics(folder.uriOf('se.yaml'), hasNone);
  });

  test('a new file is found', async () => {
    const folder = nearMiss();
    const client = await startIn(folder);
    folder.write('more/we2.yaml', workloadEntry('vm2', 'cart-v1'));
    noteOnDisk(client, folder.uriOf('more/we2.yaml'), CREATED);
    await client.diagnostics(folder.uriOf('se.yaml'), hasNone);
  });

  test('a deleted file takes its diagnostics with it', async () => {
    const folder = nearMiss();
    const client = await startIn(folder);
    folder.remove('se.yaml');
    noteOnDisk(client, folder.uriOf('se.yaml'), DELETED);
    await client.diagnostics(folder.uriOf('se.yaml'), hasNone);
  });

  test('a renamed file has its diagnostics under the new name', async () => {
    const folder = nearMiss();
    const client = await startIn(folder);
    folder.remove('se.yaml');
    folder.write('renamed.yaml', serviceEntry('cart', 'cart-v1'));
    noteOnDisk(client, folder.uriOf('se.yaml'), DELETED);
    noteOnDisk(client, folder.uriOf('renamed.yaml'), CREATED);
    await client.diagnostics(folder.uriOf('se.yaml'), hasNone);
    await client.diagnostics(folder.uriOf('renamed.yaml'), hasSome);
  });

  test('a folder that was renamed in the editor is looked at again', async () => {
    const folder = WorkspaceFolder.create({
      'old/se.yaml': serviceEntry('cart', 'cart-v1'),
      'we.yaml': workloadEntry('vm', 'cart'),
    });
    const client = await startIn(folder);
    folder.remove('old');
    folder.write('new/se.yaml', serviceEntry('cart', 'cart-v1'));
    client.notify('workspace/didRenameFiles', {
      files: [{ oldUri: folder.uriOf('old'), newUri: folder.uriOf('new') }],
    });
    await client.diagnostics(folder.uriOf('old/se.yaml'), hasNone);
    await client.diagnostics(folder.uriOf('new/se.yaml'), hasSome);
  });

  test('a .gitignore that changes hides files', async () => {
    const folder = nearMiss();
    const client = await startIn(folder);
    folder.write('.gitignore', 'se.yaml\n');
    noteOnDisk(client, folder.uriOf('.gitignore'), CREATED);
    await client.diagnostics(folder.uriOf('se.yaml'), hasNone);
  });
});

describe('workspace folders', () => {
  test('that come are read', async () => {
    const folder = nearMiss();
    const client = await startIn(WorkspaceFolder.create());
    client.notify('workspace/didChangeWorkspaceFolders', {
      event: { added: [{ uri: folder.uri, name: '' }], removed: [] },
    });
    await client.diagnostics(folder.uriOf('se.yaml'), hasSome);
  });

  test('that go take their files along', async () => {
    const folder = nearMiss();
    const client = await startIn(folder);
    client.notify('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [{ uri: folder.uri, name: '' }] },
    });
    await client.diagnostics(folder.uriOf('se.yaml'), hasNone);
    expect(await client.request('workspace/symbol', { query: 'cart' })).toEqual([]);
  });
});

describe('settings', () => {
  test('switch a rule off', async () => {
    const folder = nearMiss();
    const client = await startIn(folder);
    client.settings = { rules: { 'service-entry/selector-near-miss': 'off' } };
    client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.diagnostics(folder.uriOf('se.yaml'), hasNone);
  });

  test('change how loudly a rule speaks', async () => {
    const folder = nearMiss();
    const client = await startIn(folder, { settings: { rules: { 'service-entry/selector-near-miss': 'hint' } } });
    const [diagnostic] = await client.diagnostics(folder.uriOf('se.yaml'), hasSome);
    expect(diagnostic?.severity).toBe(4);
  });

  test('of a wrong type are said and do no harm', async () => {
    const folder = nearMiss();
    const { client } = startInMemory();
    client.settings = { rules: 'all', index: { maxFiles: -1 }, meshes: [{ name: 1 }] };
    await client.initialize({ folders: [folder.uri] });
    await client.diagnostics(folder.uriOf('se.yaml'), hasSome);
    await client.rest();
    expect(client.logged(2)).toHaveLength(3);
  });

  test('reach a client that cannot be asked for them', async () => {
    const folder = nearMiss();
    const { client } = startInMemory();
    await client.initialize({ folders: [folder.uri], capabilities: { textDocument: { publishDiagnostics: {} } } });
    await client.diagnostics(folder.uriOf('se.yaml'), hasSome);
    const settings = { istioWorkloads: { rules: { 'service-entry/selector-near-miss': 'off' } } };
    client.notify('workspace/didChangeConfiguration', { settings });
    await client.diagnostics(folder.uriOf('se.yaml'), hasNone);
  });

  test('hide lenses', async () => {
    const folder = nearMiss();
    const client = await startIn(folder, { settings: { codeLens: { enabled: false } } });
    const uri = folder.uriOf('all.yaml');
    client.open(uri, `${workloadEntry('vm', 'cart')}---\n${serviceEntry('cart', 'cart')}`);
    expect(await client.request('textDocument/codeLens', { textDocument: { uri } })).toEqual([]);
  });

  test('hide hints', async () => {
    const folder = nearMiss();
    const client = await startIn(folder, { settings: { inlayHints: { enabled: false } } });
    const uri = folder.uriOf('all.yaml');
    client.open(uri, `${workloadEntry('vm', 'cart')}---\n${serviceEntry('cart', 'cart')}`);
    const range = { start: { line: 0, character: 0 }, end: { line: 40, character: 0 } };
    expect(await client.request('textDocument/inlayHint', { textDocument: { uri }, range })).toEqual([]);
  });

  test('YAML syntax is left to another extension unless it is to be reported anyway', async () => {
    const broken = 'apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: {name: a, name: b}\nspec: [\n';
    const folder = WorkspaceFolder.create({ 'broken.yaml': broken });
    const client = await startIn(folder, { otherYamlDiagnostics: true });
    expect(client.published(folder.uriOf('broken.yaml'))).toEqual([]);
    client.settings = { diagnostics: { yamlSyntax: 'on' } };
    client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.diagnostics(folder.uriOf('broken.yaml'), hasSome);
  });

  test('YAML syntax is reported once the other extension is gone', async () => {
    const folder = WorkspaceFolder.create({ 'broken.yaml': 'apiVersion: v1\nkind: Service\nspec: [\n' });
    const client = await startIn(folder, { otherYamlDiagnostics: true });
    client.notify('istioWorkloads/environmentChanged', { otherYamlDiagnostics: false });
    await client.diagnostics(folder.uriOf('broken.yaml'), hasSome);
  });
});

describe('left out, with a line in the log', () => {
  test.each([
    [
      'a file over the size limit',
      'big.yaml',
      `# ${'x'.repeat(1100)}\n`.repeat(1000),
      /big\.yaml: 1\.1 MB is over the limit of 1 MB/,
    ],
    [
      'a file of too many documents',
      'many.yaml',
      '---\na: 1\n'.repeat(20_001),
      /many\.yaml is left out: it has more than/,
    ],
    [
      'a binary file with a YAML name',
      'binary.yaml',
      new Uint8Array([65, 0, 66]),
      /binary\.yaml is left out: it is not a text file/,
    ],
  ])('%s', async (_, name, content, message) => {
    const folder = nearMiss();
    folder.write(name, content);
    const client = await startIn(folder, { settings: { index: { maxFileSizeMb: 1 } } });
    expect(client.logged(2)).toEqual([expect.stringMatching(message)]);
  });

  test('files beyond the number that is to be read', async () => {
    const folder = WorkspaceFolder.create({ 'a.yaml': 'a: 1', 'b.yaml': 'b: 1', 'c.yaml': 'c: 1' });
    const client = await startIn(folder, { settings: { index: { maxFiles: 2 } } });
    expect(client.logged(2)).toEqual([expect.stringContaining('only the first 2 files are read')]);
    const status = await client.status(({ message }) => message !== undefined);
    expect(status.message).toContain('1');
  });

  test('what the editor hides', async () => {
    const folder = nearMiss();
    const client = await startIn(folder, { filesExclude: ['**/se.yaml'] });
    expect(client.published(folder.uriOf('se.yaml'))).toEqual([]);
    client.notify('istioWorkloads/environmentChanged', { filesExclude: [] });
    await client.diagnostics(folder.uriOf('se.yaml'), hasSome);
  });

  test('JSON that is no manifest', async () => {
    const folder = nearMiss();
    folder.write('data.json', '{"kind": "something", "value": [}');
    const client = await startIn(folder);
    expect(await client.request<MeshOfResult>('istioWorkloads/meshOf', { uri: folder.uriOf('data.json') })).toBeNull();
  });
});

test('the mesh of a file names the files that take part in its answers', async () => {
  const folder = nearMiss();
  folder.write('readme.yaml', 'text: nothing of Kubernetes\n');
  const client = await startIn(folder);
  const mesh = await client.request<MeshOfResult>('istioWorkloads/meshOf', { uri: folder.uriOf('se.yaml') });
  expect(mesh.files).toEqual([
    { uri: folder.uriOf('se.yaml'), role: 'open', resources: 1 },
    { uri: folder.uriOf('we.yaml'), role: 'shared', resources: 1 },
  ]);
});

test('the status counts resources and problems of all files', async () => {
  const client = await startIn(nearMiss());
  const status = await client.status(({ state, resources }) => state === 'ready' && resources === 2);
  expect(status).toMatchObject({ files: 2, resources: 2, errors: 0 });
  expect(status.warnings).toBeGreaterThan(0);
});
