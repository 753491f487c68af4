/** Activation, shared by desktop and web: only the way in which the server is started differs. */
import * as vscode from 'vscode';
import { setL10nBundle } from '../../server/src/l10n.ts';
import { registerNewResource } from './commands/new-resource.ts';
import { registerPreviewRegistration } from './commands/preview-registration.ts';
import { registerRestartServer } from './commands/restart-server.ts';
import { registerShowMesh } from './commands/show-mesh.ts';
import { registerShowOutput } from './commands/show-output.ts';
import { registerShowReferences } from './commands/show-references.ts';
import { registerShowRule } from './commands/show-rule.ts';
import { Server, type StartClient } from './server.ts';
import { StatusItem } from './status-item.ts';
import { watchSurroundings } from './surroundings.ts';

/** Name of the output channel, and of the server in the library's messages. */
const NAME = 'Istio Workloads';

/** Enables the commands: before the extension is active there is nothing to restart or to show. */
const ACTIVE_CONTEXT = 'istioWorkloads.isActive';

let server: Server | undefined;

/** Returns at once; the status item tells when the server answers. */
export function activateWith(context: vscode.ExtensionContext, startClient: StartClient): void {
  // The client's texts take the same way as the server's; VS Code has loaded the bundle of its display language.
  if (vscode.l10n.bundle) setL10nBundle(vscode.l10n.bundle);
  const output = vscode.window.createOutputChannel(NAME, { log: true });
  output.info(`${NAME} ${context.extension.packageJSON.version}, VS Code ${vscode.version}`);
  const status = new StatusItem();
  const started = new Server(startClient, output, status);
  server = started;
  context.subscriptions.push(
    output,
    status,
    registerNewResource(started),
    registerPreviewRegistration(started),
    registerRestartServer(started),
    registerShowOutput(output),
    registerShowMesh(started),
    registerShowReferences(started),
    registerShowRule(started),
    watchSurroundings((change) => started.tellChange(change)),
  );
  void vscode.commands.executeCommand('setContext', ACTIVE_CONTEXT, true);
  void started.start();
}

export async function deactivate(): Promise<void> {
  const stopping = server;
  server = undefined;
  await stopping?.stop();
}
