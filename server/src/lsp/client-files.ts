/** Files that only the client can read: virtual workspaces, and everything when the server runs in a browser. */
import type { ListOptions, ListResult, ReadResult } from '../environment.ts';
import { t } from '../l10n.ts';
import {
  LIST_FILES,
  type ListedFile,
  type ListFilesParams,
  type ListFilesResult,
  READ_FILE,
  type ReadFileParams,
  type ReadFileResult,
} from '../protocol.ts';
import { FILE_ENDINGS, IgnoreRules, isCandidate, isJson, isSkippedFolder, MAX_JSON_BYTES } from './file-rules.ts';
import type { Rpc } from './rpc.ts';
import { canonicalUri } from './uri-names.ts';

/** `.gitignore` files come on top of the files themselves. */
const IGNORE_FILE_ALLOWANCE = 1000;

export class ClientFiles {
  readonly #rpc: Rpc;

  constructor(rpc: Rpc) {
    this.#rpc = rpc;
  }

  async readFile(uri: string): Promise<ReadResult> {
    try {
      return (await this.#rpc.sendRequest(READ_FILE, { uri } satisfies ReadFileParams)) as ReadFileResult;
    } catch (error) {
      return { error: String(error instanceof Error ? error.message : error) };
    }
  }

  async listFiles(folderUri: string, options: ListOptions): Promise<ListResult> {
    const params: ListFilesParams = {
      folder: folderUri,
      extensions: [...FILE_ENDINGS, '.gitignore'],
      maxFiles: options.maxFiles + IGNORE_FILE_ALLOWANCE,
    };
    let listed: ListFilesResult;
    try {
      listed = (await this.#rpc.sendRequest(LIST_FILES, params)) as ListFilesResult;
    } catch (error) {
      return { files: [], notes: [t('{0} could not be listed: {1}', folderUri, String(error))] };
    }
    const notes = listed.error === undefined ? [] : [listed.error];
    const filter = await this.#filter(folderUri, listed.files, options);
    const files: ListedFile[] = [];
    let isTruncated = listed.truncated;
    for (const file of listed.files) {
      const note = filter(file);
      if (note === undefined && files.length < options.maxFiles) files.push(file);
      else if (note === undefined) isTruncated = true;
      else if (note !== '') notes.push(note);
    }
    if (isTruncated) {
      notes.push(
        t(
          '{0}: only the first {1} files are read; the setting index.maxFiles says how many.',
          folderUri,
          options.maxFiles,
        ),
      );
    }
    return { files: files.map(({ uri, sizeBytes }) => ({ uri, sizeBytes })), notes };
  }

  /** A function that says why a file is left out; the empty string for no reason worth telling. */
  async #filter(
    folderUri: string,
    files: readonly ListedFile[],
    options: ListOptions,
  ): Promise<(file: ListedFile) => string | undefined> {
    const base = `${canonicalUri(folderUri)}/`;
    const pathOf = (uri: string): string => canonicalUri(uri).slice(base.length);
    const gitignores = new Map<string, string>();
    for (const { uri } of files) {
      const path = pathOf(uri);
      if (path !== '.gitignore' && !path.endsWith('/.gitignore')) continue;
      const result = await this.readFile(uri);
      if ('text' in result) gitignores.set(path.slice(0, Math.max(0, path.length - '/.gitignore'.length)), result.text);
    }
    const rulesByFolder = new Map<string, IgnoreRules>();
    const rulesOf = (folder: string): IgnoreRules => {
      let rules = rulesByFolder.get(folder);
      if (!rules) {
        const parent =
          folder === ''
            ? IgnoreRules.fromExclude(options.exclude)
            : rulesOf(folder.slice(0, Math.max(0, folder.lastIndexOf('/'))));
        const own = gitignores.get(folder);
        rules = own === undefined ? parent : parent.withGitignore(folder, own);
        rulesByFolder.set(folder, rules);
      }
      return rules;
    };
    return ({ uri, sizeBytes = 0 }) => {
      const names = pathOf(uri).split('/');
      if (!isCandidate(names.at(-1) ?? '')) return '';
      for (let depth = 1; depth <= names.length; depth++) {
        const isFolder = depth < names.length;
        if (isFolder && isSkippedFolder(names[depth - 1] ?? '')) return '';
        if (rulesOf(names.slice(0, depth - 1).join('/')).ignores(names.slice(0, depth).join('/'), isFolder)) return '';
      }
      if (isJson(uri) && sizeBytes > MAX_JSON_BYTES) return '';
      return sizeBytes > options.maxFileSizeBytes ? tooBig(uri, sizeBytes, options.maxFileSizeBytes) : undefined;
    };
  }
}

/** Why a file over the limit of `index.maxFileSizeMb` is not read. */
export function tooBig(uri: string, sizeBytes: number, limitBytes: number): string {
  return t('{0}: {1} MB is over the limit of {2} MB.', uri, megabytes(sizeBytes), megabytes(limitBytes));
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 10_000) / 100;
}
