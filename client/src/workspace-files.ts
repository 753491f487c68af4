/** Answers the server's requests for files that it can't read itself, through VS Code's file systems. */
import * as vscode from 'vscode';
import { t } from '../../server/src/l10n.ts';
import type { ListFilesParams, ListFilesResult, ReadFileParams, ReadFileResult } from '../../server/src/protocol.ts';
import { type FolderEntry, walkFolder } from './folder-walk.ts';

/** Where a binary file shows itself, if it does. */
const PROBE_BYTES = 8000;

export async function readFile({ uri }: ReadFileParams): Promise<ReadFileResult> {
  try {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.parse(uri, true));
    if (bytes.subarray(0, PROBE_BYTES).includes(0)) return { error: t('it is not a text file') };
    return { text: new TextDecoder().decode(bytes) };
  } catch (error) {
    return { error: describe(error) };
  }
}

/**
 * Walks the folder. VS Code's own search would be waited for without end on a file system that no extension offers a
 * search for.
 */
export async function listFiles(params: ListFilesParams): Promise<ListFilesResult> {
  const folder = vscode.Uri.parse(params.folder, true);
  // The root of a file system arrives without its slash, and nothing can be joined to an empty path.
  const root = folder.path === '' ? folder.with({ path: '/' }) : folder;
  return walkFolder(params, {
    readFolder: async (path) => {
      const entries = await vscode.workspace.fs.readDirectory(at(root, path));
      return entries.map(([name, type]): FolderEntry => ({ name, type: typeOf(type) }));
    },
    sizeOf: async (path) => (await vscode.workspace.fs.stat(at(root, path))).size,
    uriOf: (path) => at(root, path).toString(),
  });
}

function at(root: vscode.Uri, path: string): vscode.Uri {
  return path === '' ? root : vscode.Uri.joinPath(root, path);
}

/** Links to folders are not followed: they may lead in circles, and what they lead to usually lies in the workspace. */
function typeOf(type: vscode.FileType): FolderEntry['type'] {
  if (type & vscode.FileType.File) return 'file';
  return type === vscode.FileType.Directory ? 'folder' : 'other';
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
