import { expect, test } from 'vitest';
import { EDITOR, startInMemory } from './client.ts';

test('the server says what it can do', async () => {
  const { client } = startInMemory();
  const { capabilities, serverInfo } = await client.initialize();
  expect(serverInfo).toEqual({ name: 'istio-workloads', version: '1.2.3' });
  expect(capabilities).toMatchObject({ textDocumentSync: { openClose: true, change: 2 }, hoverProvider: true });
});

test('a client that can take diagnostics both ways gets them pushed', async () => {
  const { client } = startInMemory();
  const { capabilities } = await client.initialize();
  expect(capabilities.diagnosticProvider).toBeUndefined();
});

test('a client that asks for pull gets pull', async () => {
  const { client } = startInMemory();
  const { capabilities } = await client.initialize({ options: { diagnostics: 'pull' } });
  expect(capabilities.diagnosticProvider).toMatchObject({ interFileDependencies: true });
});

test('a client that cannot be pushed to gets pull', async () => {
  const { client } = startInMemory();
  const { capabilities } = await client.initialize({ capabilities: { textDocument: { diagnostic: {} } } });
  expect(capabilities.diagnosticProvider).toBeDefined();
});

test('a request before initialize is refused', async () => {
  const { client } = startInMemory();
  const { error } = await client.answer(client.ask('textDocument/hover', {}));
  expect(error?.code).toBe(-32002);
});

test('a request after shutdown is refused', async () => {
  const { client } = startInMemory();
  await client.initialize();
  await client.request('shutdown');
  const { error } = await client.answer(client.ask('workspace/symbol', { query: '' }));
  expect(error?.code).toBe(-32600);
});

test('exit after shutdown ends the server with success', async () => {
  const { client, exits } = startInMemory();
  await client.initialize();
  await client.request('shutdown');
  client.notify('exit');
  await client.answer(client.ask('anything'));
  expect(exits).toEqual([0]);
});

test('exit without shutdown ends the server with failure', async () => {
  const { client, exits } = startInMemory();
  await client.initialize();
  client.notify('exit');
  await client.answer(client.ask('anything'));
  expect(exits).toEqual([1]);
});

test('a client that goes away ends the server', async () => {
  const { client, exits, disconnect } = startInMemory();
  await client.initialize();
  disconnect();
  expect(exits).toEqual([1]);
});

test('a method nobody knows is answered with an error', async () => {
  const { client } = startInMemory();
  await client.initialize();
  const { error } = await client.answer(client.ask('textDocument/telepathy', {}));
  expect(error?.code).toBe(-32601);
});

test('the process of the client is watched', async () => {
  const watched: number[] = [];
  const { client } = startInMemory({ watchClient: (processId) => watched.push(processId) });
  await client.initialize({ processId: 4711 });
  expect(watched).toEqual([4711]);
});

test('the server asks for settings and for news of files', async () => {
  const { client } = startInMemory();
  await client.initialize();
  await client.rest();
  const registered = client.messages
    .filter(({ method }) => method === 'client/registerCapability')
    .map(({ params }) => (params as { registrations: { method: string }[] }).registrations[0]?.method);
  expect(registered).toEqual(['workspace/didChangeConfiguration', 'workspace/didChangeWatchedFiles']);
});

test('a client that can do nothing is asked for nothing', async () => {
  const { client } = startInMemory();
  await client.initialize({ capabilities: {} });
  await client.rest();
  expect(client.messages.filter(({ id, method }) => id !== undefined && method !== undefined)).toEqual([]);
});

test('texts come in the language of the bundle', async () => {
  const { client } = startInMemory();
  const l10nBundle = { 'The setting {0} was not understood; expected: {1}. Its default is used.': '«{0}» ({1})' };
  await client.initialize({
    capabilities: EDITOR,
    options: { l10nBundle, settings: { codeLens: { enabled: 'yes' } } },
  });
  expect(client.logged(2)).toEqual(['«istioWorkloads.codeLens.enabled» (true or false)']);
});
