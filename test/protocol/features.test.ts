/** Every request once, from the wire and back. */

import { beforeAll, describe, expect, test } from 'vitest';
import type {
  CodeAction,
  CodeLens,
  CompletionList,
  Hover,
  InlayHint,
  LocationLink,
  MarkupContent,
} from 'vscode-languageserver';
import { EDITOR, startInMemory, type TestClient } from './client.ts';
import { serviceEntry, workloadEntry } from './samples.ts';

const SE = 'file:///mesh/se.yaml';
const WE = 'file:///mesh/we.yaml';
/** On the value of the selector's label. */
const SELECTOR = { textDocument: { uri: SE }, position: { line: 9, character: 12 } };

async function start(capabilities = EDITOR, app = 'cart'): Promise<TestClient> {
  const { client } = startInMemory();
  await client.initialize({ capabilities });
  client.open(WE, workloadEntry('vm', 'cart'));
  client.open(SE, serviceEntry('cart', app));
  return client;
}

describe('an editor like VS Code', () => {
  let client: TestClient;
  beforeAll(async () => {
    client = await start();
  });

  test('hovers', async () => {
    const hover = await client.request<Hover>('textDocument/hover', SELECTOR);
    expect((hover.contents as MarkupContent).value).toContain('vm');
  });

  test('goes to what is selected', async () => {
    const links = await client.request<LocationLink[]>('textDocument/definition', SELECTOR);
    expect(links.map(({ targetUri }) => targetUri)).toEqual([WE]);
  });

  test('finds references', async () => {
    const params = {
      textDocument: { uri: WE },
      position: { line: 6, character: 10 },
      context: { includeDeclaration: false },
    };
    const locations = await client.request<{ uri: string }[]>('textDocument/references', params);
    expect(locations.map(({ uri }) => uri)).toContain(SE);
  });

  test('highlights', async () => {
    expect(await client.request<unknown[]>('textDocument/documentHighlight', SELECTOR)).not.toEqual([]);
  });

  test('lists symbols of a document', async () => {
    const symbols = await client.request<{ name: string }[]>('textDocument/documentSymbol', {
      textDocument: { uri: SE },
    });
    expect(symbols).toMatchObject([{ name: expect.stringContaining('cart'), selectionRange: {} }]);
  });

  test('finds symbols of the workspace', async () => {
    const symbols = await client.request<{ name: string }[]>('workspace/symbol', { query: 'vm' });
    expect(symbols).toMatchObject([{ name: expect.stringContaining('vm') }]);
  });

  test('folds', async () => {
    expect(await client.request<unknown[]>('textDocument/foldingRange', { textDocument: { uri: SE } })).not.toEqual([]);
  });

  test('shows lenses', async () => {
    const lenses = await client.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: SE } });
    expect(lenses).toMatchObject([{ command: { title: expect.any(String) } }]);
  });

  test('shows hints in the part that is visible', async () => {
    const range = { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } };
    const params = { textDocument: { uri: SE }, range };
    expect(await client.request<InlayHint[]>('textDocument/inlayHint', params)).toMatchObject([
      { position: { line: 9 }, label: '1 selected' },
    ]);
    const above = { ...params, range: { ...range, end: { line: 2, character: 0 } } };
    expect(await client.request<InlayHint[]>('textDocument/inlayHint', above)).toEqual([]);
  });

  test('completes', async () => {
    const list = await client.request<CompletionList>('textDocument/completion', SELECTOR);
    expect(list.items.map(({ label }) => label)).toContain('cart');
  });

  test('tells what a completion is for when somebody looks at it', async () => {
    const place = { textDocument: { uri: SE }, position: { line: 6, character: 16 } };
    const { items } = await client.request<CompletionList>('textDocument/completion', place);
    const [item] = items;
    expect(item).not.toHaveProperty('documentation');
    expect(await client.request('completionItem/resolve', item)).toHaveProperty('documentation.kind', 'markdown');
  });
});

describe('a quick fix', () => {
  const range = { start: { line: 9, character: 12 }, end: { line: 9, character: 12 } };

  test('comes with its edit for the version of the document', async () => {
    const client = await start(EDITOR, 'cart-v1');
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: SE },
      range,
      context: { diagnostics: [] },
    });
    expect(actions[0]?.edit?.documentChanges).toMatchObject([
      { textDocument: { uri: expect.any(String), version: 1 } },
    ]);
  });

  test('is not offered to who asks for refactorings', async () => {
    const client = await start(EDITOR, 'cart-v1');
    const params = { textDocument: { uri: SE }, range, context: { diagnostics: [], only: ['refactor'] } };
    expect(await client.request('textDocument/codeAction', params)).toEqual([]);
  });

  test('has the older form of edit for an editor without versions', async () => {
    const capabilities = {
      textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } },
    };
    const client = await start(capabilities, 'cart-v1');
    const params = { textDocument: { uri: SE }, range, context: { diagnostics: [] } };
    const [action] = await client.request<CodeAction[]>('textDocument/codeAction', params);
    expect(Object.keys(action?.edit ?? {})).toEqual(['changes']);
  });
});

describe('an editor with few capabilities', () => {
  let client: TestClient;
  beforeAll(async () => {
    client = await start({ textDocument: { hover: { contentFormat: ['plaintext'] }, publishDiagnostics: {} } });
  });

  test('gets plain locations', async () => {
    expect(await client.request('textDocument/definition', SELECTOR)).toMatchObject([{ uri: WE, range: {} }]);
  });

  test('gets a flat list of symbols', async () => {
    const symbols = await client.request('textDocument/documentSymbol', { textDocument: { uri: SE } });
    expect(symbols).toMatchObject([{ location: { uri: SE } }]);
  });

  test('gets hovers without Markdown', async () => {
    const { contents } = await client.request<Hover>('textDocument/hover', SELECTOR);
    expect(contents).toMatchObject({ kind: 'plaintext' });
    expect((contents as MarkupContent).value).not.toMatch(/\*\*|\]\(/);
  });
});

test('a request whose parameters make no sense is logged with its name and answered empty', async () => {
  const client = await start();
  expect(await client.request('textDocument/hover', { textDocument: 7 })).toBeNull();
  expect(client.logged(1)).toEqual([expect.stringMatching(/^hover failed: /)]);
});

test('a notification whose parameters make no sense is logged with its name', async () => {
  const client = await start();
  client.notify('textDocument/didOpen', { nothing: true });
  await client.rest();
  expect(client.logged(1)).toEqual([expect.stringMatching(/^didOpen failed: /)]);
});
