import type { LocationLink } from 'vscode-languageserver-types';
import type { Engine } from '../engine.ts';
import type { Position } from '../text/line-index.ts';
import { selectionAt } from './selection-at.ts';
import { otherSide } from './selection-group.ts';

/**
 * From a selector to what it selects, and from a workload's labels to who selects it. On one label of several the target
 * is that label on the other side.
 */
export function provideDefinition(engine: Engine, uri: string, position: Position): LocationLink[] {
  const selection = selectionAt(engine, uri, position);
  if (!selection) return [];
  const originSelectionRange = engine.locate(selection.entry, selection.range).range;
  return otherSide(selection).map(({ entry, range }) => ({
    originSelectionRange,
    targetUri: entry.file.uri,
    targetRange: engine.locate(entry, entry.resource.node).range,
    targetSelectionRange: engine.locate(entry, range).range,
  }));
}
