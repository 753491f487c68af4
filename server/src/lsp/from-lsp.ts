/** What clients send, in the engine's terms. */
import type { DidChangeTextDocumentParams, InitializeParams } from 'vscode-languageserver';
import type { EnvironmentChange, InitializationOptions } from '../protocol.ts';
import type { SourceEdit } from '../workspace/source-file.ts';

/** The changes of a `didChange`, each in positions of the text that the one before left. */
export function toSourceEdits(params: DidChangeTextDocumentParams): SourceEdit[] {
  return params.contentChanges.map((change) =>
    'range' in change ? { range: change.range, text: change.text } : { text: change.text },
  );
}

/** Our own options at start-up; values of a wrong type count as absent, since any editor may fill them in by hand. */
export function toInitializationOptions(params: InitializeParams): InitializationOptions {
  const options = asObject(params.initializationOptions);
  const { language, l10nBundle, settings, diagnostics, clientFileSystem, rulePage, previewsRegistration } = options;
  return {
    ...toEnvironmentChange(options),
    ...(typeof language === 'string' && { language }),
    ...(isBundle(l10nBundle) && { l10nBundle }),
    ...(settings !== undefined && { settings: settings as NonNullable<InitializationOptions['settings']> }),
    ...(clientFileSystem === true && { clientFileSystem }),
    ...(typeof rulePage === 'string' && { rulePage }),
    ...(previewsRegistration === true && { previewsRegistration }),
    ...((diagnostics === 'push' || diagnostics === 'pull') && { diagnostics }),
  };
}

/** What the client says has changed about its surroundings. */
export function toEnvironmentChange(params: unknown): EnvironmentChange {
  const { otherYamlDiagnostics, otherYamlFormatter, filesExclude } = asObject(params);
  return {
    ...(typeof otherYamlDiagnostics === 'boolean' && { otherYamlDiagnostics }),
    ...(typeof otherYamlFormatter === 'boolean' && { otherYamlFormatter }),
    ...(Array.isArray(filesExclude) && { filesExclude: filesExclude.filter((glob) => typeof glob === 'string') }),
  };
}

function isBundle(value: unknown): value is Record<string, string> {
  return typeof value === 'object' && value !== null && Object.values(value).every((text) => typeof text === 'string');
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
