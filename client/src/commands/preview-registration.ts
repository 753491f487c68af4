/** Shows the WorkloadEntry that Istio would make for a machine that registers itself; nothing is applied. */
import * as vscode from 'vscode';
import { t } from '../../../server/src/l10n.ts';
import {
  PREVIEW_REGISTRATION_COMMAND,
  REGISTERED_ENTRY,
  type RegisteredEntryParams,
} from '../../../server/src/protocol.ts';
import type { Server } from '../server.ts';

export function registerPreviewRegistration(server: Server): vscode.Disposable {
  return vscode.commands.registerCommand(PREVIEW_REGISTRATION_COMMAND, (uri: string, group: string, line: number) =>
    preview(server, { uri, group, line }),
  );
}

async function preview(server: Server, group: Omit<RegisteredEntryParams, 'address'>): Promise<void> {
  let value: string | undefined;
  for (;;) {
    const address: string | undefined = await vscode.window.showInputBox({
      title: t('The machine that registers with "{0}"', group.group),
      prompt: t('Its IP address, as its proxy will say it'),
      placeHolder: '10.0.0.5',
      ...(value !== undefined && { value }),
    });
    if (address === undefined) return;
    value = address.trim();
    const text = await server.client?.sendRequest<string | null>(REGISTERED_ENTRY, { ...group, address: value });
    if (text) {
      const document = await vscode.workspace.openTextDocument({ language: 'yaml', content: text });
      await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside });
      return;
    }
    const again = t('Try again');
    const answer = await vscode.window.showWarningMessage(
      t('There is no entry for "{0}": it is no IP address, or the WorkloadGroup has changed.', value),
      again,
    );
    if (answer !== again) return;
  }
}
