/** The opened folder and what is shown of its files, by short names, for the suites. */
import * as vscode from 'vscode';
import { eventually } from './conditions.ts';

export const EXTENSION_ID = 'istio-workloads.istio-workloads';

export function folderUri(): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('No folder is open.');
  return folder.uri;
}

export function uriOf(name: string): vscode.Uri {
  return vscode.Uri.joinPath(folderUri(), name);
}

/** Writes a file of the folder on disk. */
export async function writeFile(name: string, text: string): Promise<vscode.Uri> {
  const uri = uriOf(name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** Opens a file of the folder in the editor. */
export async function open(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uriOf(name)), { preview: false });
}

export async function openNew(name: string, text: string): Promise<vscode.TextEditor> {
  await writeFile(name, text);
  return open(name);
}

/** Closes all editors without saving. */
export async function closeAll(): Promise<void> {
  while (vscode.window.activeTextEditor)
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Replaces the only place where `before` is written. */
export async function replace(document: vscode.TextDocument, before: string, after: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, rangeOf(document, before), after);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(`${document.uri} can't be edited.`);
}

/** Where `text` is first written. */
export function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const at = document.getText().indexOf(text);
  if (at < 0) throw new Error(`"${text}" is not in ${document.uri}`);
  return new vscode.Range(document.positionAt(at), document.positionAt(at + text.length));
}

/** What this extension has found in a file: `severity text: message`, in the order of the file. */
export function problems(uri: vscode.Uri): string[] {
  return ownDiagnostics(uri)
    .toSorted((a, b) => a.range.start.compareTo(b.range.start))
    .map((each) => `${vscode.DiagnosticSeverity[each.severity]} ${codeOf(each)}`);
}

export function ownDiagnostics(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source !== undefined && /istio/i.test(source));
}

/** The rule that has found it. */
export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Waits until exactly these problems are there; see `problems`. */
export function seeProblems(uri: vscode.Uri, expected: readonly string[]): Promise<string[]> {
  const wanted = JSON.stringify(expected);
  return eventually(
    `The problems ${wanted} in ${uri.path}`,
    () => problems(uri),
    (found) => JSON.stringify(found) === wanted,
  );
}

/** Applies the quick fix with this title as a click on it would. */
export async function applyFix(document: vscode.TextDocument, title: string): Promise<void> {
  const [problem] = ownDiagnostics(document.uri);
  if (!problem) throw new Error('There is nothing to fix.');
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    problem.range,
    vscode.CodeActionKind.QuickFix.value,
  );
  const action = actions.find((each) => each.title === title);
  if (!action?.edit) throw new Error(`No fix "${title}" among ${JSON.stringify(actions.map((each) => each.title))}.`);
  if (!(await vscode.workspace.applyEdit(action.edit))) throw new Error('The fix can not be applied.');
}

/** The titles of a file's lenses. */
export async function lensTitles(uri: vscode.Uri): Promise<string[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100);
  return lenses.map((lens) => lens.command?.title ?? '');
}

export function seeLenses(uri: vscode.Uri, expected: readonly string[]): Promise<string[]> {
  const wanted = JSON.stringify(expected);
  return eventually(
    `The lenses ${wanted} in ${uri.path}`,
    () => lensTitles(uri),
    (found) => JSON.stringify(found) === wanted,
  );
}

/** The hover at a position as Markdown; empty if there is none. */
export async function hoverAt(uri: vscode.Uri, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, position);
  const contents = hovers.flatMap((hover) => hover.contents);
  return contents.map((content) => (typeof content === 'string' ? content : content.value)).join('\n');
}

/** What is offered at a position. */
export async function completionsAt(uri: vscode.Uri, position: vscode.Position): Promise<vscode.CompletionItem[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    uri,
    position,
  );
  return list.items;
}

export function labelOf({ label }: vscode.CompletionItem): string {
  return typeof label === 'string' ? label : label.label;
}

/** The places that a request answered, as `file:line` with lines counted from 1, sorted. */
export async function places(
  command: 'vscode.executeDefinitionProvider' | 'vscode.executeReferenceProvider',
  uri: vscode.Uri,
  position: vscode.Position,
): Promise<string[]> {
  const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(command, uri, position);
  return found
    .map((each) => {
      const [target, range] = 'targetUri' in each ? [each.targetUri, each.targetRange] : [each.uri, each.range];
      return `${target.path.split('/').pop()}:${range.start.line + 1}`;
    })
    .toSorted();
}

/** A ServiceEntry and a WorkloadEntry of one namespace, which has nothing else. */
export function serviceAndEntry({
  namespace,
  selects,
  has,
}: {
  readonly namespace: string;
  readonly selects: string;
  readonly has: string;
}): string {
  return `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: orders-se
  namespace: ${namespace}
spec:
  hosts:
    - orders.${namespace}.internal.com
  ports:
    - number: 80
      name: http
      protocol: HTTP
  location: MESH_INTERNAL
  resolution: STATIC
  workloadSelector:
    labels:
      app: ${selects}
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: orders-we
  namespace: ${namespace}
spec:
  address: 192.168.7.1
  labels:
    app: ${has}
`;
}
