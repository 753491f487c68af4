import type { WorkspaceSymbol } from 'vscode-languageserver-types';
import type { Engine } from '../engine.ts';
import type { ResourceEntry } from '../workspace/resource-entry.ts';
import { writtenKind } from './describe-resource.ts';
import { symbolKind } from './document-symbol.ts';

/**
 * The resources of all files whose `Kind/name` has the letters of `query` in order, case aside: the best `limit` of them,
 * best first. Editors filter by the symbol's name once more, so the kind is part of it.
 */
export function provideWorkspaceSymbols(engine: Engine, query: string, limit = 200): WorkspaceSymbol[] {
  const wanted = query.replace(/\s+/g, '').toLowerCase();
  const found: { readonly entry: ResourceEntry; readonly name: string; readonly penalty: number }[] = [];
  for (const uri of [...engine.uris].sort()) {
    for (const entry of engine.entriesOf(uri)) {
      if (entry.resource.name === '') continue;
      const name = `${writtenKind(entry.resource)}/${entry.resource.name}`;
      const penalty = penaltyOf(name.toLowerCase(), entry.resource.name.toLowerCase(), wanted);
      if (penalty !== undefined) found.push({ entry, name, penalty });
    }
  }
  return found
    .sort((left, right) => left.penalty - right.penalty)
    .slice(0, limit)
    .map(({ entry, name }) => {
      const { resource } = entry;
      const symbol: WorkspaceSymbol = {
        name,
        kind: symbolKind(resource),
        location: engine.locate(entry, resource.nameNode ?? resource.kindNode),
      };
      if (entry.namespace !== '') symbol.containerName = entry.namespace;
      return symbol;
    });
}

/** How far a symbol is from the query; `undefined` if it does not have all the letters in order. */
function penaltyOf(symbol: string, name: string, query: string): number | undefined {
  if (query === '' || name === query) return 0;
  if (name.startsWith(query)) return 1;
  if (name.includes(query)) return 2;
  if (symbol.includes(query)) return 3;
  let at = 0;
  let gaps = 0;
  for (const letter of query) {
    const next = symbol.indexOf(letter, at);
    if (next < 0) return undefined;
    if (next > at) gaps += 1;
    at = next + letter.length;
  }
  return 3 + gaps;
}
