import * as vscode from 'vscode';
import { SHOW_OUTPUT_COMMAND } from './names.ts';

export function registerShowOutput(output: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.commands.registerCommand(SHOW_OUTPUT_COMMAND, () => output.show());
}
