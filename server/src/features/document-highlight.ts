import type { DocumentHighlight } from 'vscode-languageserver-types';
import type { Engine } from '../engine.ts';
import type { Position } from '../text/line-index.ts';
import { selectionAt } from './selection-at.ts';
import { bothSides, locatePlace } from './selection-group.ts';

/** The places of this file that take part in the selection at `position`, itself included. */
export function provideDocumentHighlights(engine: Engine, uri: string, position: Position): DocumentHighlight[] {
  const selection = selectionAt(engine, uri, position);
  if (!selection) return [];
  return bothSides(selection)
    .filter(({ entry }) => entry.file.uri === uri)
    .map((place) => ({ range: locatePlace(engine, place).range }));
}
