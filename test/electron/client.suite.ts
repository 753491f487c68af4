import * as vscode from 'vscode';
import { assertContains, eventually } from './support/conditions.ts';
import { closeAll, open, seeLenses, seeProblems } from './support/workspace.ts';

suite('Beside the language', () => {
  teardown(closeAll);

  test('a restarted server knows everything again', async () => {
    const { document } = await open('03-whoami-se.yaml');
    await seeLenses(document.uri, ['1 WorkloadEntry, 1 Deployment · 2 endpoints']);
    await vscode.commands.executeCommand('istioWorkloads.restartServer');
    await seeLenses(document.uri, ['1 WorkloadEntry, 1 Deployment · 2 endpoints']);
    await seeProblems(document.uri, ['Hint object/old-version']);
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
