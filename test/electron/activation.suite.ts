/** Has to come first: once active, an extension stays active. */
import * as vscode from 'vscode';
import { assertEqual, eventually } from './support/conditions.ts';
import { closeAll, EXTENSION_ID, open, seeLenses } from './support/workspace.ts';

suite('The installed extension', () => {
  suiteTeardown(closeAll);

  test('is asleep while no YAML is open, and wakes up with the first', async () => {
    const extension = vscode.extensions.getExtension(EXTENSION_ID);
    if (!extension) throw new Error(`${EXTENSION_ID} is not installed.`);
    assertEqual(extension.isActive, false, 'Active before any YAML is open');

    await open('03-whoami-se.yaml');
    await eventually(
      'The extension is active',
      () => extension.isActive,
      (isActive) => isActive,
    );
  });

  test('says above a ServiceEntry what it selects', async () => {
    const { document } = await open('03-whoami-se.yaml');
    await seeLenses(document.uri, ['1 WorkloadEntry, 1 Deployment · 2 endpoints']);
  });

  test('has all its commands', async () => {
    const known = await vscode.commands.getCommands(true);
    const own = known.filter((name) => name.startsWith('istioWorkloads.')).toSorted();
    const wanted = ['restartServer', 'showMesh', 'showOutput', 'showReferences'].map(
      (name) => `istioWorkloads.${name}`,
    );
    assertEqual(
      wanted.filter((name) => !own.includes(name)),
      [],
      'What is missing',
    );
  });
});
