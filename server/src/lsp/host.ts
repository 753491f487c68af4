/** What an entry point (Node, web worker, test) gives to the server beside a connection. */
import type { ListOptions, ListResult, ReadResult } from '../environment.ts';

/** Files that this process can read itself. */
export interface LocalFiles {
  /** Whether a URI lies on that file system. */
  readonly handles: (uri: string) => boolean;
  readonly listFiles: (folderUri: string, options: ListOptions) => Promise<ListResult>;
  readonly readFile: (uri: string) => Promise<ReadResult>;
}

export interface ServerHost {
  /** Milliseconds from some fixed moment, never going back. */
  readonly now: () => number;
  /** Lets waiting messages be handled, then goes on. */
  readonly yieldToEvents: () => Promise<void>;
  /** Absent where every file has to be asked for from the client. */
  readonly localFiles?: LocalFiles;
  /** Of the package, where it is known. */
  readonly version?: () => string;
  /** Ends the process or worker. */
  readonly exit: (code: number) => void;
  /** Ends it also when the client's process is gone; `undefined` processes are not watched. */
  readonly watchClient?: (processId: number) => void;
}
