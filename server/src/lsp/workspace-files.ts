/**
 * Keeps the engine's files true: reads the workspace from disk in the background, follows what changes there, and lets
 * an open editor's text win over the disk's.
 */
import type { Engine } from '../engine.ts';
import type { Environment } from '../environment.ts';
import { t } from '../l10n.ts';
import type { Settings } from '../protocol.ts';
import { trimSlash } from './capabilities.ts';
import { tooBig } from './client-files.ts';
import { hasTooManyDocuments, isCandidate, isJson, looksLikeJsonManifest, MAX_DOCUMENTS } from './file-rules.ts';
import type { Log } from './log.ts';
import { describeError } from './rpc.ts';
import type { Scheduler } from './scheduler.ts';
import type { Status } from './status.ts';
import { canonicalUri, type UriNames } from './uri-names.ts';

/** How many files are asked for at once; matters where each answer takes its time. */
const READERS = 16;

/** How long files are read before waiting messages are handled. */
const SLICE_MS = 10;

/** New files come in groups (a checkout, a save of several); they are looked for once. */
const RELIST_DELAY_MS = 100;

/** While fewer new files than this are read, what is missing counts as missing. */
const LOADING_FILES = 20;

export interface FileEvent {
  readonly uri: string;
  /** `FileChangeType`: created, changed, deleted. */
  readonly type: 1 | 2 | 3;
}

export interface WorkspaceFilesOptions {
  readonly engine: Engine;
  readonly environment: Environment;
  readonly scheduler: Scheduler;
  readonly status: Status;
  readonly names: UriNames;
  readonly log: Log;
  readonly settings: () => Settings;
  readonly filesExclude: () => readonly string[];
}

interface Folder {
  /** Files that were listed, by the names they are known by. */
  uris: ReadonlySet<string>;
  leftOut: number;
}

export class WorkspaceFiles {
  readonly #options: WorkspaceFilesOptions;
  readonly #folders = new Map<string, Folder>();
  /** Folders to be listed again. */
  readonly #toList = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Everything that touches the disk happens one after the other. */
  #tail: Promise<void> = Promise.resolve();
  #sliceStart = 0;
  #pausing: Promise<void> | undefined;
  /** Number of tasks that are to end before anything counts as missing. */
  #loading = 0;

  constructor(options: WorkspaceFilesOptions) {
    this.#options = options;
  }

