import type { Location } from 'vscode-languageserver-types';
import type { Engine } from '../engine.ts';
import type { Position } from '../text/line-index.ts';
import { selectionAt } from './selection-at.ts';
import { bothSides, locatePlace } from './selection-group.ts';

export interface ReferenceOptions {
  /** Whether the thing itself is part of the answer. */
  readonly includeDeclaration: boolean;
}

/** Everything that takes part in the selection at `position`: selectors and workloads, in order of files. */
export function provideReferences(
  engine: Engine,
  uri: string,
  position: Position,
  options: ReferenceOptions,
): Location[] {
  const selection = selectionAt(engine, uri, position);
  if (!selection) return [];
  return bothSides(selection)
    .filter(({ entry }) => options.includeDeclaration || entry !== selection.entry)
    .map((place) => locatePlace(engine, place));
}
