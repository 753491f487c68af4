/** Asks every feature at one position: for tests of text that nobody can make sense of. */
import type { Engine } from '../engine.ts';
import { provideCodeActions } from '../features/code-action.ts';
import { provideCodeLenses } from '../features/code-lens.ts';
import { provideCompletion } from '../features/completion.ts';
import { provideDefinition } from '../features/definition.ts';
import { provideDiagnostics } from '../features/diagnostics.ts';
import { provideDocumentHighlights } from '../features/document-highlight.ts';
import { provideDocumentSymbols } from '../features/document-symbol.ts';
import { provideFoldingRanges } from '../features/folding-range.ts';
import { provideHover } from '../features/hover.ts';
import { provideReferences } from '../features/references.ts';
import { provideWorkspaceSymbols } from '../features/workspace-symbol.ts';
import type { Position } from '../text/line-index.ts';

/** What all features answer, by name; comparable as plain data. */
export function allAnswers(engine: Engine, uri: string, position: Position): Readonly<Record<string, unknown>> {
  return {
    diagnostics: provideDiagnostics(engine, uri),
    codeActions: provideCodeActions(engine, uri, { start: { line: 0, character: 0 }, end: position }),
    codeLenses: provideCodeLenses(engine, uri),
    completion: provideCompletion(engine, uri, position),
    definition: provideDefinition(engine, uri, position),
    highlights: provideDocumentHighlights(engine, uri, position),
    hover: provideHover(engine, uri, position),
    references: provideReferences(engine, uri, position, { includeDeclaration: true }),
    symbols: provideDocumentSymbols(engine, uri),
    folding: provideFoldingRanges(engine, uri),
    workspaceSymbols: provideWorkspaceSymbols(engine, 'a'),
  };
}
