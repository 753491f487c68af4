/** One line a request: translate, call, translate back. */
import type {
  CodeAction,
  CodeActionParams,
  CodeLens,
  CodeLensParams,
  CompletionParams,
  DidChangeConfigurationParams,
  DidChangeTextDocumentParams,
  DidChangeWatchedFilesParams,
  DidChangeWorkspaceFoldersParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  DocumentSymbolParams,
  FoldingRangeParams,
  ReferenceParams,
  TextDocumentPositionParams,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
  WorkspaceSymbolParams,
} from 'vscode-languageserver';
import { provideCodeActions } from '../features/code-action.ts';
import { provideCodeLenses } from '../features/code-lens.ts';
import { provideCompletion } from '../features/completion.ts';
import { provideDefinition } from '../features/definition.ts';
import { provideDocumentHighlights } from '../features/document-highlight.ts';
import { provideDocumentSymbols } from '../features/document-symbol.ts';
import { provideFoldingRanges } from '../features/folding-range.ts';
import { provideHover } from '../features/hover.ts';
import { provideReferences } from '../features/references.ts';
import { provideWorkspaceSymbols } from '../features/workspace-symbol.ts';
import { ENVIRONMENT_CHANGED, MESH_OF, type MeshOfParams } from '../protocol.ts';
import { DiagnosticsPull } from './diagnostics-pull.ts';
import { toEnvironmentChange, toSourceEdits } from './from-lsp.ts';
import type { Guard } from './guard.ts';
import { meshOf } from './mesh-of.ts';
import type { Rpc } from './rpc.ts';
import type { Session } from './session.ts';
import { toCodeActions, toCompletion, toDefinition, toDocumentSymbols, toFoldingRanges, toHover } from './to-lsp.ts';

export function registerFeatures(rpc: Rpc, guard: Guard, session: Session): void {
  registerDocuments(rpc, guard, session);
  registerWorkspace(rpc, guard, session);
  registerNavigation(rpc, guard, session);
  registerEditing(rpc, guard, session);
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
    MESH_OF,
    guard.request('meshOf', ({ uri }: MeshOfParams) => meshOf(engine, names.known(uri))),
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
}

function registerEditing(rpc: Rpc, guard: Guard, session: Session): void {
  const { engine, support, names, configuration } = session;
  rpc.onRequest(
    'textDocument/codeLens',
    guard.request('codeLens', ({ textDocument }: CodeLensParams): CodeLens[] =>
      configuration.settings.codeLens.enabled ? provideCodeLenses(engine, names.known(textDocument.uri)) : [],
    ),
  );
  rpc.onRequest(
    'textDocument/completion',
    guard.request('completion', ({ textDocument, position }: CompletionParams) =>
      toCompletion(provideCompletion(engine, names.known(textDocument.uri), position), support),
    ),
  );
  rpc.onRequest(
    'textDocument/codeAction',
    guard.request('codeAction', ({ textDocument, range, context }: CodeActionParams): CodeAction[] => {
      const isAskedFor =
        context.only?.some((kind) => 'quickfix'.startsWith(kind) || kind.startsWith('quickfix')) ?? true;
      if (!isAskedFor) return [];
      return toCodeActions(provideCodeActions(engine, names.known(textDocument.uri), range), support);
    }),
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
