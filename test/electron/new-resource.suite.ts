import * as vscode from 'vscode';
import { assertContains, assertEqual, eventually } from './support/conditions.ts';
import {
  closeAll,
  completionsAt,
  folderUri,
  labelOf,
  open,
  openNew,
  seeLenses,
  seeProblems,
} from './support/workspace.ts';

const NEW_RESOURCE = 'istioWorkloads.newResource';
const NEW_RESOURCE_FILE = 'istioWorkloads.newResourceFile';

/** What of the list of resources can be seen from outside of it: its preview. */
function previewText(): string | undefined {
  const editor = vscode.window.visibleTextEditors.find(({ document }) => /preview/.test(document.uri.scheme));
  return editor?.document.getText();
}

/** A command that shows the list; `isEnded` tells whether it has come to its end. */
async function beginCommand(command: string, ...args: unknown[]): Promise<{ readonly isEnded: () => boolean }> {
  let isEnded = false;
  void vscode.commands.executeCommand(command, ...args).then(() => {
    isEnded = true;
  });
  await seePreview((text) => text.includes('name: billing'));
  return { isEnded: () => isEnded };
}

function seePreview(isRight: (text: string) => boolean): Promise<string | undefined> {
  return eventually('The preview', previewText, (text) => text !== undefined && isRight(text));
}

/** How often to look before doing it once more. */
const PATIENCE = 30;

/** Runs a command of the list until it has an effect: one that comes before the list is shown is lost. */
async function press(command: string, hasEffect: () => boolean): Promise<void> {
  let looks = 0;
  const probe = async () => {
    if (looks++ % PATIENCE === 0) await vscode.commands.executeCommand(command);
    return hasEffect();
  };
  await eventually(`What ${command} does`, probe, (done) => done);
}

const accept = (isEnded: () => boolean) => press('workbench.action.acceptSelectedQuickOpenItem', isEnded);
const openTabs = (): number => vscode.window.tabGroups.all.flatMap((group) => group.tabs).length;
const textInFront = (): string => vscode.window.activeTextEditor?.document.getText() ?? '';

