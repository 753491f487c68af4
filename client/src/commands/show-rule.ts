/** The page of a rule, which the code of a diagnostic links to: made by the server, shown as a preview, no network needed. */
import * as vscode from 'vscode';
import { t } from '../../../server/src/l10n.ts';
import { RULE_PAGE, type RulePageParams } from '../../../server/src/protocol.ts';
import type { Server } from '../server.ts';
import { SHOW_RULE_COMMAND } from './names.ts';

const SCHEME = 'istio-workloads-rule';

/** What the server puts into diagnostics, with the rule's id for `{rule}`: VS Code runs it where somebody clicks on the code. */
export const RULE_LINK = `command:${SHOW_RULE_COMMAND}?%22{rule}%22`;

export function registerShowRule(server: Server): vscode.Disposable {
  const pages: vscode.TextDocumentContentProvider = {
    provideTextDocumentContent: (uri) => page(server, ruleIn(uri)),
  };
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, pages),
    vscode.commands.registerCommand(SHOW_RULE_COMMAND, (rule: unknown) => showRule(rule)),
  );
}

/** Shows the page beside the text that it is about. */
async function showRule(rule: unknown): Promise<void> {
  if (typeof rule !== 'string') return;
  const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${rule}.md` });
  try {
    await vscode.commands.executeCommand('markdown.showPreviewToSide', uri);
  } catch {
    // Without VS Code's own Markdown extension, its text.
    await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside, preview: true });
  }
}

async function page(server: Server, rule: string): Promise<string> {
  const params: RulePageParams = { rule };
  const text = await server.client?.sendRequest<string | null>(RULE_PAGE, params);
  return text ?? t('There is no page about "{0}": the language server does not run, or does not know the rule.', rule);
}

function ruleIn(uri: vscode.Uri): string {
  return uri.path.replace(/^\//, '').replace(/\.md$/, '');
}
