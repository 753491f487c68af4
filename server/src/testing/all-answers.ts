/** Asks every feature at one position: for tests of text that nobody can make sense of. */
import type { Engine } from '../engine.ts';
import { provideCodeActions, provideFixAll } from '../features/code-action.ts';
import { provideCodeLenses } from '../features/code-lens.ts';
import { provideCompletion } from '../features/completion.ts';
import { provideDefinition } from '../features/definition.ts';
import { provideDiagnostics } from '../features/diagnostics.ts';
import { provideDocumentHighlights } from '../features/document-highlight.ts';
import { provideDocumentSymbols } from '../features/document-symbol.ts';
import { provideFoldingRanges } from '../features/folding-range.ts';
import { provideFormatting } from '../features/format.ts';
import { provideHover } from '../features/hover.ts';
import { provideInlayHints } from '../features/inlay-hint.ts';
import { provideOnTypeFormatting } from '../features/on-type.ts';
import { provideReferences } from '../features/references.ts';
import { provideSelectionRanges } from '../features/selection-range.ts';
import { provideWorkspaceSymbols } from '../features/workspace-symbol.ts';
import type { Position } from '../text/line-index.ts';

const FORMAT = {
  tabSize: 4,
  lists: 'indented',
  quotes: 'double',
  insertFinalNewline: true,
  trimFinalNewlines: true,
} as const;

/** What all features answer, by name; comparable as plain data. */
export function allAnswers(engine: Engine, uri: string, position: Position): Readonly<Record<string, unknown>> {
  return {
    diagnostics: provideDiagnostics(engine, uri),
    codeActions: provideCodeActions(engine, uri, { start: { line: 0, character: 0 }, end: position }),
    fixAll: provideFixAll(engine, uri),
    codeLenses: provideCodeLenses(engine, uri),
    completion: provideCompletion(engine, uri, position),
    definition: provideDefinition(engine, uri, position),
    highlights: provideDocumentHighlights(engine, uri, position),
    hover: provideHover(engine, uri, position),
    inlayHints: provideInlayHints(engine, uri),
    references: provideReferences(engine, uri, position, { includeDeclaration: true }),
    symbols: provideDocumentSymbols(engine, uri),
    folding: provideFoldingRanges(engine, uri),
    formatting: provideFormatting(engine, uri, FORMAT),
    onType: provideOnTypeFormatting(engine, uri, position, FORMAT),
    selection: provideSelectionRanges(engine, uri, [position]),
    workspaceSymbols: provideWorkspaceSymbols(engine, 'a'),
  };
}
