import * as vscode from 'vscode';
import type { Server } from '../server.ts';
import { RESTART_SERVER_COMMAND } from './names.ts';

/** The command resolves when the new server answers. */
export function registerRestartServer(server: Server): vscode.Disposable {
  return vscode.commands.registerCommand(RESTART_SERVER_COMMAND, () => server.restart());
}
