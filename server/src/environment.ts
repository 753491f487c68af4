/** The port to the outside: what the server asks of the machine or editor it runs in. Core code never touches either. */

export interface ListedFile {
  readonly uri: string;
  /** In bytes, where known without reading the file. */
  readonly sizeBytes: number | undefined;
}

export interface ListOptions {
  /** Glob patterns of `files.exclude`, relative to the folder. */
  readonly exclude: readonly string[];
  readonly maxFiles: number;
  readonly maxFileSizeBytes: number;
}

export interface ListResult {
  readonly files: readonly ListedFile[];
  /** What was left out and why, for the log (`big.yaml: 7 MB is over the limit of 5 MB`). */
  readonly notes: readonly string[];
}

/** The text of a file, or in `error` why there is none (missing, unreadable, binary). */
export type ReadResult = { readonly text: string } | { readonly error: string };

export interface Environment {
  /** All YAML and JSON files below a folder that are not ignored. Never rejects. */
  readonly listFiles: (folderUri: string, options: ListOptions) => Promise<ListResult>;
  /** Reads a file as UTF-8. Never rejects. */
  readonly readFile: (uri: string) => Promise<ReadResult>;
  /** Milliseconds from some fixed moment, never going back. */
  readonly now: () => number;
  /** Lets waiting messages be handled, then goes on. */
  readonly yieldToEvents: () => Promise<void>;
}