suite('Something new', () => {
  teardown(closeAll);

  test('snippets are offered in an empty file by kind and by what they do', async () => {
    const { document } = await openNew('snippet.yaml', '');
    const items = await eventually(
      'The offers',
      () => completionsAt(document.uri, new vscode.Position(0, 0)),
      (found) => found.some((item) => labelOf(item) === 'VM service'),
    );
    const labels = items.map(labelOf);
    for (const label of ['ServiceEntry', 'WorkloadEntry', 'WorkloadGroup', 'Locality failover for VMs'])
      assertEqual(labels.filter((each) => each === label).length, 1, label);
  });

  test('no snippet is offered where a value is typed', async () => {
    const { document } = await open('03-whoami-se.yaml');
    const items = await completionsAt(document.uri, new vscode.Position(16, 14));
    assertEqual(items.map(labelOf).includes('VM service'), false, 'Whether a snippet is offered');
  });

  test('a snippet that is taken is a service with its machines', async () => {
    const editor = await openNew('taken.yaml', 'vm service');
    editor.selection = new vscode.Selection(0, 10, 0, 10);
    await vscode.commands.executeCommand('editor.action.triggerSuggest');
    await eventually(
      'The snippet',
      async () => {
        await vscode.commands.executeCommand('acceptSelectedSuggestion');
        return editor.document.getText();
      },
      (text) => text.includes('kind: ServiceEntry'),
    );
    await seeLenses(editor.document.uri, [
      '2 WorkloadEntries · 2 endpoints',
      'selected by billing',
      'selected by billing',
    ]);
    await seeProblems(editor.document.uri, []);
    // The first stop is selected, wherever its value stands.
    assertEqual(editor.document.getText(editor.selection), 'billing', 'What is selected');
  });

  test('a list that is left leaves nothing behind', async () => {
    const { document } = await open('03-whoami-se.yaml');
    const tabs = openTabs();
    const { isEnded } = await beginCommand(NEW_RESOURCE);
    await press('workbench.action.closeQuickOpen', isEnded);
    assertEqual(document.isDirty, false, 'Whether the file was changed');
    await eventually('The open tabs', openTabs, (count) => count === tabs);
    await eventually(
      'The groups',
      () => vscode.window.tabGroups.all.length,
      (count) => count === 1,
    );
    await eventually(
      'The file in front',
      () => vscode.window.activeTextEditor?.document.uri.path ?? '',
      (path) => path === document.uri.path,
    );
  });

  test('nor does it where empty groups of editors are set to stay', async () => {
    const settings = vscode.workspace.getConfiguration('workbench.editor');
    await settings.update('closeEmptyGroups', false, vscode.ConfigurationTarget.Global);
    try {
      await open('03-whoami-se.yaml');
      const { isEnded } = await beginCommand(NEW_RESOURCE);
      await press('workbench.action.closeQuickOpen', isEnded);
      await eventually(
        'The groups',
        () => vscode.window.tabGroups.all.length,
        (count) => count === 1,
      );
    } finally {
      await settings.update('closeEmptyGroups', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  test('the preview follows the list, and the choice goes behind what is in the file', async () => {
    const { document } = await open('03-whoami-se.yaml');
    const before = document.getText();
    const { isEnded } = await beginCommand(NEW_RESOURCE);
    await press('workbench.action.quickOpenNavigateNext', () => previewText()?.includes('name: catalog') === true);
    await accept(isEnded);
    assertEqual(previewText(), undefined, 'The preview');
    const text = document.getText();
    assertEqual(
      text.startsWith(`${before.trimEnd()}\n---\napiVersion: `),
      true,
      `That ${text} goes on after a separator`,
    );
    // The tutorial leaves namespaces to whoever applies it.
    assertEqual(text.includes('namespace'), false, 'Whether a namespace was brought in');
    await seeLenses(document.uri, [
      '1 WorkloadEntry, 1 Deployment · 2 endpoints',
      '1 WorkloadEntry, 1 Deployment · 3 endpoints',
      'selected by catalog',
      'selected by catalog',
    ]);
    assertEqual(vscode.window.activeTextEditor?.document.getText(vscode.window.activeTextEditor.selection), 'catalog');
  });

  test('without a YAML file in front it begins one', async () => {
    const { isEnded } = await beginCommand(NEW_RESOURCE);
    await accept(isEnded);
    const document = vscode.window.activeTextEditor?.document;
    assertEqual([document?.isUntitled, document?.languageId], [true, 'yaml'], 'The new document');
    assertContains(textInFront(), 'kind: ServiceEntry\n');
    assertEqual(openTabs(), 1, 'The number of tabs');
  });

  test('from the menu of new files it begins one also beside a YAML file', async () => {
    const { document } = await open('03-whoami-se.yaml');
    const { isEnded } = await beginCommand(NEW_RESOURCE_FILE);
    await accept(isEnded);
    assertEqual(document.isDirty, false, 'Whether the other file was changed');
    assertEqual(vscode.window.activeTextEditor?.document.isUntitled, true, 'Whether the document in front is new');
    assertContains(textInFront(), 'kind: ServiceEntry\n');
  });

  test('in a folder it makes a file, whose name it proposes', async () => {
    const { isEnded } = await beginCommand(NEW_RESOURCE, folderUri());
    const uri = vscode.Uri.joinPath(folderUri(), 'vm-service.yaml');
    // The list, then the input with the name.
    await accept(isEnded);
    try {
      assertEqual(vscode.window.activeTextEditor?.document.uri.path, uri.path, 'The file in front');
      assertContains(textInFront(), 'kind: ServiceEntry\n');
    } finally {
      await closeAll();
      await vscode.workspace.fs.delete(uri);
    }
  });
});
