/** Who waits for whom, by the order of messages and not by time. */
import { expect, test } from 'vitest';
import { STATUS, type StatusParams } from '../../server/src/protocol.ts';
import { EDITOR, startInMemory, type TestClient } from './client.ts';
import { serviceEntry, workloadEntry } from './samples.ts';
import { WorkspaceFolder } from './workspace-folder.ts';

const FILES = 2000;

/** A file that takes its time to analyse: every resource asks about all workloads of its namespace. */
function fileText(index: number): string {
  return Array.from({ length: 5 }, (_, at) => serviceEntry(`s${index}-${at}`, `none-${index}`)).join('---\n');
}

function startInLargeWorkspace(): TestClient {
  const { client } = startInMemory({
    localFiles: {
      handles: () => true,
      listFiles: async (folder) => ({
        files: Array.from({ length: FILES }, (_, index) => ({ uri: `${folder}/f${index}.yaml`, sizeBytes: 1000 })),
        notes: [],
      }),
      readFile: async (uri) => ({ text: fileText(Number(/\d+/.exec(uri)?.[0])) }),
    },
  });
  return client;
}

const isState = (state: string) => (message: { method?: string; params?: unknown }) =>
  message.method === STATUS && (message.params as StatusParams).state === state;

test('a request during indexing is answered before indexing ends', async () => {
  const client = startInLargeWorkspace();
  await client.initialize({ folders: ['file:///large'] });
  await client.waitFor(isState('indexing'));
  const id = client.ask('workspace/symbol', { query: 'nothing-is-called-so' });
  await client.answer(id);
  expect(client.messages.some(isState('ready'))).toBe(false);
  await client.ready();
});

test('an open file gets its diagnostics before the workspace has been read', async () => {
  const client = startInLargeWorkspace();
  await client.initialize({ folders: ['file:///large'] });
  await client.waitFor(isState('indexing'));
  const uri = 'file:///other/broken.yaml';
  client.open(uri, 'apiVersion: v1\nkind: Service\nspec: [\n');
  await client.diagnostics(uri, ({ diagnostics }) => diagnostics.length > 0);
  expect(client.messages.some(isState('ready'))).toBe(false);
});

test('reading a large workspace shows progress from beginning to end', async () => {
  const client = startInLargeWorkspace();
  await client.initialize({ folders: ['file:///large'] });
  await client.ready();
  await client.waitFor(({ params }) => (params as { value?: { kind?: string } } | undefined)?.value?.kind === 'end');
  const kinds = client.messages
    .filter(({ method }) => method === '$/progress')
    .map(({ params }) => (params as { value: { kind: string } }).value.kind);
  expect([kinds[0], kinds.at(-1)]).toEqual(['begin', 'end']);
});

test('a small workspace shows none', async () => {
  const folder = WorkspaceFolder.create({ 'we.yaml': workloadEntry('vm', 'cart') });
  const { client } = startInMemory();
  await client.initialize({ folders: [folder.uri] });
  await client.ready();
  expect(client.messages.filter(({ method }) => method === 'window/workDoneProgress/create')).toEqual([]);
});

test('nothing counts as missing while files are still to be read', async () => {
  const folder = WorkspaceFolder.create({ 'we.yaml': workloadEntry('vm', 'cart') });
  const { client } = startInMemory();
  await client.initialize({ folders: [folder.uri] });
  const uri = folder.uriOf('se.yaml');
  client.open(uri, serviceEntry('cart', 'cart'));
  await client.ready();
  expect(client.published(uri).flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
});

test('completion sent right behind an edit answers for the edited text', async () => {
  const { client } = startInMemory();
  await client.initialize();
  const uri = 'file:///a/all.yaml';
  client.open(uri, `${workloadEntry('vm', 'cart')}---\n${serviceEntry('cart', 'cart')}`);
  client.edit(uri, [17, 11, 17, 15], '');
  const list = await client.request<{ items: { label: string }[] }>('textDocument/completion', {
    textDocument: { uri },
    position: { line: 17, character: 11 },
  });
  expect(list.items.map(({ label }) => label)).toContain('cart');
});

test('a request that is cancelled before its turn is not worked on', async () => {
  const { client } = startInMemory();
  await client.initialize({ capabilities: EDITOR });
  const id = client.ask('workspace/symbol', { query: '' });
  client.notify('$/cancelRequest', { id });
  const { error, result } = await client.answer(id);
  expect(error?.code ?? result).toBeDefined();
});

test('hints of other open files are asked for again when what they tell of is edited', async () => {
  const { client } = startInMemory();
  await client.initialize();
  client.open('file:///a/se.yaml', serviceEntry('cart', 'cart'));
  client.open('file:///a/we.yaml', `${workloadEntry('vm', 'cart')}  weight: 1\n`);
  await client.rest();
  const from = client.messages.length;
  client.edit('file:///a/we.yaml', [7, 10, 7, 11], '5');
  await client.waitFor(({ method }) => method === 'workspace/inlayHint/refresh', from);
});

test('lenses of other open files are asked for again when an edit may have changed them', async () => {
  const { client } = startInMemory();
  await client.initialize();
  client.open('file:///a/se.yaml', serviceEntry('cart', 'cart'));
  client.open('file:///a/we.yaml', workloadEntry('vm', 'cart'));
  await client.rest();
  const from = client.messages.length;
  client.edit('file:///a/we.yaml', [6, 9, 6, 13], 'other');
  await client.waitFor(({ method }) => method === 'workspace/codeLens/refresh', from);
});
