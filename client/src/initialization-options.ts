import * as vscode from 'vscode';
import type { InitializationOptions, Settings } from '../../server/src/protocol.ts';
import { RULE_LINK } from './commands/show-rule.ts';
import { filesExclude, hasOtherYamlDiagnostics, hasOtherYamlFormatter } from './surroundings.ts';

/** What the server has to know at once; asked again for every start. */
export function initializationOptions(): InitializationOptions {
  return {
    language: vscode.env.language,
    ...(vscode.l10n.bundle && { l10nBundle: vscode.l10n.bundle }),
    settings: settings(),
    otherYamlDiagnostics: hasOtherYamlDiagnostics(),
    otherYamlFormatter: hasOtherYamlFormatter(),
    filesExclude: filesExclude(),
    clientFileSystem: true,
    rulePage: RULE_LINK,
    previewsRegistration: true,
  };
}

/** VS Code hands out settings as proxies, which can't be sent to a worker. */
function settings(): Partial<Settings> {
  const configuration = vscode.workspace.getConfiguration('istioWorkloads');
  return JSON.parse(JSON.stringify(configuration)) as Partial<Settings>;
}
