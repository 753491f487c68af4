/** What the client can do, as far as our answers depend on it, and what this server offers to it. */
import type { ClientCapabilities, InitializeParams, ServerCapabilities } from 'vscode-languageserver';
import { FIX_ALL_KIND } from '../features/code-action.ts';
import { COMPLETION_TRIGGERS } from '../features/completion.ts';
import type { InitializationOptions } from '../protocol.ts';
import { formattingCapabilities } from './format-registration.ts';

export interface ClientSupport {
  readonly configuration: boolean;
  readonly dynamicConfiguration: boolean;
  readonly dynamicWatchedFiles: boolean;
  /** Whether formatting of each kind can be offered and withdrawn at any time. */
  readonly dynamicFormatting: boolean;
  readonly workspaceFolders: boolean;
  readonly workDoneProgress: boolean;
  readonly codeLensRefresh: boolean;
  readonly inlayHintRefresh: boolean;
  readonly diagnosticRefresh: boolean;
  /** How diagnostics reach the client; never both ways. */
  readonly diagnostics: 'push' | 'pull';
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  /** Where a rule's page is, with `{rule}` for its id. */
  readonly rulePage: string | undefined;
  readonly previewsRegistration: boolean;
  readonly diagnosticTags: boolean;
  readonly diagnosticData: boolean;
  readonly locationLinks: boolean;
  readonly hierarchicalSymbols: boolean;
  readonly markdownHover: boolean;
  readonly markdownCompletion: boolean;
  readonly snippets: boolean;
  readonly documentChanges: boolean;
  readonly codeActionLiterals: boolean;
  readonly maxFoldingRanges: number;
}

/** Reads the client's capabilities; what it does not mention it does not have. */
export function clientSupport(capabilities: ClientCapabilities, options: InitializationOptions): ClientSupport {
  const { workspace, textDocument, window } = capabilities;
  const completionItem = textDocument?.completion?.completionItem;
  const asksForPull = options.diagnostics === 'pull' || textDocument?.publishDiagnostics === undefined;
  const pushed = textDocument?.publishDiagnostics;
  const pulled = textDocument?.diagnostic;
  const diagnostics = pulled !== undefined && asksForPull ? 'pull' : 'push';
  const details = diagnostics === 'pull' ? { ...pushed, ...pulled } : pushed;
  return {
    configuration: workspace?.configuration === true,
    dynamicConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    dynamicWatchedFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    dynamicFormatting: [textDocument?.formatting, textDocument?.rangeFormatting, textDocument?.onTypeFormatting].every(
      (kind) => kind?.dynamicRegistration === true,
    ),
    workspaceFolders: workspace?.workspaceFolders === true,
    workDoneProgress: window?.workDoneProgress === true,
    codeLensRefresh: workspace?.codeLens?.refreshSupport === true,
    inlayHintRefresh: workspace?.inlayHint?.refreshSupport === true,
    diagnosticRefresh: workspace?.diagnostics?.refreshSupport === true,
    diagnostics,
    relatedInformation: details?.relatedInformation === true,
    codeDescription: details?.codeDescriptionSupport === true,
    rulePage: options.rulePage,
    previewsRegistration: options.previewsRegistration === true,
    diagnosticTags: details?.tagSupport !== undefined,
    diagnosticData: details?.dataSupport === true,
    locationLinks: textDocument?.definition?.linkSupport === true,
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    markdownHover: textDocument?.hover?.contentFormat?.includes('markdown') ?? true,
    markdownCompletion: completionItem?.documentationFormat?.includes('markdown') ?? true,
    snippets: completionItem?.snippetSupport === true,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    codeActionLiterals: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    maxFoldingRanges: textDocument?.foldingRange?.rangeLimit ?? Number.POSITIVE_INFINITY,
  };
}

/** Folders as the client opened them, without a slash at their end; possibly none. */
export function initialFolders(params: InitializeParams): string[] {
  const uris = params.workspaceFolders?.map((folder) => folder.uri) ?? (params.rootUri ? [params.rootUri] : []);
  return uris.map(trimSlash);
}

export function trimSlash(uri: string): string {
  return uri.replace(/\/+$/, '');
}

const FOLDER_FILTER = { filters: [{ pattern: { glob: '**', matches: 'folder' as const } }] };

export function serverCapabilities(support: ClientSupport): ServerCapabilities {
  return {
    textDocumentSync: { openClose: true, change: 2 },
    hoverProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    documentSymbolProvider: true,
    workspaceSymbolProvider: true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    ...formattingCapabilities(support),
    codeLensProvider: {},
    inlayHintProvider: true,
    completionProvider: { triggerCharacters: [...COMPLETION_TRIGGERS], resolveProvider: true },
    codeActionProvider: support.codeActionLiterals ? { codeActionKinds: ['quickfix', FIX_ALL_KIND] } : false,
    ...(support.diagnostics === 'pull' && {
      diagnosticProvider: { identifier: 'istio-workloads', interFileDependencies: true, workspaceDiagnostics: true },
    }),
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      fileOperations: { didCreate: FOLDER_FILTER, didRename: FOLDER_FILTER, didDelete: FOLDER_FILTER },
    },
  };
}
