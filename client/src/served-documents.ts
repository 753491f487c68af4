/** Which YAML documents the server gets to see: files, wherever they lie, and not views of their past or of others. */
import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient';

/** Known to hold a person's files even where nothing can be written. */
const FILE_SCHEMES: ReadonlySet<string> = new Set(['file', 'untitled', 'vscode-remote', 'vscode-vfs']);

/**
 * Whether resources in a document of this scheme are the person's. The old side of a comparison (`git:`) holds the same
 * resources once more; it would be one more variant in every answer.
 */
export function isServed({ scheme }: vscode.Uri): boolean {
  if (FILE_SCHEMES.has(scheme) || vscode.workspace.fs.isWritableFileSystem(scheme) === true) return true;
  return vscode.workspace.workspaceFolders?.some((folder) => folder.uri.scheme === scheme) ?? false;
}

/**
 * Keeps other documents from the server: requests about a document that it was not told of have empty answers. A
 * document selector can't say this, since any extension may bring a file system with a scheme of its own.
 */
export function servedDocumentsOnly(): Middleware {
  return {
    didOpen: async (document, next) => {
      if (isServed(document.uri)) await next(document);
    },
    didChange: async (event, next) => {
      if (isServed(event.document.uri)) await next(event);
    },
    didClose: async (document, next) => {
      if (isServed(document.uri)) await next(document);
    },
  };
}
