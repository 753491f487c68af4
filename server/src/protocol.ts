/**
 * What client and server say to each other beyond the Language Server Protocol: method names and the shapes of their
 * parameters, nothing that runs. Shared by both, imports nothing, and may be imported from anywhere.
 */

/** Absent values are `null` or left out on the wire; URIs are strings as the client writes them. */
export type WireUri = string;

// Settings and what the client knows at start-up

/** How loudly a rule speaks, or that it does not. */
export type RuleLevel = 'error' | 'warning' | 'info' | 'hint' | 'off';

/** One entry of `istioWorkloads.meshes`: the files that belong together, by glob relative to the workspace folder. */
export interface MeshSetting {
  readonly name: string;
  readonly include: readonly string[];
  readonly exclude?: readonly string[];
  /** The namespace of resources in this mesh that name none. */
  readonly namespace?: string;
}

/** Everything under `istioWorkloads.` that the server reads; the answer to `workspace/configuration` for that section. */
export interface Settings {
  readonly meshes: readonly MeshSetting[];
  readonly diagnostics: { readonly yamlSyntax: 'auto' | 'on' | 'off' };
  /** Rule id to level; a rule that is not named keeps its own. */
  readonly rules: Readonly<Record<string, RuleLevel>>;
  readonly codeLens: { readonly enabled: boolean };
  readonly inlayHints: { readonly enabled: boolean };
  readonly format: {
    readonly enable: boolean;
    readonly indentLists: 'keep' | 'indented' | 'flat';
    readonly quotes: 'keep' | 'single' | 'double';
  };
  /** The release of Istio that is installed, `1.27`; empty for the newest known one. */
  readonly istioVersion: string;
  readonly index: { readonly maxFileSizeMb: number; readonly maxFiles: number };
}

/** The `initializationOptions` of `initialize`. Every property may be missing: other editors start this server too. */
export interface InitializationOptions {
  /** The person's language as a BCP 47 tag, such as `en` or `zh-cn`. */
  readonly language?: string;
  /** English text to translated text, where the client has a bundle for `language`. */
  readonly l10nBundle?: Readonly<Record<string, string>>;
  readonly settings?: Partial<Settings>;
  /** Whether another extension already reports YAML syntax errors in the same files. */
  readonly otherYamlDiagnostics?: boolean;
  /** Whether another extension is to format the same files. */
  readonly otherYamlFormatter?: boolean;
  /** Globs that the person hides from the explorer (`files.exclude` set to true), relative to each workspace folder. */
  readonly filesExclude?: readonly string[];
  /** Whether the client answers `ReadFileRequest` and `ListFilesRequest`. */
  readonly clientFileSystem?: boolean;
  /** The URI under which the client shows the page of a rule, with `{rule}` for the rule's id; diagnostics then link to it. */
  readonly rulePage?: string;
  /** Whether the client has `PREVIEW_REGISTRATION_COMMAND`. */
  readonly previewsRegistration?: boolean;
  /** How diagnostics are to reach the client, if it supports both; push where it does not say. */
  readonly diagnostics?: 'push' | 'pull';
}

// Client to server

/** Request: all there is to know about a rule; `RulePageParams` to Markdown, or `null` where there is no such rule. */
export const RULE_PAGE = 'istioWorkloads/rulePage';

export interface RulePageParams {
  /** Its id, as the code of its diagnostics. */
  readonly rule: string;
}

/** Notification: something the client told at start-up has changed; parameters are `EnvironmentChange`. */
export const ENVIRONMENT_CHANGED = 'istioWorkloads/environmentChanged';

/** Only what changed is present. */
export interface EnvironmentChange {
  readonly otherYamlDiagnostics?: boolean;
  readonly otherYamlFormatter?: boolean;
  readonly filesExclude?: readonly string[];
}

/**
 * Request: the WorkloadEntry that istiod would make when a machine of a WorkloadGroup registers itself; `RegisteredEntryParams` to
 * YAML, or `null` where the file has no such group or the address is none.
 */
export const REGISTERED_ENTRY = 'istioWorkloads/registeredEntry';

export interface RegisteredEntryParams {
  readonly uri: WireUri;
  /** Its name. */
  readonly group: string;
  /** The line of its kind, from 0. */
  readonly line: number;
  readonly address: string;
}

/** Request: which files make up the mesh of a file; `MeshOfParams` to `MeshOfResult`, or `null` where there is none. */
export const MESH_OF = 'istioWorkloads/meshOf';

