/** Begins a resource, or several that belong together, from a list: in the open YAML file, or in a new one. */
import * as vscode from 'vscode';
import { t } from '../../../server/src/l10n.ts';
import { SNIPPETS, type SnippetOffer, type SnippetsParams, type SnippetsResult } from '../../../server/src/protocol.ts';
import { pickSnippet } from '../new-resource/pick-snippet.ts';
import { SnippetPreview } from '../new-resource/snippet-preview.ts';
import { isServed } from '../served-documents.ts';
import type { Server } from '../server.ts';
import { NEW_RESOURCE_COMMAND, NEW_RESOURCE_FILE_COMMAND } from './names.ts';

/** The explorer gives the folder; without one the resource goes into the YAML file in front, if it fits there. */
export function registerNewResource(server: Server): vscode.Disposable {
  const preview = new SnippetPreview();
  return vscode.Disposable.from(
    preview,
    vscode.commands.registerCommand(NEW_RESOURCE_COMMAND, async (place: unknown) => {
      if (place instanceof vscode.Uri) await beginInFolder(server, preview, place);
      else await beginInFront(server, preview);
    }),
    vscode.commands.registerCommand(NEW_RESOURCE_FILE_COMMAND, () => beginUntitled(server, preview)),
  );
}

async function beginInFront(server: Server, preview: SnippetPreview): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const document = editor?.document;
  const isFit = document?.languageId === 'yaml' && isServed(document.uri);
  if (!editor || !document || !isFit) return beginUntitled(server, preview);
  const ask = () => askFor(server, (uriOf) => ({ uri: uriOf(document.uri) }));
  const snippet = await choose(await ask(), preview);
  if (!snippet) return;
  // Only now: the file may have changed in the meantime.
  const place = (await ask())?.place;
  if (!place) return insertUntitled(snippet);
  const { start, end } = place.range;
  const range = new vscode.Range(start.line, start.character, end.line, end.character);
  const shown = await vscode.window.showTextDocument(document, editor.viewColumn);
  await insert(shown, place.before + snippet.body, range);
}

async function beginUntitled(server: Server, preview: SnippetPreview): Promise<void> {
  const snippet = await choose(await askFor(server, () => ({})), preview);
  if (snippet) await insertUntitled(snippet);
}

async function insertUntitled({ body }: SnippetOffer): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'yaml' });
  await insert(await vscode.window.showTextDocument(document), body);
}

async function beginInFolder(server: Server, preview: SnippetPreview, folder: vscode.Uri): Promise<void> {
  const snippet = await choose(await askFor(server, (uriOf) => ({ folder: uriOf(folder) })), preview);
  if (!snippet) return;
  const name = await vscode.window.showInputBox({
    title: t('New file in {0}', vscode.workspace.asRelativePath(folder)),
    prompt: t('Name of the file'),
    value: `${snippet.id}.yaml`,
    valueSelection: [0, snippet.id.length],
    validateInput: async (input) => {
      if (/(?:^|[/\\])\s*$/.test(input)) return t('A file needs a name.');
      return (await exists(vscode.Uri.joinPath(folder, input))) ? t('{0} exists already.', input) : undefined;
    },
  });
  if (name === undefined) return;
  const uri = vscode.Uri.joinPath(folder, name);
  const creation = new vscode.WorkspaceEdit();
  creation.createFile(uri);
  if (!(await vscode.workspace.applyEdit(creation))) {
    void vscode.window.showErrorMessage(t('{0} can not be created.', name));
    return;
  }
  await insert(await vscode.window.showTextDocument(uri, { preview: false }), snippet.body);
}

/** What the server offers, `undefined` if it does not run, which has been told by then. */
async function askFor(
  server: Server,
  params: (uriOf: (uri: vscode.Uri) => string) => SnippetsParams,
): Promise<SnippetsResult | undefined> {
  const progress = { location: vscode.ProgressLocation.Window, title: t('The server is starting.') };
  const client = server.client ?? (await vscode.window.withProgress(progress, () => server.whenRunning()));
  if (client) return client.sendRequest<SnippetsResult>(SNIPPETS, params(client.code2ProtocolConverter.asUri));
  const restart = t('Restart Server');
  void vscode.window.showErrorMessage(t('The Istio Workloads server does not run.'), restart).then((choice) => {
    return choice === restart ? server.restart() : undefined;
  });
  return undefined;
}

async function choose(result: SnippetsResult | undefined, preview: SnippetPreview): Promise<SnippetOffer | undefined> {
  if (!result) return undefined;
  await preview.open();
  try {
    return await pickSnippet(result.snippets, (snippet) => preview.show(snippet.preview));
  } finally {
    await preview.close();
  }
}

/** As it is: the line that it follows may be indented. */
async function insert(editor: vscode.TextEditor, body: string, range?: vscode.Range): Promise<void> {
  const place = range ?? new vscode.Position(0, 0);
  await editor.insertSnippet(new vscode.SnippetString(body), place, {
    undoStopBefore: true,
    undoStopAfter: true,
    keepWhitespace: true,
  });
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
