/** What a new resource may begin as: over the wire, for editors with tab stops and without. */
import { expect, test } from 'vitest';
import type { ClientCapabilities, CompletionItem, CompletionList } from 'vscode-languageserver';
import { SNIPPETS, type SnippetsResult } from '../../server/src/protocol.ts';
import { EDITOR, startInMemory, type TestClient } from './client.ts';
import { serviceEntry } from './samples.ts';

const EMPTY = 'file:///mesh/empty.yaml';
const SE = 'file:///mesh/se.yaml';

async function start(capabilities: ClientCapabilities = EDITOR): Promise<TestClient> {
  const { client } = startInMemory();
  await client.initialize({ capabilities });
  client.open(EMPTY, '');
  client.open(SE, serviceEntry('cart', 'cart'));
  return client;
}

async function offeredBy(client: TestClient, label: string): Promise<CompletionItem | undefined> {
  const params = { textDocument: { uri: EMPTY }, position: { line: 0, character: 0 } };
  const { items } = await client.request<CompletionList>('textDocument/completion', params);
  return items.find((item) => item.label === label);
}

test('an editor gets snippets, and what there is to read about one when somebody looks at it', async () => {
  const client = await start();
  const item = await offeredBy(client, 'VM service');
  expect(item).toMatchObject({ insertTextFormat: 2, detail: 'ServiceEntry, 2 × WorkloadEntry' });
  expect(item).not.toHaveProperty('documentation');
  const { documentation } = await client.request<CompletionItem>('completionItem/resolve', item);
  expect(documentation).toMatchObject({ value: expect.stringContaining('kind: WorkloadEntry') });
});

test('an editor without tab stops gets the same text, filled in', async () => {
  const client = await start({});
  const item = await offeredBy(client, 'VM service');
  expect(item).not.toHaveProperty('insertTextFormat');
  expect(item?.textEdit?.newText).toContain('app: billing\n');
});

test('a client that shows a list of its own asks for all, with the place in a file', async () => {
  const client = await start();
  const { snippets, place } = await client.request<SnippetsResult>(SNIPPETS, { uri: SE });
  expect(snippets.length).toBeGreaterThan(20);
  expect(snippets[0]).toMatchObject({ id: 'vm-service', group: 'scenarios', label: 'VM service' });
  expect(Object.keys(snippets[0] ?? {}).sort()).toEqual([
    'body',
    'description',
    'group',
    'id',
    'label',
    'preview',
    'summary',
  ]);
  expect(place?.before).toMatch(/^\n---\n$/);
});

test('without a file there is no place', async () => {
  const client = await start();
  expect(await client.request<SnippetsResult>(SNIPPETS, {})).not.toHaveProperty('place');
});