export interface MeshOfParams {
  readonly uri: WireUri;
}

/**
 * Why a file is in the list. `open` is the file that was asked about; `shared` takes part in its answers;
 * `alternative` defines the same identities elsewhere (another environment) and does not; `excluded` was left out by
 * a setting or a limit.
 */
export type MeshFileRole = 'open' | 'shared' | 'alternative' | 'excluded';

export interface MeshFile {
  readonly uri: WireUri;
  readonly role: MeshFileRole;
  /** How many resources the file defines. */
  readonly resources?: number;
}

export interface MeshOfResult {
  readonly name: string;
  readonly files: readonly MeshFile[];
}

/** Request: what a new resource may begin as, and where it would go; `SnippetsParams` to `SnippetsResult`. */
export const SNIPPETS = 'istioWorkloads/snippets';

export interface SnippetsParams {
  /** The open document that it may go into. */
  readonly uri?: WireUri;
  /** The folder that it is for. */
  readonly folder?: WireUri;
}

/** One snippet, with its words in the person's language. */
export interface SnippetOffer {
  /** Lower-case words with dashes; good as the name of a file. */
  readonly id: string;
  readonly group: 'scenarios' | 'kinds';
  readonly label: string;
  /** A sentence or two. */
  readonly description: string;
  /** The kinds in it with their number, or the `apiVersion` of its only one. */
  readonly summary: string;
  /** In the syntax of snippets, with `\n` as line break. */
  readonly body: string;
  /** The same with all defaults filled in. */
  readonly preview: string;
}

export interface SnippetPlace {
  /** What gives way: white space at the end. Lines and characters count from 0. */
  readonly range: { readonly start: WirePosition; readonly end: WirePosition };
  /** Goes before the snippet. */
  readonly before: string;
}

interface WirePosition {
  readonly line: number;
  readonly character: number;
}

export interface SnippetsResult {
  readonly snippets: readonly SnippetOffer[];
  /** Absent where the document is none for resources, and without a document. */
  readonly place?: SnippetPlace;
}

// Server to client

/** Notification: how the server is doing; parameters are `StatusParams`. */
export const STATUS = 'istioWorkloads/status';

export type ServerState = 'starting' | 'indexing' | 'ready' | 'error';

export interface StatusParams {
  readonly state: ServerState;
  /** Files read so far and files to read, while indexing. */
  readonly indexed?: number;
  readonly total?: number;
  /** Files that hold at least one resource, and the resources in them. */
  readonly files: number;
  readonly resources: number;
  /** Problems in all files, also those that are not open. */
  readonly errors: number;
  readonly warnings: number;
  /** One sentence for the tooltip, in the person's language: a limit that was reached, a file that was skipped. */
  readonly message?: string;
}

/** Request: the text of a file as it is on its file system; `ReadFileParams` to `ReadFileResult`. */
export const READ_FILE = 'istioWorkloads/readFile';

export interface ReadFileParams {
  readonly uri: WireUri;
}

/** `error` is for the log: what the file system said. */
export type ReadFileResult = { readonly text: string } | { readonly error: string };

/** Request: the files under a folder that may hold resources; `ListFilesParams` to `ListFilesResult`. */
export const LIST_FILES = 'istioWorkloads/listFiles';

export interface ListFilesParams {
  readonly folder: WireUri;
  /** Name endings to look for, with the dot: `['.yaml', '.yml', '.json']`. */
  readonly extensions: readonly string[];
  /** Stop after this many files. */
  readonly maxFiles: number;
}

export interface ListedFile {
  readonly uri: WireUri;
  /** Missing where the file system could not say. */
  readonly sizeBytes?: number;
}

export interface ListFilesResult {
  readonly files: readonly ListedFile[];
  /** Whether there are more files than `maxFiles`. */
  readonly truncated: boolean;
  /** What could not be read, for the log. */
  readonly error?: string;
}

// Commands that a code lens carries

/** Command of a lens: arguments are the URI, a `Position` and a list of `Location`, all as on the wire. */
export const SHOW_REFERENCES_COMMAND = 'istioWorkloads.showReferences';

/** Command of a lens on a WorkloadGroup: arguments are the URI, the group's name and the line of its kind. */
export const PREVIEW_REGISTRATION_COMMAND = 'istioWorkloads.previewRegistration';

/** Command of the status item and the palette: the files that make up the mesh of the open file. */
export const SHOW_MESH_COMMAND = 'istioWorkloads.showMesh';
