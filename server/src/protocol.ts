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
  /** Globs that the person hides from the explorer (`files.exclude` set to true), relative to each workspace folder. */
  readonly filesExclude?: readonly string[];
  /** Whether the client answers `ReadFileRequest` and `ListFilesRequest`. */
  readonly clientFileSystem?: boolean;
  /** How diagnostics are to reach the client, if it supports both; push where it does not say. */
  readonly diagnostics?: 'push' | 'pull';
}

// Client to server

/** Notification: something the client told at start-up has changed; parameters are `EnvironmentChange`. */
export const ENVIRONMENT_CHANGED = 'istioWorkloads/environmentChanged';

/** Only what changed is present. */
export interface EnvironmentChange {
  readonly otherYamlDiagnostics?: boolean;
  readonly filesExclude?: readonly string[];
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

/** Command of the status item and the palette: the files that make up the mesh of the open file. */
export const SHOW_MESH_COMMAND = 'istioWorkloads.showMesh';
