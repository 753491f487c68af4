import { expect, test } from 'vitest';
import { engineOf, parseFixture, uriOf } from '../testing/fixture.ts';
import { TEST_MESH } from '../testing/meshes.ts';
import { provideDocumentSymbols } from './document-symbol.ts';
import { provideWorkspaceSymbols } from './workspace-symbol.ts';

test('each resource of a file is one symbol, with its kind', () => {
  const engine = engineOf(parseFixture(TEST_MESH));
  const symbols = provideDocumentSymbols(engine, uriOf('we.yaml'));
  expect(symbols.map(({ name, detail }) => [name, detail])).toEqual([
    ['test1-we', 'WorkloadEntry'],
    ['test2-we', 'WorkloadEntry'],
  ]);
});

test('a symbol is selected at its name and spans its document', () => {
  const engine = engineOf(parseFixture(TEST_MESH));
  const [first] = provideDocumentSymbols(engine, uriOf('we.yaml'));
  expect(first?.selectionRange).toEqual({ start: { line: 3, character: 8 }, end: { line: 3, character: 16 } });
  expect(first?.range.start).toEqual({ line: 0, character: 0 });
});

test('a resource without a name still has a symbol', () => {
  const engine = engineOf(parseFixture('apiVersion: v1\nkind: Service\nmetadata: {namespace: a}\n'));
  const [symbol] = provideDocumentSymbols(engine, uriOf('main.yaml'));
  expect([symbol?.name, symbol?.detail]).toEqual(['(no name)', 'Service · a']);
});

test.each([
  ['test1', ['WorkloadEntry/test1-we']],
  ['serviceentry', ['ServiceEntry/test-se']],
  ['testse', ['ServiceEntry/test-se']],
  ['Deployment/te', ['Deployment/test']],
  ['test', ['Deployment/test', 'ServiceEntry/test-se', 'WorkloadEntry/test1-we', 'WorkloadEntry/test2-we']],
  ['zzz', []],
])('the workspace is searched by name and kind: %s', (query, names) => {
  const engine = engineOf(parseFixture(TEST_MESH));
  expect(provideWorkspaceSymbols(engine, query).map(({ name }) => name)).toEqual(names);
});

test('an empty query finds everything, up to the limit', () => {
  const engine = engineOf(parseFixture(TEST_MESH));
  expect(provideWorkspaceSymbols(engine, '', 3)).toHaveLength(3);
});
