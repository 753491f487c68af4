/** The one item in the status bar: how the server is doing, and the way to the files of the mesh. */
import * as vscode from 'vscode';
import { t } from '../../server/src/l10n.ts';
import { SHOW_MESH_COMMAND, type StatusParams } from '../../server/src/protocol.ts';
import { RESTART_SERVER_COMMAND, SHOW_OUTPUT_COMMAND } from './commands/names.ts';
import { type Status, statusText } from './status-text.ts';

const COMMANDS = { mesh: SHOW_MESH_COMMAND, output: SHOW_OUTPUT_COMMAND, restart: RESTART_SERVER_COMMAND };

export class StatusItem implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('istioWorkloads.status', vscode.StatusBarAlignment.Left, 0);
  readonly #listener = vscode.window.onDidChangeVisibleTextEditors(() => this.#update());
  #status: Status = { state: 'starting' };

  constructor() {
    this.#item.name = 'Istio Workloads';
  }

  showStarting(): void {
    this.#set({ state: 'starting' });
  }

  /** There is no server, and none will be started by itself. */
  showStopped(): void {
    this.#set({ state: 'stopped' });
  }

  show(params: StatusParams): void {
    this.#set(params);
  }

  dispose(): void {
    this.#listener.dispose();
    this.#item.dispose();
  }

  #set(status: Status): void {
    this.#status = status;
    this.#update();
  }

  /** Beside other languages the item would be noise. */
  #update(): void {
    const isYamlVisible = vscode.window.visibleTextEditors.some(({ document }) => document.languageId === 'yaml');
    const content = isYamlVisible ? statusText(this.#status) : undefined;
    if (!content) {
      this.#item.hide();
      return;
    }
    this.#item.text = content.text;
    this.#item.accessibilityInformation = { label: content.label };
    this.#item.command = COMMANDS[content.click];
    this.#item.tooltip = tooltip(content.details);
    this.#item.show();
  }
}

function tooltip(details: readonly string[]): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString('**Istio Workloads**\n\n');
  for (const detail of details) markdown.appendText(detail).appendMarkdown('\n\n');
  const links: readonly (readonly [string, string])[] = [
    [t('Files of this mesh'), SHOW_MESH_COMMAND],
    [t('Show Output'), SHOW_OUTPUT_COMMAND],
    [t('Restart Server'), RESTART_SERVER_COMMAND],
  ];
  markdown.appendMarkdown(links.map(([title, command]) => `[${title}](command:${command})`).join(' · '));
  markdown.isTrusted = { enabledCommands: links.map(([, command]) => command) };
  return markdown;
}
