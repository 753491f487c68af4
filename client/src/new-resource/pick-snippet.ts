/** The list from which a person chooses what to begin with. */
import * as vscode from 'vscode';
import { t } from '../../../server/src/l10n.ts';
import type { SnippetOffer } from '../../../server/src/protocol.ts';

interface SnippetItem extends vscode.QuickPickItem {
  /** Absent on headings. */
  readonly snippet?: SnippetOffer;
}

/** The chosen one, `undefined` if none was; `onActive` is called with each that a person comes to on the way. */
export function pickSnippet(
  snippets: readonly SnippetOffer[],
  onActive: (snippet: SnippetOffer) => void,
): Promise<SnippetOffer | undefined> {
  const picker = vscode.window.createQuickPick<SnippetItem>();
  picker.title = t('New Istio resource');
  picker.placeholder = t('What it does, or its kind');
  picker.items = snippetItems(snippets);
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  return new Promise((resolve) => {
    let chosen: SnippetOffer | undefined;
    picker.onDidChangeActive(([item]) => {
      if (item?.snippet) onActive(item.snippet);
    });
    picker.onDidAccept(() => {
      chosen = picker.activeItems[0]?.snippet;
      if (chosen) picker.hide();
    });
    picker.onDidHide(() => {
      picker.dispose();
      resolve(chosen);
    });
    picker.show();
  });
}

function snippetItems(snippets: readonly SnippetOffer[]): SnippetItem[] {
  const groups = [
    { group: 'scenarios', heading: t('Scenarios') },
    { group: 'kinds', heading: t('Kinds') },
  ] as const;
  return groups.flatMap(({ group, heading }): SnippetItem[] => [
    { label: heading, kind: vscode.QuickPickItemKind.Separator },
    ...snippets
      .filter((snippet) => snippet.group === group)
      .map((snippet) => {
        return { label: snippet.label, description: snippet.summary, detail: snippet.description, snippet };
      }),
  ]);
}
