import { expect, test } from 'vitest';
import { startInMemory } from './client.ts';
import { serviceEntry, workloadEntry } from './samples.ts';
import { WorkspaceFolder } from './workspace-folder.ts';

test('closed files get diagnostics too', async () => {
  const folder = WorkspaceFolder.create({
    'se.yaml': serviceEntry('cart', 'cart-v1'),
    'we.yaml': workloadEntry('vm', 'cart'),
  });
  const { client } = startInMemory();
  await client.initialize({ folders: [folder.uri] });
  const [diagnostic] = await client.diagnostics(folder.uriOf('se.yaml'), ({ diagnostics }) => diagnostics.length > 0);
  expect(diagnostic).toMatchObject({ code: 'service-entry/selector-near-miss', range: { start: { line: 9 } } });
});

test('an opened file is answered with its version even if nothing is wrong', async () => {
  const { client } = startInMemory();
  await client.initialize();
  client.open('file:///a/we.yaml', 'kind: Nothing\n');
  expect(await client.diagnostics('file:///a/we.yaml', ({ version }) => version === 1)).toEqual([]);
});

test('an edit is answered for its version, before anything else is sent', async () => {
  const folder = WorkspaceFolder.create({ 'we.yaml': workloadEntry('vm', 'cart') });
  const { client } = startInMemory();
  await client.initialize({ folders: [folder.uri] });
  await client.ready();
  const uri = folder.uriOf('se.yaml');
  client.open(uri, serviceEntry('cart', 'cart'));
  await client.diagnostics(uri, ({ version }) => version === 1);
  await client.rest();
  const from = client.messages.length;
  const version = client.edit(uri, [9, 15, 9, 15], '-v1');
  await client.diagnostics(uri, (params) => params.version === version && params.diagnostics.length === 1);
  expect(client.messages[from]).toMatchObject({ method: 'textDocument/publishDiagnostics', params: { uri, version } });
});

test('an edit that changes no answer is not followed by diagnostics', async () => {
  const { client } = startInMemory();
  await client.initialize();
  const uri = 'file:///a/se.yaml';
  client.open(uri, `${workloadEntry('vm', 'cart')}---\n${serviceEntry('cart', 'cart-v1')}`);
  await client.diagnostics(uri, ({ diagnostics }) => diagnostics.length > 0);
  const count = client.published(uri).length;
  client.edit(uri, [4, 18, 4, 18], '1');
  client.edit(uri, [12, 0, 12, 0], '');
  await client.rest();
  expect(client.published(uri)).toHaveLength(count);
});

test('diagnostics below an inserted line move with their text', async () => {
  const { client } = startInMemory();
  await client.initialize();
  const uri = 'file:///a/se.yaml';
  client.open(uri, `${workloadEntry('vm', 'cart')}---\n${serviceEntry('cart', 'cart-v1')}`);
  const [before] = await client.diagnostics(uri, ({ diagnostics }) => diagnostics.length > 0);
  const version = client.edit(uri, [0, 0, 0, 0], '\n');
  const [after] = await client.diagnostics(uri, (params) => params.version === version);
  expect(after?.range.start.line).toBe((before?.range.start.line ?? 0) + 1);
});

test('related information follows when the other file moves', async () => {
  const { client } = startInMemory();
  await client.initialize();
  client.open('file:///a/we.yaml', workloadEntry('vm', 'cart'));
  client.open('file:///a/se.yaml', serviceEntry('cart', 'cart-v1'));
  const before = await client.diagnostics('file:///a/se.yaml', ({ diagnostics }) => diagnostics.length > 0);
  const line = before[0]?.relatedInformation?.[0]?.location.range.start.line ?? -10;
  client.edit('file:///a/we.yaml', [0, 0, 0, 0], '\n\n');
  const moved = await client.diagnostics(
    'file:///a/se.yaml',
    ({ diagnostics }) => diagnostics[0]?.relatedInformation?.[0]?.location.range.start.line === line + 2,
  );
  expect(moved[0]?.range).toEqual(before[0]?.range);
});

test('an edit in one file heals another', async () => {
  const { client } = startInMemory();
  await client.initialize();
  client.open('file:///a/we.yaml', workloadEntry('vm', 'cart'));
  client.open('file:///a/se.yaml', serviceEntry('cart', 'cart-v1'));
  await client.diagnostics('file:///a/se.yaml', ({ diagnostics }) => diagnostics.length > 0);
  const from = client.messages.length;
  client.edit('file:///a/we.yaml', [6, 13, 6, 13], '-v1');
  expect(await client.diagnostics('file:///a/se.yaml', ({ diagnostics }) => diagnostics.length === 0, from)).toEqual(
    [],
  );
});

test('a client without related information gets none', async () => {
  const { client } = startInMemory();
  await client.initialize({ capabilities: { textDocument: { publishDiagnostics: {} } } });
  client.open('file:///a/all.yaml', `${workloadEntry('vm', 'cart')}---\n${serviceEntry('cart', 'cart-v1')}`);
  const [diagnostic] = await client.diagnostics('file:///a/all.yaml', ({ diagnostics }) => diagnostics.length > 0);
  expect(Object.keys(diagnostic ?? {}).sort()).toEqual(['code', 'message', 'range', 'severity', 'source']);
});

test('a document with Windows line ends has the same positions', async () => {
  const { client } = startInMemory();
  await client.initialize();
  const text = `${workloadEntry('vm', 'cart')}---\n${serviceEntry('cart', 'cart-v1')}`;
  client.open('file:///a/lf.yaml', text);
  client.open('file:///b/crlf.yaml', text.replaceAll('\n', '\r\n'));
  const [unix] = await client.diagnostics('file:///a/lf.yaml', ({ diagnostics }) => diagnostics.length > 0);
  const [windows] = await client.diagnostics('file:///b/crlf.yaml', ({ diagnostics }) => diagnostics.length > 0);
  expect(windows?.range).toEqual(unix?.range);
});
