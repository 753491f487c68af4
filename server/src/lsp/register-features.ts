/** One line a request: translate, call, translate back. */
import type {
  CodeAction,
  CodeActionParams,
  CodeLens,
  CodeLensParams,
  CompletionItem,
  CompletionParams,
  DidChangeConfigurationParams,
  DidChangeTextDocumentParams,
  DidChangeWatchedFilesParams,
  DidChangeWorkspaceFoldersParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  DocumentFormattingParams,
  DocumentOnTypeFormattingParams,
  DocumentRangeFormattingParams,
  DocumentSymbolParams,
  FoldingRangeParams,
  FormattingOptions,
  InlayHint,
  InlayHintParams,
  ReferenceParams,
  SelectionRangeParams,
  TextDocumentPositionParams,
  TextEdit,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
  WorkspaceSymbolParams,
} from 'vscode-languageserver';
import { FIX_ALL_KIND, provideCodeActions, provideFixAll } from '../features/code-action.ts';
import { provideCodeLenses } from '../features/code-lens.ts';
import { provideCompletion } from '../features/completion.ts';
import { resolveCompletion } from '../features/completion-documentation.ts';
import { provideDefinition } from '../features/definition.ts';
import { provideDocumentHighlights } from '../features/document-highlight.ts';
import { provideDocumentSymbols } from '../features/document-symbol.ts';
import { provideFoldingRanges } from '../features/folding-range.ts';
import { type FormatWishes, provideFormatting } from '../features/format.ts';
import { provideHover } from '../features/hover.ts';
import { provideInlayHints } from '../features/inlay-hint.ts';
import { provideOnTypeFormatting } from '../features/on-type.ts';
import { provideReferences } from '../features/references.ts';
import { provideRegisteredEntry } from '../features/registered-entry.ts';
import { provideRulePage } from '../features/rule-page.ts';
import { provideSelectionRanges } from '../features/selection-range.ts';
import { snippetsFor } from '../features/snippets.ts';
import { provideWorkspaceSymbols } from '../features/workspace-symbol.ts';
import {
  ENVIRONMENT_CHANGED,
  MESH_OF,
  type MeshOfParams,
  REGISTERED_ENTRY,
  type RegisteredEntryParams,
  RULE_PAGE,
  type RulePageParams,
  SNIPPETS,
  type SnippetsParams,
} from '../protocol.ts';
import { DiagnosticsPull } from './diagnostics-pull.ts';
import { toEnvironmentChange, toSourceEdits } from './from-lsp.ts';
import type { Guard } from './guard.ts';
import { meshOf } from './mesh-of.ts';
import type { Rpc } from './rpc.ts';
import type { Session } from './session.ts';
import {
  toCodeActions,
  toCompletion,
  toCompletionItem,
  toDefinition,
  toDocumentSymbols,
  toFoldingRanges,
  toHover,
} from './to-lsp.ts';

export function registerFeatures(rpc: Rpc, guard: Guard, session: Session): void {
  registerDocuments(rpc, guard, session);
  registerWorkspace(rpc, guard, session);
  registerNavigation(rpc, guard, session);
  registerEditing(rpc, guard, session);
  registerFormatting(rpc, guard, session);
  if (session.diagnostics instanceof DiagnosticsPull) registerPull(rpc, guard, session, session.diagnostics);
}

function registerDocuments(rpc: Rpc, guard: Guard, session: Session): void {
  rpc.onNotification(
    'textDocument/didOpen',
    guard.notification('didOpen', ({ textDocument: { uri, text, version } }: DidOpenTextDocumentParams) =>
      session.open(uri, text, version),
    ),
  );
  rpc.onNotification(
    'textDocument/didChange',
    guard.notification('didChange', (params: DidChangeTextDocumentParams) =>
      session.edit(params.textDocument.uri, toSourceEdits(params), params.textDocument.version),
    ),
  );
  rpc.onNotification(
    'textDocument/didClose',
    guard.notification('didClose', ({ textDocument }: DidCloseTextDocumentParams) => session.close(textDocument.uri)),
  );
}

