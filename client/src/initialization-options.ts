import * as vscode from 'vscode';
import type { InitializationOptions, Settings } from '../../server/src/protocol.ts';
import { filesExclude, hasOtherYamlDiagnostics } from './surroundings.ts';

/** What the server has to know at once; asked again for every start. */
export function initializationOptions(): InitializationOptions {
  return {
    language: vscode.env.language,
    ...(vscode.l10n.bundle && { l10nBundle: vscode.l10n.bundle }),
    settings: settings(),
    otherYamlDiagnostics: hasOtherYamlDiagnostics(),
    filesExclude: filesExclude(),
    clientFileSystem: true,
  };
}

/** VS Code hands out settings as proxies, which can't be sent to a worker. */
function settings(): Partial<Settings> {
  const configuration = vscode.workspace.getConfiguration('istioWorkloads');
  return JSON.parse(JSON.stringify(configuration)) as Partial<Settings>;
}
