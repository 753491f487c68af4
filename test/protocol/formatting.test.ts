/** Formatting over the wire: what is answered, and when it is offered at all. */

import { describe, expect, test } from 'vitest';
import type { ClientCapabilities, SelectionRange, TextEdit } from 'vscode-languageserver';
import { EDITOR, type Message, startInMemory, type TestClient } from './client.ts';

const URI = 'file:///mesh/se.yaml';
const TEXT = 'apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nspec:\n    hosts:\n    \n';
const OPTIONS = { tabSize: 2, insertSpaces: true };
const DYNAMIC = { dynamicRegistration: true };
const VS_CODE: ClientCapabilities = {
  ...EDITOR,
  textDocument: { ...EDITOR.textDocument, formatting: DYNAMIC, rangeFormatting: DYNAMIC, onTypeFormatting: DYNAMIC },
};

async function start(settings: unknown = null, capabilities = EDITOR, options: unknown = {}): Promise<TestClient> {
  const { client } = startInMemory();
  client.settings = settings;
  await client.initialize({ capabilities, options });
  await client.rest();
  client.open(URI, TEXT);
  return client;
}

function format(client: TestClient): Promise<TextEdit[]> {
  return client.request('textDocument/formatting', { textDocument: { uri: URI }, options: OPTIONS });
}

/** The methods that a message of the server offers or withdraws, as far as they are about formatting. */
function methods({ method, params }: Message): string[] {
  const { registrations, unregisterations } = (params ?? {}) as Record<string, { method: string }[] | undefined>;
  const named = (registrations ?? unregisterations ?? []).map((entry) => entry.method);
  const isOffer = method === 'client/registerCapability';
  return named.filter((name) => name.endsWith('ormatting')).map((name) => `${isOffer ? '+' : '-'}${name}`);
}

const ALL = ['formatting', 'rangeFormatting', 'onTypeFormatting'];
const OFFERED = ALL.map((name) => `+textDocument/${name}`);
const WITHDRAWN = ALL.map((name) => `-textDocument/${name}`);

describe('answers', () => {
  test('a whole document', async () => {
    const client = await start();
    const tidy = { range: { start: { line: 3, character: 0 }, end: { line: 3, character: 2 } }, newText: '' };
    expect(await format(client)).toContainEqual(tidy);
  });

  test('some lines', async () => {
    const client = await start();
    const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
    const params = { textDocument: { uri: URI }, options: OPTIONS, range };
    expect(await client.request('textDocument/rangeFormatting', params)).toEqual([]);
  });

  test('a new line', async () => {
    const client = await start();
    const position = { line: 4, character: 4 };
    const params = { textDocument: { uri: URI }, options: OPTIONS, position, ch: '\n' };
    expect(await client.request('textDocument/onTypeFormatting', params)).toMatchObject([{ newText: '      - ' }]);
  });

  test('by the settings', async () => {
    const client = await start({ format: { quotes: 'single' } });
    client.edit(URI, [1, 6, 1, 18], '"ServiceEntry"');
    expect((await format(client)).filter(({ newText }) => newText === "'")).toHaveLength(2);
  });

  test('nothing where it is off', async () => {
    expect(await format(await start({ format: { enable: false } }))).toEqual([]);
    expect(await format(await start(null, EDITOR, { otherYamlFormatter: true }))).toEqual([]);
  });
});

describe('an editor that can be told later', () => {
  test('is offered formatting once', async () => {
    const client = await start(null, VS_CODE);
    expect(client.messages.flatMap(methods)).toEqual(OFFERED);
  });

  test('is not offered it beside another formatter, until that is gone', async () => {
    const client = await start(null, VS_CODE, { otherYamlFormatter: true });
    expect(client.messages.flatMap(methods)).toEqual([]);
    client.notify('istioWorkloads/environmentChanged', { otherYamlFormatter: false });
    await client.waitFor((message) => methods(message).length > 0);
    expect(client.messages.flatMap(methods)).toEqual(OFFERED);
  });

  test('is offered it no longer when the setting says so', async () => {
    const client = await start(null, VS_CODE);
    client.settings = { format: { enable: false } };
    client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.waitFor(({ method }) => method === 'client/unregisterCapability');
    expect(client.messages.flatMap(methods)).toEqual([...OFFERED, ...WITHDRAWN]);
  });
});

test('an editor that can not is offered it from the start', async () => {
  const { client } = startInMemory();
  const { capabilities } = await client.initialize();
  expect(capabilities).toMatchObject({
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n' },
  });
});

test('selections grow', async () => {
  const client = await start();
  const params = { textDocument: { uri: URI }, positions: [{ line: 1, character: 8 }] };
  const [selection] = await client.request<SelectionRange[]>('textDocument/selectionRange', params);
  expect(selection).toMatchObject({
    range: { start: { line: 1, character: 6 }, end: { line: 1, character: 18 } },
    parent: { range: { start: { line: 1, character: 0 } } },
  });
});
