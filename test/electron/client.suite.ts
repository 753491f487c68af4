import * as vscode from 'vscode';
import { assertContains, assertEqual, eventually } from './support/conditions.ts';
import { closeAll, completionsAt, labelOf, open, openNew, seeLenses, seeProblems } from './support/workspace.ts';

suite('Beside the language', () => {
  teardown(closeAll);

  test('snippets are offered by the name of the kind, and what they insert is a resource', async () => {
    const editor = await openNew('snippet.yaml', '');
    const items = await completionsAt(editor.document.uri, new vscode.Position(0, 0));
    const labels = items.map(labelOf);
    for (const kind of ['ServiceEntry', 'WorkloadEntry', 'WorkloadGroup'])
      if (!labels.includes(kind)) throw new Error(`No snippet for ${kind} among ${labels.slice(0, 20).join(', ')}.`);

    await vscode.commands.executeCommand('editor.action.insertSnippet', {
      langId: 'yaml',
      name: 'Istio WorkloadEntry',
    });
    assertContains(editor.document.getText(), 'kind: WorkloadEntry\n');
    const symbols = await eventually(
      'The outline of the snippet',
      () =>
        vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
          'vscode.executeDocumentSymbolProvider',
          editor.document.uri,
        ),
      (found) => found.length > 0,
    );
    assertEqual(
      symbols.map((symbol) => symbol.name),
      ['my-service-vm1'],
      'The outline',
    );
  });

  test('a restarted server knows everything again', async () => {
    const { document } = await open('03-whoami-se.yaml');
    await seeLenses(document.uri, ['selects 1 WorkloadEntry, 1 Deployment']);
    await vscode.commands.executeCommand('istioWorkloads.restartServer');
    await seeLenses(document.uri, ['selects 1 WorkloadEntry, 1 Deployment']);
    await seeProblems(document.uri, []);
  });

  test('the list of the mesh leads to one of its files', async () => {
    await open('03-whoami-se.yaml');
    let isClosed = false;
    const shown = vscode.commands.executeCommand('istioWorkloads.showMesh').then(() => {
      isClosed = true;
    });
    await eventually(
      'The list is closed by a choice',
      async () => {
        await vscode.commands.executeCommand('workbench.action.quickOpenNavigateNext');
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        return isClosed;
      },
      (closed) => closed,
    );
    await shown;
    assertContains(vscode.window.activeTextEditor?.document.uri.path ?? '', '.yaml');
  });

  test('the log can be shown', async () => {
    await open('03-whoami-se.yaml');
    await vscode.commands.executeCommand('istioWorkloads.showOutput');
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });
});
