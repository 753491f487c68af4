/** What the server can't see by itself: the extensions beside this one, and what the person hides. */
import * as vscode from 'vscode';
import type { EnvironmentChange } from '../../server/src/protocol.ts';

const OWN_ID = 'istio-workloads.istio-workloads';
const OTHER_YAML_EXTENSION = 'redhat.vscode-yaml';
/** Extensions that offer to format every YAML file. */
const OTHER_YAML_FORMATTERS: readonly string[] = [
  OTHER_YAML_EXTENSION,
  'esbenp.prettier-vscode',
  'prettier.prettier-vscode',
  'rvest.vs-code-prettier-eslint',
  'bluebrown.yamlfmt',
  'dprint.dprint',
];

/** Whether another extension reports YAML syntax errors. An extension that is disabled is not found. */
export function hasOtherYamlDiagnostics(): boolean {
  if (vscode.extensions.getExtension(OTHER_YAML_EXTENSION) === undefined) return false;
  return isOn('yaml', 'validate');
}

/**
 * Whether another extension is to format YAML: the one that the person chose, or one that does it anyway while none is
 * chosen. With two formatters and no choice, VS Code would ask each time, and no longer format on save.
 */
export function hasOtherYamlFormatter(): boolean {
  const chosen = vscode.workspace.getConfiguration('editor', { languageId: 'yaml' }).get<string>('defaultFormatter');
  if (chosen) return chosen.toLowerCase() !== OWN_ID;
  return OTHER_YAML_FORMATTERS.some((id) => {
    if (vscode.extensions.getExtension(id) === undefined) return false;
    return id !== OTHER_YAML_EXTENSION || isOn('yaml', 'format.enable');
  });
}

function isOn(section: string, setting: string): boolean {
  return vscode.workspace.getConfiguration(section, null).get<boolean>(setting) !== false;
}

/** Globs of `files.exclude` that apply without a condition. */
export function filesExclude(): string[] {
  const exclude = vscode.workspace.getConfiguration('files', null).get<Record<string, unknown>>('exclude') ?? {};
  return Object.entries(exclude).flatMap(([glob, isHidden]) => (isHidden === true ? [glob] : []));
}

/** Calls `onChange` with what is different from the last time. */
export function watchSurroundings(onChange: (change: EnvironmentChange) => void): vscode.Disposable {
  let hasOther = hasOtherYamlDiagnostics();
  let hasFormatter = hasOtherYamlFormatter();
  let excluded = JSON.stringify(filesExclude());
  const checkOther = (): void => {
    const now = hasOtherYamlDiagnostics();
    if (now !== hasOther) onChange({ otherYamlDiagnostics: now });
    hasOther = now;
  };
  const checkFormatter = (): void => {
    const now = hasOtherYamlFormatter();
    if (now !== hasFormatter) onChange({ otherYamlFormatter: now });
    hasFormatter = now;
  };
  const checkExcluded = (): void => {
    const globs = filesExclude();
    const now = JSON.stringify(globs);
    if (now !== excluded) onChange({ filesExclude: globs });
    excluded = now;
  };
  return vscode.Disposable.from(
    vscode.extensions.onDidChange(checkOther),
    vscode.extensions.onDidChange(checkFormatter),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('yaml.validate')) checkOther();
      if (event.affectsConfiguration('files.exclude')) checkExcluded();
      if (event.affectsConfiguration('editor.defaultFormatter') || event.affectsConfiguration('yaml.format'))
        checkFormatter();
    }),
  );
}