function registerWorkspace(rpc: Rpc, guard: Guard, session: Session): void {
  const { files, engine, names } = session;
  rpc.onNotification(
    'workspace/didChangeConfiguration',
    guard.notification('didChangeConfiguration', (params: DidChangeConfigurationParams) =>
      session.configuration.noteChange(params.settings),
    ),
  );
  rpc.onNotification(
    'workspace/didChangeWatchedFiles',
    guard.notification('didChangeWatchedFiles', ({ changes }: DidChangeWatchedFilesParams) =>
      files.noteEvents(changes),
    ),
  );
  rpc.onNotification(
    'workspace/didChangeWorkspaceFolders',
    guard.notification('didChangeWorkspaceFolders', ({ event }: DidChangeWorkspaceFoldersParams) =>
      files.changeFolders(uris(event.added), uris(event.removed)),
    ),
  );
  for (const what of ['didCreateFiles', 'didRenameFiles', 'didDeleteFiles']) {
    // Watchers tell about files; that a whole folder came, went or moved is told only here.
    rpc.onNotification(
      `workspace/${what}`,
      guard.notification(what, () => files.relist()),
    );
  }
  rpc.onNotification(
    ENVIRONMENT_CHANGED,
    guard.notification('environmentChanged', (params) => session.noteSurroundings(toEnvironmentChange(params))),
  );
  rpc.onRequest(
    REGISTERED_ENTRY,
    guard.request('registeredEntry', ({ uri, group, line, address }: RegisteredEntryParams) => {
      return provideRegisteredEntry(engine, { uri: names.known(uri), group, line, address }) ?? null;
    }),
  );
  rpc.onRequest(
    RULE_PAGE,
    guard.request('rulePage', ({ rule }: RulePageParams) => provideRulePage(rule) ?? null),
  );
  rpc.onRequest(
    MESH_OF,
    guard.request('meshOf', ({ uri }: MeshOfParams) => meshOf(engine, names.known(uri))),
  );
  rpc.onRequest(
    SNIPPETS,
    guard.request('snippets', ({ uri, folder }: SnippetsParams) =>
      snippetsFor(engine, {
        ...(uri !== undefined && { uri: names.known(uri) }),
        ...(folder !== undefined && { folder: names.known(folder) }),
      }),
    ),
  );
}

function registerNavigation(rpc: Rpc, guard: Guard, session: Session): void {
  const { engine, support, names } = session;
  const uriOf = (params: { readonly textDocument: { readonly uri: string } }): string =>
    names.known(params.textDocument.uri);
  rpc.onRequest(
    'textDocument/hover',
    guard.request('hover', (params: TextDocumentPositionParams) =>
      toHover(provideHover(engine, uriOf(params), params.position), support),
    ),
  );
  rpc.onRequest(
    'textDocument/definition',
    guard.request('definition', (params: TextDocumentPositionParams) =>
      toDefinition(provideDefinition(engine, uriOf(params), params.position), support),
    ),
  );
  rpc.onRequest(
    'textDocument/references',
    guard.request('references', (params: ReferenceParams) => {
      const includeDeclaration = params.context?.includeDeclaration === true;
      return provideReferences(engine, uriOf(params), params.position, { includeDeclaration });
    }),
  );
  rpc.onRequest(
    'textDocument/documentHighlight',
    guard.request('documentHighlight', (params: TextDocumentPositionParams) =>
      provideDocumentHighlights(engine, uriOf(params), params.position),
    ),
  );
  rpc.onRequest(
    'textDocument/documentSymbol',
    guard.request('documentSymbol', (params: DocumentSymbolParams) =>
      toDocumentSymbols(provideDocumentSymbols(engine, uriOf(params)), params.textDocument.uri, support),
    ),
  );
  rpc.onRequest(
    'workspace/symbol',
    guard.request('workspaceSymbol', ({ query }: WorkspaceSymbolParams) => provideWorkspaceSymbols(engine, query)),
  );
  rpc.onRequest(
    'textDocument/foldingRange',
    guard.request('foldingRange', (params: FoldingRangeParams) =>
      toFoldingRanges(provideFoldingRanges(engine, uriOf(params)), support),
    ),
  );
  rpc.onRequest(
    'textDocument/selectionRange',
    guard.request('selectionRange', (params: SelectionRangeParams) =>
      provideSelectionRanges(engine, uriOf(params), params.positions),
    ),
  );
}

