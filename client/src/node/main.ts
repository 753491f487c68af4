/** Entry point on the desktop and on remote machines: the server is a process. */
import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { activateWith, deactivate } from '../extension.ts';

export { deactivate };

export function activate(context: ExtensionContext): void {
  const module = context.asAbsolutePath('dist/server/main.js');
  const run = { module, transport: TransportKind.ipc };
  const debug = { ...run, options: { execArgv: ['--nolazy', '--enable-source-maps'] } };
  activateWith(context, (id, name, options) => {
    const client = new LanguageClient(id, name, { run, debug }, options);
    // The library ends the process of a client that is stopped, also where it never came to answer.
    return { client, end: () => undefined };
  });
}
