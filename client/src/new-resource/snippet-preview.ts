/** A read-only document in which a person sees what would be inserted; it leaves nothing behind. */
import * as vscode from 'vscode';
import { t } from '../../../server/src/l10n.ts';

/** Not a scheme of files, so the server does not get to see it. */
const SCHEME = 'istio-workloads-preview';

export class SnippetPreview implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  // The ending gives it the colours of YAML.
  readonly #uri = vscode.Uri.from({ scheme: SCHEME, path: `/${t('Preview')}.yaml` });
  #text = '';
  #groupsBefore = 0;

  provideTextDocumentContent(): string {
    return this.#text;
  }

  /**
   * Opens below the editors: a list of choices covers the upper half of the window. Has to be done before such a list is
   * shown, which would be closed as the new group takes the focus.
   */
  async open(): Promise<void> {
    this.#groupsBefore = vscode.window.tabGroups.all.length;
    await vscode.commands.executeCommand('workbench.action.newGroupBelow');
    const document = await vscode.workspace.openTextDocument(this.#uri);
    // Without the choice of the last time.
    this.show('');
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Active, preserveFocus: true });
  }

  show(text: string): void {
    this.#text = text;
    this.#changed.fire(this.#uri);
    const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === SCHEME);
    editor?.revealRange(new vscode.Range(0, 0, 0, 0), vscode.TextEditorRevealType.AtTop);
  }

  /** Gives the room and the focus back to the editors that were there before. */
  async close(): Promise<void> {
    const { tabGroups } = vscode.window;
    const tabs = tabGroups.all.flatMap((group) => group.tabs).filter(isPreview);
    const group = tabs[0]?.group;
    await tabGroups.close(tabs);
    // A person may have set that empty groups stay.
    const isLeft = group && group.tabs.length === 0 && tabGroups.all.length > this.#groupsBefore;
    if (isLeft && group.isActive) await vscode.commands.executeCommand('workbench.action.closeGroup');
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}

function isPreview({ input }: vscode.Tab): boolean {
  return input instanceof vscode.TabInputText && input.uri.scheme === SCHEME;
}
