/** What the server can't see by itself: the extensions beside this one, and what the person hides. */
import * as vscode from 'vscode';
import type { EnvironmentChange } from '../../server/src/protocol.ts';

const OTHER_YAML_EXTENSION = 'redhat.vscode-yaml';

/** Whether another extension reports YAML syntax errors. An extension that is disabled is not found. */
export function hasOtherYamlDiagnostics(): boolean {
  if (vscode.extensions.getExtension(OTHER_YAML_EXTENSION) === undefined) return false;
  return vscode.workspace.getConfiguration('yaml', null).get<boolean>('validate') !== false;
}

/** Globs of `files.exclude` that apply without a condition. */
export function filesExclude(): string[] {
  const exclude = vscode.workspace.getConfiguration('files', null).get<Record<string, unknown>>('exclude') ?? {};
  return Object.entries(exclude).flatMap(([glob, isHidden]) => (isHidden === true ? [glob] : []));
}

/** Calls `onChange` with what is different from the last time. */
export function watchSurroundings(onChange: (change: EnvironmentChange) => void): vscode.Disposable {
  let hasOther = hasOtherYamlDiagnostics();
  let excluded = JSON.stringify(filesExclude());
  const checkOther = (): void => {
    const now = hasOtherYamlDiagnostics();
    if (now !== hasOther) onChange({ otherYamlDiagnostics: now });
    hasOther = now;
  };
  const checkExcluded = (): void => {
    const globs = filesExclude();
    const now = JSON.stringify(globs);
    if (now !== excluded) onChange({ filesExclude: globs });
    excluded = now;
  };
  return vscode.Disposable.from(
    vscode.extensions.onDidChange(checkOther),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('yaml.validate')) checkOther();
      if (event.affectsConfiguration('files.exclude')) checkExcluded();
    }),
  );
}
