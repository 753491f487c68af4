import * as vscode from 'vscode';
import { assertEqual } from '../electron/support/conditions.ts';
import {
  applyFix,
  closeAll,
  EXTENSION_ID,
  open,
  openNew,
  seeLenses,
  seeProblems,
  serviceAndEntry,
} from '../electron/support/workspace.ts';
import { MemoryFiles } from './memory-files.ts';

const NEAR_MISS = 'service-entry/selector-near-miss';

suite('In the browser', () => {
  teardown(closeAll);

  test('the extension runs beside the page, not on a machine', () => {
    assertEqual(vscode.extensions.getExtension(EXTENSION_ID)?.extensionUri.scheme, 'http', 'Where it comes from');
    assertEqual(vscode.env.uiKind, vscode.UIKind.Web, 'The kind of window');
  });

  test('a near miss is found and fixed', async () => {
    const { document } = await openNew(
      'near-miss.yaml',
      serviceAndEntry({ namespace: 'near-miss', selects: 'order', has: 'orders' }),
    );
    await seeProblems(document.uri, [`Warning ${NEAR_MISS}`]);
    await applyFix(document, 'Change to "orders"');
    await seeProblems(document.uri, []);
  });

  test('a document that has never been saved is checked', async () => {
    const content = serviceAndEntry({ namespace: 'unsaved', selects: 'order', has: 'orders' });
    const document = await vscode.workspace.openTextDocument({ language: 'yaml', content });
    await vscode.window.showTextDocument(document);
    await seeProblems(document.uri, [`Warning ${NEAR_MISS}`]);
  });

  test('files of a virtual workspace are read, not only those that are open', async () => {
    const root = vscode.Uri.from({ scheme: 'memory', path: '/project' });
    const files = new MemoryFiles(root.path);
    const [service = '', entry = ''] = serviceAndEntry({ namespace: 'virtual', selects: 'a', has: 'a' }).split('---\n');
    const encode = new TextEncoder();
    files.writeFile(vscode.Uri.joinPath(root, 'service.yaml'), encode.encode(service));
    files.writeFile(vscode.Uri.joinPath(root, 'entry.yaml'), encode.encode(entry));
    const provider = vscode.workspace.registerFileSystemProvider('memory', files, { isCaseSensitive: true });
    const count = vscode.workspace.workspaceFolders?.length ?? 0;
    vscode.workspace.updateWorkspaceFolders(count, 0, { uri: root, name: 'virtual' });
    try {
      const { document } = await vscode.window.showTextDocument(vscode.Uri.joinPath(root, 'service.yaml'));
      await seeLenses(document.uri, ['1 WorkloadEntry · 1 endpoint']);
    } finally {
      await closeAll();
      vscode.workspace.updateWorkspaceFolders(count, 1);
      provider.dispose();
    }
  });

  test('a restarted server knows everything again', async () => {
    const { document } = await open('03-whoami-se.yaml');
    await seeLenses(document.uri, ['1 WorkloadEntry, 1 Deployment · 2 endpoints']);
    await vscode.commands.executeCommand('istioWorkloads.restartServer');
    await seeLenses(document.uri, ['1 WorkloadEntry, 1 Deployment · 2 endpoints']);
  });
});
