import { expect, test } from 'vitest';
import type { DocumentDiagnosticReport, WorkspaceDiagnosticReport } from 'vscode-languageserver';
import { startInMemory, type TestClient } from './client.ts';
import { serviceEntry, workloadEntry } from './samples.ts';
import { WorkspaceFolder } from './workspace-folder.ts';

const PULL = { options: { diagnostics: 'pull' } };
const SE = 'file:///a/se.yaml';
const WE = 'file:///a/we.yaml';

async function openBoth(): Promise<TestClient> {
  const { client } = startInMemory();
  await client.initialize(PULL);
  client.open(WE, workloadEntry('vm', 'cart'));
  client.open(SE, serviceEntry('cart', 'cart-v1'));
  return client;
}

function pull(client: TestClient, uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
  return client.request('textDocument/diagnostic', { textDocument: { uri }, previousResultId });
}

test('an answer is for the text just sent', async () => {
  const client = await openBoth();
  const report = await pull(client, SE);
  expect(report).toMatchObject({ kind: 'full', items: [{ code: 'service-entry/selector-near-miss' }] });
});

test('nothing is pushed to a client that pulls', async () => {
  const client = await openBoth();
  await pull(client, SE);
  await client.rest();
  expect(client.published(SE)).toEqual([]);
});

test('the same answer is not sent twice', async () => {
  const client = await openBoth();
  const { resultId } = await pull(client, SE);
  expect(await pull(client, SE, resultId)).toEqual({ kind: 'unchanged', resultId });
});

test('another answer has another id', async () => {
  const client = await openBoth();
  const { resultId } = await pull(client, SE);
  client.edit(SE, [9, 15, 9, 18], '');
  const report = await pull(client, SE, resultId);
  expect(report).toMatchObject({ kind: 'full', items: [] });
  expect(report.resultId).not.toBe(resultId);
});

test('the client is asked to pull again when another file changed its answer', async () => {
  const client = await openBoth();
  await pull(client, SE);
  const from = client.messages.length;
  client.edit(WE, [6, 13, 6, 13], '-v1');
  await client.waitFor(({ method }) => method === 'workspace/diagnostic/refresh', from);
  expect(await pull(client, SE)).toMatchObject({ items: [] });
});

test('the client is not asked to pull again for what it changed itself', async () => {
  const client = await openBoth();
  await pull(client, SE);
  await client.rest();
  const from = client.messages.length;
  client.edit(SE, [9, 15, 9, 18], '');
  await client.rest();
  expect(client.messages.slice(from).filter(({ method }) => method === 'workspace/diagnostic/refresh')).toEqual([]);
});

test('the workspace is answered with the files that have something wrong', async () => {
  const folder = WorkspaceFolder.create({
    'se.yaml': serviceEntry('cart', 'cart-v1'),
    'we.yaml': workloadEntry('vm', 'cart'),
  });
  const { client } = startInMemory();
  await client.initialize({ ...PULL, folders: [folder.uri] });
  await client.ready();
  const report = await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
  expect(report.items.map(({ uri }) => uri)).toEqual([folder.uriOf('se.yaml')]);
});

test('the workspace is answered again only when there is news', async () => {
  const client = await openBoth();
  await client.rest();
  const first = await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
  const previousResultIds = first.items.map(({ uri, resultId }) => ({ uri, value: resultId }));
  const waiting = client.ask('workspace/diagnostic', { previousResultIds });
  await client.rest();
  expect(client.messages.some(({ id, method }) => id === waiting && method === undefined)).toBe(false);
  client.edit(WE, [6, 13, 6, 13], '-v1');
  const { result } = await client.answer(waiting);
  expect((result as WorkspaceDiagnosticReport).items).toMatchObject([{ uri: SE, kind: 'full', items: [] }]);
});

test('a cancelled question is answered as cancelled', async () => {
  const client = await openBoth();
  await client.rest();
  const first = await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
  const previousResultIds = first.items.map(({ uri, resultId }) => ({ uri, value: resultId }));
  const waiting = client.ask('workspace/diagnostic', { previousResultIds });
  await client.rest();
  client.notify('$/cancelRequest', { id: waiting });
  expect((await client.answer(waiting)).error?.code).toBe(-32800);
});
