/** Answers of the features, cut down to what the client said it understands. */
import type {
  CodeAction,
  CompletionItem,
  CompletionList,
  Diagnostic,
  DocumentSymbol,
  FoldingRange,
  Hover,
  Location,
  LocationLink,
  MarkupContent,
  SymbolInformation,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import type { ClientSupport } from './capabilities.ts';

/** The diagnostic with a link to its rule's page, and without what the client does not understand. */
export function toDiagnostic(diagnostic: Diagnostic, support: ClientSupport): Diagnostic {
  const { relatedInformation, tags, data, ...plain } = diagnostic;
  const { code } = plain;
  const href =
    support.codeDescription && typeof code === 'string' ? support.rulePage?.replace('{rule}', () => code) : undefined;
  return {
    ...plain,
    ...(href !== undefined && { codeDescription: { href } }),
    ...(relatedInformation && support.relatedInformation && { relatedInformation }),
    ...(tags && support.diagnosticTags && { tags }),
    ...(data !== undefined && support.diagnosticData && { data }),
  };
}

export function toDefinition(links: readonly LocationLink[], support: ClientSupport): LocationLink[] | Location[] {
  if (support.locationLinks) return [...links];
  return links.map((link) => ({ uri: link.targetUri, range: link.targetSelectionRange }));
}

export function toDocumentSymbols(
  symbols: readonly DocumentSymbol[],
  uri: string,
  support: ClientSupport,
): DocumentSymbol[] | SymbolInformation[] {
  if (support.hierarchicalSymbols) return [...symbols];
  return symbols.flatMap((symbol) => flatten(symbol, uri, undefined));
}

function flatten(symbol: DocumentSymbol, uri: string, containerName: string | undefined): SymbolInformation[] {
  const { name, kind, range, children = [] } = symbol;
  const flat: SymbolInformation = { name, kind, location: { uri, range }, ...(containerName && { containerName }) };
  return [flat, ...children.flatMap((child) => flatten(child, uri, name))];
}

export function toHover(hover: Hover | undefined, support: ClientSupport): Hover | null {
  if (!hover) return null;
  if (support.markdownHover || !isMarkup(hover.contents)) return hover;
  return { ...hover, contents: toPlainText(hover.contents) };
}

export function toCompletion(list: CompletionList, support: ClientSupport): CompletionList {
  if (support.snippets && support.markdownCompletion) return list;
  const items = list.items.filter((item) => support.snippets || item.insertTextFormat !== 2);
  return { ...list, items: items.map((item) => toCompletionItem(item, support)) };
}

export function toCompletionItem(item: CompletionItem, support: ClientSupport): CompletionItem {
  if (support.markdownCompletion || !isMarkup(item.documentation)) return item;
  return { ...item, documentation: toPlainText(item.documentation) };
}

export function toFoldingRanges(ranges: readonly FoldingRange[], support: ClientSupport): FoldingRange[] {
  return ranges.slice(0, support.maxFoldingRanges);
}

export function toCodeActions(actions: readonly CodeAction[], support: ClientSupport): CodeAction[] {
  return actions.map(({ diagnostics, edit, ...action }) => ({
    ...action,
    ...(diagnostics && { diagnostics: diagnostics.map((diagnostic) => toDiagnostic(diagnostic, support)) }),
    ...(edit && { edit: support.documentChanges ? edit : withoutVersions(edit) }),
  }));
}

/** The older form of a workspace edit, for clients that know no document versions. */
function withoutVersions(edit: WorkspaceEdit): WorkspaceEdit {
  if (!edit.documentChanges) return edit;
  const changes: Record<string, TextEdit[]> = { ...edit.changes };
  for (const change of edit.documentChanges) {
    if (!('textDocument' in change)) continue;
    const { textDocument, edits } = change as TextDocumentEdit;
    changes[textDocument.uri] = [...(changes[textDocument.uri] ?? []), ...(edits as TextEdit[])];
  }
  return { changes };
}

function isMarkup(content: unknown): content is MarkupContent {
  return typeof content === 'object' && content !== null && 'kind' in content && content.kind === 'markdown';
}

/** Markdown as a terminal or a plain pop-up can show it: emphasis and link targets go, the words stay. */
function toPlainText({ value }: MarkupContent): MarkupContent {
  const plain = value
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\|(?:\s*:?-+:?\s*\|)+\n/gm, '')
    .replace(/\*\*|`/g, '')
    .replace(/^---$/gm, '');
  return { kind: 'plaintext', value: plain };
}
