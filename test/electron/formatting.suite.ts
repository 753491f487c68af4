import * as vscode from 'vscode';
import { assertEqual, eventually } from './support/conditions.ts';
import { closeAll, openNew } from './support/workspace.ts';

const HEAD = 'apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata:\n  name: formatted\nspec:\n';
const UGLY = `${HEAD}    hosts:\n    -   "a.com" # here\n    ports:   [{number: 80,name: http}]   \n`;
const TIDY = `${HEAD}  hosts:\n  - "a.com" # here\n  ports: [{number: 80, name: http}]\n`;

/** Changes a setting of YAML for the folder; `undefined` takes it back. */
async function configure(setting: string, value: unknown): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('editor', { languageId: 'yaml' });
  await configuration.update(setting, value, vscode.ConfigurationTarget.Workspace, true);
}

/** The number of edits that formatting would make; `undefined` where nobody formats. */
async function edits(uri: vscode.Uri): Promise<number | undefined> {
  const options = { tabSize: 2, insertSpaces: true };
  const found = await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(
    'vscode.executeFormatDocumentProvider',
    uri,
    options,
  );
  return found?.length;
}

suite('Formatting', () => {
  teardown(async () => {
    await configure('defaultFormatter', undefined);
    await configure('formatOnType', undefined);
    await closeAll();
  });

  test('lays a file out', async () => {
    const { document } = await openNew('laid-out.yaml', UGLY);
    await eventually(
      'Formatting is offered',
      () => edits(document.uri),
      (count) => count !== undefined && count > 0,
    );
    await vscode.commands.executeCommand('editor.action.formatDocument');
    assertEqual(document.getText(), TIDY);
  });

  test('is left to another extension that is chosen', async () => {
    const { document } = await openNew('left-to-others.yaml', UGLY);
    await configure('defaultFormatter', 'somebody.formatter');
    await eventually(
      'Formatting is not offered',
      () => edits(document.uri),
      (count) => count === undefined,
    );
    await configure('defaultFormatter', 'istio-workloads.istio-workloads');
    await eventually(
      'Formatting is offered',
      () => edits(document.uri),
      (count) => count !== undefined && count > 0,
    );
  });

  test('begins the items of a list while somebody types', async () => {
    await configure('formatOnType', true);
    const editor = await openNew('typed.yaml', `${HEAD}  location: MESH_EXTERNAL\n  hosts:`);
    const { document } = editor;
    const end = document.positionAt(document.getText().length);
    editor.selection = new vscode.Selection(end, end);
    const type = async (text: string, expected: string): Promise<void> => {
      await vscode.commands.executeCommand('type', { text });
      await eventually(
        `What is typed after ${JSON.stringify(text)}`,
        () => document.getText().slice(HEAD.length),
        (found) => found === `  location: MESH_EXTERNAL\n  hosts:${expected}`,
      );
    };
    await type('\n', '\n    - ');
    await type('a.com', '\n    - a.com');
    await type('\n', '\n    - a.com\n    - ');
    await type('\n', '\n    - a.com\n  ');
    await type('resolution: DNS', '\n    - a.com\n  resolution: DNS');
  });

  test('a selection grows from a word to its pair', async () => {
    const { document } = await openNew('selected.yaml', TIDY);
    const at = document.positionAt(document.getText().indexOf('a.com') + 1);
    const [selection] = await vscode.commands.executeCommand<vscode.SelectionRange[]>(
      'vscode.executeSelectionRangeProvider',
      document.uri,
      [at],
    );
    const texts: string[] = [];
    for (let range = selection; range; range = range.parent) texts.push(document.getText(range.range));
    const own = ['a.com', '"a.com"', '- "a.com"', 'hosts:\n  - "a.com"'];
    assertEqual(
      texts.filter((text) => own.includes(text)),
      own,
    );
  });
});
