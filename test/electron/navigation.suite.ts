import * as vscode from 'vscode';
import { assertContains, assertEqual } from './support/conditions.ts';
import {
  closeAll,
  completionsAt,
  hoverAt,
  labelOf,
  open,
  places,
  rangeOf,
  seeLenses,
  uriOf,
} from './support/workspace.ts';

const SERVICE_LENS = '1 WorkloadEntry, 1 Deployment · 2 endpoints';

suite('In the tutorial', () => {
  let service: vscode.TextDocument;
  let selected: vscode.Position;

  suiteSetup(async () => {
    service = (await open('03-whoami-se.yaml')).document;
    await seeLenses(service.uri, [SERVICE_LENS]);
    selected = rangeOf(service, 'app: whoami').end.translate(0, -2);
  });
  suiteTeardown(closeAll);

  test('a WorkloadEntry says who selects it', async () => {
    const { document } = await open('02-whoami-we.yaml');
    await seeLenses(document.uri, ['selected by whoami-se']);
  });

  test('the hover of a selector lists whom it selects and on which port', async () => {
    const hover = await hoverAt(service.uri, rangeOf(service, 'workloadSelector').start);
    for (const part of ['Selects 2 workloads', 'whoami-we', '172.29.9.61', '8888']) assertContains(hover, part);
  });

  test('the hover of a label says by which service the workload is reached', async () => {
    const { document } = await open('02-whoami-we.yaml');
    const hover = await hoverAt(document.uri, rangeOf(document, 'app: whoami').start);
    for (const part of ['Selected by 1 service', 'whoami-se', 'whoami.internal.com']) assertContains(hover, part);
  });

  test('a selector leads to what it selects', async () => {
    const found = await places('vscode.executeDefinitionProvider', service.uri, selected);
    assertEqual(
      found.map((place) => place.split(':')[0]),
      ['02-whoami-we.yaml', '05-whoami-deploy.yaml'],
      'Where it leads',
    );
  });

  test('a label leads back to the selector', async () => {
    const { document } = await open('02-whoami-we.yaml');
    const found = await places('vscode.executeReferenceProvider', document.uri, rangeOf(document, 'app: whoami').start);
    assertContains(found.join(' '), '03-whoami-se.yaml');
  });

  test('the selector and what it selects in the same file are highlighted together', async () => {
    const { document } = await open('06-multi-instance.yaml');
    await seeLenses(document.uri, [
      'selected by test-se',
      'selected by test-se',
      'selected by test-se',
      '3 WorkloadEntries, 1 WorkloadGroup · 3 endpoints',
    ]);
    const last = document.positionAt(document.getText().lastIndexOf('app: test') + 2);
    const found = await vscode.commands.executeCommand<vscode.DocumentHighlight[]>(
      'vscode.executeDocumentHighlights',
      document.uri,
      last,
    );
    assertEqual(found.length, 4, 'The number of highlights');
  });

  test('the outline has one symbol a resource', async () => {
    const { document } = await open('06-multi-instance.yaml');
    const found = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    assertEqual(
      found.map((symbol) => symbol.name),
      ['test1-we', 'test2-we', 'test3-we', 'test-se'],
      'The outline',
    );
  });

  test('a resource is found by its name', async () => {
    const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
      'vscode.executeWorkspaceSymbolProvider',
      'whoami-se',
    );
    assertContains(found.map(({ name, location }) => `${name} ${location.uri.path}`).join(' '), '/03-whoami-se.yaml');
  });

  test('each document folds', async () => {
    const found = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      uriOf('06-multi-instance.yaml'),
    );
    // The first line, and the markers between the documents.
    const wanted = [1, 10, 20, 30];
    const starts = found.map((range) => range.start + 1);
    assertEqual(
      wanted.filter((line) => starts.includes(line)),
      wanted,
      'Where documents fold',
    );
  });

  test('completion offers the values that workloads have, with what each would select', async () => {
    const items = await completionsAt(service.uri, selected);
    const whoami = items.find((item) => labelOf(item) === 'whoami');
    assertContains(JSON.stringify([whoami?.label, whoami?.detail]), '1 WorkloadEntry, 1 Deployment');
    // The one it has now is offered among others, and no other language's words are.
    assertContains(items.map(labelOf).join(' '), 'test');
  });

  test('a lens opens what it counts', async () => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      service.uri,
      100,
    );
    const [command] = lenses.map((lens) => lens.command);
    if (!command) throw new Error('The lens has no command.');
    await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
    await vscode.commands.executeCommand('closeReferenceSearch');
  });
});