  /** Folders of the workspace came or went; new ones are read in the background. */
  changeFolders(added: readonly string[], removed: readonly string[]): void {
    for (const folder of removed.map(trimSlash)) {
      const uris = this.#folders.get(folder)?.uris ?? [];
      this.#folders.delete(folder);
      for (const uri of uris) if (!this.#isListed(uri)) this.#remove(uri);
    }
    const fresh = added.map(trimSlash).filter((folder) => !this.#folders.has(folder));
    for (const folder of fresh) this.#folders.set(folder, { uris: new Set(), leftOut: 0 });
    this.#options.engine.setFolders([...this.#folders.keys()]);
    if (fresh.length > 0) {
      // From this moment on nothing counts as missing that may still be found.
      this.#beginLoading();
      this.#enqueue(() => this.#list(fresh).finally(() => this.#endLoading()));
    }
    this.#options.scheduler.wake();
  }

  /** Looks at all folders again, for files that came, went, or are to be left out now. */
  relist(): void {
    for (const folder of this.#folders.keys()) this.#toList.add(folder);
    this.#relistSoon();
  }

  /** Something happened on disk. */
  noteEvents(events: readonly FileEvent[]): void {
    const changed: string[] = [];
    for (const { uri: spelling, type } of events) {
      const uri = this.#options.names.known(spelling);
      const isIgnoreFile = uri.endsWith('/.gitignore');
      if (type === 3 && !isIgnoreFile) this.#noteDeleted(uri);
      else if (type === 2 && this.#isListed(uri)) changed.push(uri);
      else if (isIgnoreFile || isCandidate(fileNameOf(uri))) this.#relistAround(uri);
    }
    if (changed.length > 0) this.#enqueue(() => this.#readAll(changed));
  }

  /** The editor closed a file: what counts now is on disk, if it is there and not to be left out. */
  noteClosed(uri: string): void {
    this.#enqueue(async () => {
      if (!this.#isListed(uri)) await this.#list(this.#foldersAround(uri));
      if (this.#isListed(uri)) await this.#readAll([uri]);
      else if (!this.#options.engine.file(uri)?.isOpen) this.#remove(uri);
      this.#options.scheduler.wake();
    });
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#folders.clear();
  }

  #noteDeleted(uri: string): void {
    for (const folder of this.#folders.values()) {
      if (folder.uris.has(uri)) folder.uris = new Set([...folder.uris].filter((other) => other !== uri));
    }
    this.#remove(uri);
    this.#options.scheduler.wake();
  }

  #relistAround(uri: string): void {
    for (const folder of this.#foldersAround(uri)) this.#toList.add(folder);
    this.#relistSoon();
  }

  #relistSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const folders = [...this.#toList];
      this.#toList.clear();
      this.#enqueue(() => this.#list(folders));
    }, RELIST_DELAY_MS);
  }

  #enqueue(task: () => Promise<void>): void {
    this.#tail = this.#tail.then(task).catch((error: unknown) => {
      this.#options.log.error(`reading the workspace failed: ${describeError(error)}`);
    });
  }

  /** Lists folders, lets go what is no longer there, and reads what is new. */
  async #list(folders: readonly string[]): Promise<void> {
    const fresh: string[] = [];
    for (const folder of folders) fresh.push(...(await this.#listFolder(folder)));
    if (this.#loading === 0 && fresh.length < LOADING_FILES) {
      await this.#readAll(fresh);
      return;
    }
    this.#beginLoading();
    this.#reportIndexing();
    await this.#readAll(fresh).finally(() => this.#endLoading());
  }

  #beginLoading(): void {
    if (this.#loading++ === 0) this.#options.scheduler.setLoading(true);
  }

  #endLoading(): void {
    if (--this.#loading === 0) this.#options.scheduler.setLoading(false);
  }

  /** The files of a folder that were not known before. */
  async #listFolder(folder: string): Promise<readonly string[]> {
    const { environment, settings, filesExclude, names, log } = this.#options;
    const { index } = settings();
    const { files, notes } = await environment.listFiles(folder, {
      exclude: filesExclude(),
      maxFiles: index.maxFiles,
      maxFileSizeBytes: index.maxFileSizeMb * 1_000_000,
    });
    const known = this.#folders.get(folder);
    // The folder may have left the workspace meanwhile.
    if (!known) return [];
    for (const note of notes) log.warn(note);
    const before = known.uris;
    const uris = new Set(files.map((file) => names.known(file.uri)));
    known.uris = uris;
    known.leftOut = notes.length;
    for (const uri of uris) names.adopt(uri);
    for (const uri of before) if (!this.#isListed(uri)) this.#remove(uri);
    return [...uris].filter((uri) => !before.has(uri));
  }

  async #readAll(uris: readonly string[]): Promise<void> {
    this.#sliceStart = this.#options.environment.now();
    const waiting = uris[Symbol.iterator]();
    await Promise.all(Array.from({ length: Math.min(READERS, uris.length) }, () => this.#readSome(waiting)));
    this.#options.scheduler.wake();
  }

  async #readSome(waiting: Iterable<string>): Promise<void> {
    const { environment } = this.#options;
    for (const uri of waiting) {
      await this.#read(uri);
      if (environment.now() - this.#sliceStart >= SLICE_MS) await this.#pause();
    }
  }

  /** One pause for all readers, else each of them would take a slice before the next message. */
  #pause(): Promise<void> {
    const { environment } = this.#options;
    this.#pausing ??= environment.yieldToEvents().then(() => {
      this.#pausing = undefined;
      this.#sliceStart = environment.now();
    });
    return this.#pausing;
  }

  async #read(uri: string): Promise<void> {
    const { engine, environment, log, settings } = this.#options;
    if (engine.file(uri)?.isOpen) return;
    const result = await environment.readFile(uri);
    // Opened, closed or removed while it was read: whoever did that has seen to it.
    if (!this.#isListed(uri) || engine.file(uri)?.isOpen) return;
    if ('error' in result) {
      log.warn(t('{0} is left out: {1}', uri, result.error));
      this.#remove(uri);
      return;
    }
    const limitBytes = settings().index.maxFileSizeMb * 1_000_000;
    const { text } = result;
    if (isJson(uri) && !looksLikeJsonManifest(text)) {
      engine.removeFile(uri);
    } else if (text.length > limitBytes) {
      log.warn(tooBig(uri, text.length, limitBytes));
      engine.removeFile(uri);
    } else if (hasTooManyDocuments(text)) {
      log.warn(t('{0} is left out: it has more than {1} documents.', uri, MAX_DOCUMENTS));
      engine.removeFile(uri);
    } else {
      engine.setDiskText(uri, text);
    }
  }

  #remove(uri: string): void {
    this.#options.engine.removeFile(uri);
    if (!this.#options.engine.file(uri)) this.#options.names.forget(uri);
  }

  #isListed(uri: string): boolean {
    for (const { uris } of this.#folders.values()) if (uris.has(uri)) return true;
    return false;
  }

  #foldersAround(uri: string): string[] {
    const canonical = canonicalUri(uri);
    return [...this.#folders.keys()].filter((folder) => canonical.startsWith(`${canonicalUri(folder)}/`));
  }

  #reportIndexing(): void {
    const folders = [...this.#folders.values()];
    const uris =
      folders.length === 1 && folders[0] ? folders[0].uris : new Set(folders.flatMap(({ uris }) => [...uris]));
    const leftOut = folders.reduce((sum, folder) => sum + folder.leftOut, 0);
    this.#options.status.indexing(uris, uris.size, leftOut);
  }
}

function fileNameOf(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1);
}
