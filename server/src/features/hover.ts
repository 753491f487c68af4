import type { Hover } from 'vscode-languageserver-types';
import type { Engine } from '../engine.ts';
import type { Position } from '../text/line-index.ts';
import { describeFieldAt } from './field-hover.ts';
import { describeInMesh } from './hover-in-mesh.ts';
import { describeLabels } from './hover-labels.ts';
import { describeSelector } from './hover-selector.ts';
import { selectionAt } from './selection-at.ts';

/** What is true in the mesh of what stands at `position`, then what the field is. Markdown. */
export function provideHover(engine: Engine, uri: string, position: Position): Hover | undefined {
  const selection = selectionAt(engine, uri, position);
  if (!selection) return fieldHover(engine, uri, position);
  const value = selection.role === 'selector' ? describeSelector(engine, selection) : describeLabels(engine, selection);
  return { contents: { kind: 'markdown', value }, range: engine.locate(selection.entry, selection.range).range };
}

function fieldHover(engine: Engine, uri: string, position: Position): Hover | undefined {
  const spot = engine.spotAt(uri, position);
  const found = spot && describeFieldAt(spot);
  if (!found || !spot.entry) return undefined;
  const truth = describeInMesh(engine, spot, found.range);
  const value = truth === undefined ? found.value : [truth, '---', found.value].join('\n\n');
  return { contents: { kind: 'markdown', value }, range: engine.locate(spot.entry, found.range).range };
}
