/** Lists the files of a folder over a file system that may be far away. */
import { t } from '../../server/src/l10n.ts';
import type { ListedFile, ListFilesParams, ListFilesResult } from '../../server/src/protocol.ts';

export interface FolderEntry {
  readonly name: string;
  readonly type: 'file' | 'folder' | 'other';
}

/** Paths are relative to the folder that is walked, with slashes; it is itself the empty path. Failures are thrown. */
export interface WalkedFileSystem {
  readFolder(path: string): Promise<readonly FolderEntry[]>;
  sizeOf(path: string): Promise<number>;
  uriOf(path: string): string;
}

/** How many answers of the file system are waited for at a time. */
const CONCURRENCY = 16;

/** Folders that version control and package managers fill; large, and nobody's own files. */
const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(['.git', '.hg', '.svn', 'node_modules']);

/** Level by level, so that what the limit cuts off lies deep; in the order of names, so that it is always the same. */
export async function walkFolder(
  { extensions, maxFiles }: Pick<ListFilesParams, 'extensions' | 'maxFiles'>,
  fileSystem: WalkedFileSystem,
): Promise<ListFilesResult> {
  const paths: string[] = [];
  const failures: string[] = [];
  let isTruncated = false;
  let level = [''];
  while (level.length > 0 && !isTruncated) {
    const read = await mapConcurrently(level, (folder) => readOrNote(folder, fileSystem, failures));
    const next: string[] = [];
    for (const [index, entries] of read.entries()) {
      const folder = level[index] ?? '';
      for (const { name, type } of sortByName(entries)) {
        const path = folder === '' ? name : `${folder}/${name}`;
        if (type === 'folder' && !SKIPPED_FOLDERS.has(name)) next.push(path);
        if (type !== 'file' || !hasEnding(name, extensions)) continue;
        if (paths.length < maxFiles) paths.push(path);
        else isTruncated = true;
      }
    }
    level = next;
  }
  const files = await mapConcurrently(paths, async (path): Promise<ListedFile> => {
    const sizeBytes = await fileSystem.sizeOf(path).catch(() => undefined);
    return { uri: fileSystem.uriOf(path), ...(sizeBytes !== undefined && { sizeBytes }) };
  });
  return { files, truncated: isTruncated, ...(failures.length > 0 && { error: failures.join('\n') }) };
}

async function readOrNote(
  folder: string,
  fileSystem: WalkedFileSystem,
  failures: string[],
): Promise<readonly FolderEntry[]> {
  try {
    return await fileSystem.readFolder(folder);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    failures.push(t('{0} is left out: {1}', fileSystem.uriOf(folder), reason));
    return [];
  }
}

function hasEnding(name: string, endings: readonly string[]): boolean {
  const lower = name.toLowerCase();
  return endings.some((ending) => lower.endsWith(ending.toLowerCase()));
}

function sortByName(entries: readonly FolderEntry[]): FolderEntry[] {
  return [...entries].sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** The results in the order of the items. */
async function mapConcurrently<T, R>(items: readonly T[], map: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = new Array(items.length);
  const waiting = items.entries();
  const work = async (): Promise<void> => {
    for (const [index, item] of waiting) results[index] = await map(item);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return results;
}