function registerEditing(rpc: Rpc, guard: Guard, session: Session): void {
  const { engine, support, names, configuration } = session;
  rpc.onRequest(
    'textDocument/codeLens',
    guard.request('codeLens', ({ textDocument }: CodeLensParams): CodeLens[] =>
      configuration.settings.codeLens.enabled ? provideCodeLenses(engine, names.known(textDocument.uri), support) : [],
    ),
  );
  rpc.onRequest(
    'textDocument/inlayHint',
    guard.request('inlayHint', ({ textDocument, range }: InlayHintParams): InlayHint[] =>
      configuration.settings.inlayHints.enabled ? provideInlayHints(engine, names.known(textDocument.uri), range) : [],
    ),
  );
  rpc.onRequest(
    'textDocument/completion',
    guard.request('completion', ({ textDocument, position }: CompletionParams) =>
      toCompletion(provideCompletion(engine, names.known(textDocument.uri), position, support), support),
    ),
  );
  rpc.onRequest(
    'completionItem/resolve',
    guard.request('completionResolve', (item: CompletionItem) => toCompletionItem(resolveCompletion(item), support)),
  );
  rpc.onRequest(
    'textDocument/codeAction',
    guard.request('codeAction', ({ textDocument, range, context }: CodeActionParams): CodeAction[] => {
      const uri = names.known(textDocument.uri);
      // What mends everything is offered only where it is asked for by name: it is no answer to one problem.
      const quick = isAskedFor('quickfix', context.only ?? ['quickfix']) ? provideCodeActions(engine, uri, range) : [];
      const all = isAskedFor(FIX_ALL_KIND, context.only ?? []) ? provideFixAll(engine, uri) : [];
      return toCodeActions([...quick, ...all], support);
    }),
  );
}

function registerFormatting(rpc: Rpc, guard: Guard, session: Session): void {
  const { engine, names, configuration } = session;
  const wishes = ({ tabSize, insertFinalNewline, trimFinalNewlines }: FormattingOptions): FormatWishes => {
    const { indentLists, quotes } = configuration.settings.format;
    return {
      tabSize,
      lists: indentLists,
      quotes,
      insertFinalNewline: insertFinalNewline === true,
      trimFinalNewlines: trimFinalNewlines === true,
    };
  };
  rpc.onRequest(
    'textDocument/formatting',
    guard.request('formatting', ({ textDocument, options }: DocumentFormattingParams): TextEdit[] =>
      session.isFormatting ? provideFormatting(engine, names.known(textDocument.uri), wishes(options)) : [],
    ),
  );
  rpc.onRequest(
    'textDocument/rangeFormatting',
    guard.request('rangeFormatting', ({ textDocument, options, range }: DocumentRangeFormattingParams): TextEdit[] =>
      session.isFormatting ? provideFormatting(engine, names.known(textDocument.uri), wishes(options), range) : [],
    ),
  );
  rpc.onRequest(
    'textDocument/onTypeFormatting',
    guard.request(
      'onTypeFormatting',
      ({ textDocument, options, position }: DocumentOnTypeFormattingParams): TextEdit[] =>
        session.isFormatting
          ? provideOnTypeFormatting(engine, names.known(textDocument.uri), position, wishes(options))
          : [],
    ),
  );
}

function registerPull(rpc: Rpc, guard: Guard, session: Session, pull: DiagnosticsPull): void {
  const { engine, names } = session;
  rpc.onRequest(
    'textDocument/diagnostic',
    guard.request<DocumentDiagnosticParams, DocumentDiagnosticReport>(
      'diagnostic',
      (params, cancellation) => pull.document(names.known(params.textDocument.uri), params, cancellation),
      { kind: 'full', items: [] },
    ),
  );
  rpc.onRequest(
    'workspace/diagnostic',
    guard.request<WorkspaceDiagnosticParams, WorkspaceDiagnosticReport>(
      'workspaceDiagnostic',
      (params, cancellation) => pull.workspace(() => engine.uris, params, cancellation),
      { items: [] },
    ),
  );
}

function uris(folders: readonly { readonly uri: string }[]): string[] {
  return folders.map((folder) => folder.uri);
}

/** Whether one of the kinds that a client asks for contains `kind`, or is inside it. */
function isAskedFor(kind: string, only: readonly string[]): boolean {
  return only.some(
    (wanted) => `${kind}.`.startsWith(`${wanted}.`) || `${wanted}.`.startsWith(`${kind}.`) || wanted === '',
  );
}
