/** Lists and reads files of this machine: in small synchronous steps, which are much cheaper than as many promises. */
import { type Dirent, opendirSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ListedFile, ListOptions, ListResult, ReadResult } from '../environment.ts';
import { t } from '../l10n.ts';
import { tooBig } from '../lsp/client-files.ts';
import { IgnoreRules, isCandidate, isJson, isSkippedFolder, MAX_JSON_BYTES } from '../lsp/file-rules.ts';
import type { LocalFiles, ServerHost } from '../lsp/host.ts';
import { encodePath } from '../lsp/uri-names.ts';

/** How long folders are read before waiting messages are handled. */
const SLICE_MS = 10;

const ENTRIES_AT_ONCE = 500;

/** Where a binary file shows itself, if it does. */
const PROBE_BYTES = 8000;

export function localFiles(host: Pick<ServerHost, 'now' | 'yieldToEvents'>): LocalFiles {
  return {
    handles: (uri) => uri.startsWith('file:'),
    listFiles: async (folderUri, options) => {
      const root = attempt(() => fileURLToPath(folderUri));
      if (root === undefined)
        return { files: [], notes: [t('{0} is left out: {1}', folderUri, t('it is no local path'))] };
      return new Listing(root, folderUri, options, host).run();
    },
    readFile: async (uri) => readLocalFile(uri),
  };
}

function readLocalFile(uri: string): ReadResult {
  try {
    const bytes = readFileSync(fileURLToPath(uri));
    if (bytes.subarray(0, PROBE_BYTES).includes(0)) return { error: t('it is not a text file') };
    const text = bytes.toString('utf8');
    return { text: text.startsWith('\uFEFF') ? text.slice(1) : text };
  } catch (error) {
    return { error: describe(error) };
  }
}

interface Folder {
  /** From the root, with slashes; empty for the root. */
  readonly path: string;
  readonly rules: IgnoreRules;
}

class Listing {
  readonly #root: string;
  readonly #rootUri: string;
  readonly #options: ListOptions;
  readonly #host: Pick<ServerHost, 'now' | 'yieldToEvents'>;
  readonly #files: ListedFile[] = [];
  readonly #notes: string[] = [];
  /** Real paths of all folders that are walked as a whole: the root, and what symbolic links led to. */
  readonly #walked: string[] = [];
  #isFull = false;
  #sliceStart = 0;

  constructor(root: string, rootUri: string, options: ListOptions, host: Pick<ServerHost, 'now' | 'yieldToEvents'>) {
    this.#root = root;
    this.#rootUri = rootUri;
    this.#options = options;
    this.#host = host;
  }

  async run(): Promise<ListResult> {
    const rules = this.#rulesIn('', IgnoreRules.fromExclude(this.#options.exclude));
    const waiting: Folder[] = [{ path: '', rules }];
    this.#walked.push(attempt(() => realpathSync(this.#root)) ?? this.#root);
    this.#sliceStart = this.#host.now();
    // Level by level, so that what a limit cuts off lies deep; the list grows on the way.
    for (const folder of waiting) {
      for (const entry of await this.#readFolder(folder.path)) {
        this.#visit(entry, folder, waiting);
        if (this.#isFull) break;
        await this.#pauseIfDue();
      }
      await this.#pauseIfDue();
      if (this.#isFull) break;
    }
    if (this.#isFull) {
      const { maxFiles } = this.#options;
      this.#notes.push(
        t('{0}: only the first {1} files are read; the setting index.maxFiles says how many.', this.#rootUri, maxFiles),
      );
    }
    return { files: this.#files, notes: this.#notes };
  }

  async #pauseIfDue(): Promise<void> {
    if (this.#host.now() - this.#sliceStart < SLICE_MS) return;
    await this.#host.yieldToEvents();
    this.#sliceStart = this.#host.now();
  }

  async #readFolder(folderPath: string): Promise<Dirent[]> {
    const entries: Dirent[] = [];
    try {
      // Not all at once: one folder may have 50,000 entries.
      const folder = opendirSync(path.join(this.#root, folderPath), { bufferSize: ENTRIES_AT_ONCE });
      try {
        for (let entry = folder.readSync(); entry; entry = folder.readSync()) {
          entries.push(entry);
          if (entries.length % ENTRIES_AT_ONCE === 0) await this.#pauseIfDue();
        }
      } finally {
        folder.closeSync();
      }
    } catch (error) {
      this.#notes.push(t('{0} is left out: {1}', this.#uri(folderPath), describe(error)));
    }
    return entries.sort((left, right) => (left.name < right.name ? -1 : 1));
  }

  #visit(entry: Dirent, folder: Folder, waiting: Folder[]): void {
    const entryPath = folder.path === '' ? entry.name : `${folder.path}/${entry.name}`;
    if (entry.isDirectory()) this.#visitFolder(entry.name, entryPath, folder.rules, waiting);
    else if (entry.isFile()) this.#visitFile(entry.name, entryPath, folder.rules, undefined);
    else if (entry.isSymbolicLink()) this.#visitLink(entry.name, entryPath, folder.rules, waiting);
  }

  #visitFolder(name: string, folderPath: string, rules: IgnoreRules, waiting: Folder[]): void {
    if (isSkippedFolder(name) || rules.ignores(folderPath, true)) return;
    waiting.push({ path: folderPath, rules: this.#rulesIn(folderPath, rules) });
  }

  #visitFile(name: string, filePath: string, rules: IgnoreRules, known: Stats | undefined): void {
    if (!isCandidate(name) || rules.ignores(filePath, false)) return;
    const stats = known ?? attempt(() => statSync(path.join(this.#root, filePath)));
    if (!stats) return;
    const uri = this.#uri(filePath);
    if (isJson(name) && stats.size > MAX_JSON_BYTES) return;
    if (stats.size > this.#options.maxFileSizeBytes) {
      this.#notes.push(tooBig(uri, stats.size, this.#options.maxFileSizeBytes));
    } else if (this.#files.length >= this.#options.maxFiles) {
      this.#isFull = true;
    } else {
      this.#files.push({ uri, sizeBytes: stats.size });
    }
  }

  #visitLink(name: string, linkPath: string, rules: IgnoreRules, waiting: Folder[]): void {
    const absolute = path.join(this.#root, linkPath);
    const stats = attempt(() => statSync(absolute));
    if (stats?.isFile()) this.#visitFile(name, linkPath, rules, stats);
    if (!stats?.isDirectory() || isSkippedFolder(name) || rules.ignores(linkPath, true)) return;
    const target = attempt(() => realpathSync(absolute));
    if (target === undefined) return;
    if (this.#walked.some((walked) => contains(walked, target) || contains(target, walked))) {
      this.#notes.push(t('{0} is left out: it is a link to a folder that is read anyway.', this.#uri(linkPath)));
      return;
    }
    this.#walked.push(target);
    this.#visitFolder(name, linkPath, rules, waiting);
  }

  #rulesIn(folderPath: string, rules: IgnoreRules): IgnoreRules {
    const text = attempt(() => readFileSync(path.join(this.#root, folderPath, '.gitignore'), 'utf8'));
    return text === undefined ? rules : rules.withGitignore(folderPath, text);
  }

  #uri(relativePath: string): string {
    return relativePath === '' ? this.#rootUri : `${this.#rootUri}/${encodePath(relativePath)}`;
  }
}

function contains(folder: string, other: string): boolean {
  return folder === other || other.startsWith(folder.endsWith(path.sep) ? folder : `${folder}${path.sep}`);
}

/** The result, or `undefined` where the file system says no. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message.replace(/^(\w+: [^,]+),.*$/, '$1') : String(error);
}
