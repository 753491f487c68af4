/** Which files take part in the answers for the open file, as a list to choose from. */
import * as vscode from 'vscode';
import { t } from '../../../server/src/l10n.ts';
import { MESH_OF, type MeshOfParams, type MeshOfResult, SHOW_MESH_COMMAND } from '../../../server/src/protocol.ts';
import { meshGroups } from '../mesh-groups.ts';
import { isServed } from '../served-documents.ts';
import type { Server } from '../server.ts';

interface FileItem extends vscode.QuickPickItem {
  /** Absent on headings. */
  readonly uri?: vscode.Uri;
}

export function registerShowMesh(server: Server): vscode.Disposable {
  return vscode.commands.registerCommand(SHOW_MESH_COMMAND, () => showMesh(server));
}

async function showMesh(server: Server): Promise<void> {
  const document = yamlInFront();
  const client = server.client;
  if (!document || !client) return;
  const params: MeshOfParams = { uri: client.code2ProtocolConverter.asUri(document.uri) };
  const result = await client.sendRequest<MeshOfResult | null>(MESH_OF, params);
  if (!result) return;
  const chosen = await vscode.window.showQuickPick<FileItem>(items(result), {
    title: t('Files of the mesh "{0}"', result.name),
    placeHolder: t('What one of them says counts in the others, except where the heading says otherwise'),
    matchOnDescription: true,
  });
  if (chosen?.uri) await vscode.window.showTextDocument(chosen.uri);
}

/** The YAML document that has the focus, else one that can be seen. */
function yamlInFront(): vscode.TextDocument | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const editors = activeTextEditor ? [activeTextEditor, ...visibleTextEditors] : visibleTextEditors;
  return editors.map((editor) => editor.document).find((each) => each.languageId === 'yaml' && isServed(each.uri));
}

function items(result: MeshOfResult): FileItem[] {
  return meshGroups(result).flatMap(({ title, files }): FileItem[] => [
    { label: title, kind: vscode.QuickPickItemKind.Separator },
    ...files.map(({ uri: wireUri, count }): FileItem => {
      const uri = vscode.Uri.parse(wireUri);
      const path = vscode.workspace.asRelativePath(uri);
      const name = path.slice(path.lastIndexOf('/') + 1);
      const folder = path.slice(0, Math.max(0, path.length - name.length - 1));
      return { label: name, description: [folder, count].filter((part) => part !== '').join(' · '), uri };
    }),
  ]);
}
