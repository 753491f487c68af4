import * as vscode from 'vscode';
import { assertContains, assertEqual, eventually } from './support/conditions.ts';
import {
  applyFix,
  closeAll,
  codeOf,
  completionsAt,
  labelOf,
  lensTitles,
  openNew,
  ownDiagnostics,
  rangeOf,
  replace,
  seeLenses,
  seeProblems,
  serviceAndEntry,
  writeFile,
} from './support/workspace.ts';

const NEAR_MISS = 'service-entry/selector-near-miss';

suite('What is found', () => {
  teardown(closeAll);

  test('a selector one letter from a label, at its value, with the workload it nearly selects', async () => {
    const { document } = await openNew(
      'near-miss.yaml',
      serviceAndEntry({ namespace: 'near-miss', selects: 'order', has: 'orders' }),
    );
    await seeProblems(document.uri, [`Warning ${NEAR_MISS}`]);
    const [problem] = ownDiagnostics(document.uri);
    assertEqual(problem && document.getText(problem.range), 'order', 'The marked text');
    assertContains(problem?.message ?? '', 'No workload in namespace "near-miss" has the label app: order');
    assertContains(problem?.relatedInformation?.[0]?.message ?? '', 'orders-we');
  });

  test('the code of a finding opens the page of its rule, which needs no network', async () => {
    const { document } = await openNew(
      'explained.yaml',
      serviceAndEntry({ namespace: 'explained', selects: 'order', has: 'orders' }),
    );
    await seeProblems(document.uri, [`Warning ${NEAR_MISS}`]);
    const code = ownDiagnostics(document.uri)[0]?.code;
    const target = typeof code === 'object' ? code.target : undefined;
    assertEqual(target?.scheme, 'command', 'The link');
    await vscode.commands.executeCommand(target?.path ?? '', JSON.parse(target?.query ?? ''));
    await eventually(
      'The page is shown',
      () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label)),
      (labels) => labels.some((label) => label.includes('selector-near-miss.md')),
    );
    const page = await vscode.workspace.openTextDocument(
      vscode.Uri.from({ scheme: 'istio-workloads-rule', path: `/${NEAR_MISS}.md` }),
    );
    assertContains(page.getText(), `# ${NEAR_MISS}`);
  });

  test('the fix changes the selector, and the finding is gone', async () => {
    const { document } = await openNew(
      'fixed.yaml',
      serviceAndEntry({ namespace: 'fixed', selects: 'order', has: 'orders' }),
    );
    await seeProblems(document.uri, [`Warning ${NEAR_MISS}`]);
    await applyFix(document, 'Change to "orders"');
    await seeProblems(document.uri, []);
    await seeLenses(document.uri, ['1 WorkloadEntry · 1 endpoint', 'selected by orders-se']);
  });

  test('a selector whose workloads are in another namespace', async () => {
    await writeFile(
      'other-entry.yaml',
      serviceAndEntry({ namespace: 'machines', selects: 'ledger', has: 'ledger' }).split('---\n')[1] ?? '',
    );
    const [service = ''] = serviceAndEntry({ namespace: 'gateways', selects: 'ledger', has: 'ledger' }).split('---\n');
    const { document } = await openNew('other-service.yaml', service);
    await seeProblems(document.uri, ['Error service-entry/selector-other-namespace']);
  });

  test('a selector that matches nothing', async () => {
    const { document } = await openNew(
      'nothing.yaml',
      serviceAndEntry({ namespace: 'nothing', selects: 'storage', has: 'telephone' }),
    );
    await seeProblems(document.uri, [
      'Warning service-entry/selector-matches-nothing',
      'Warning workload-entry/unselected',
    ]);
  });

  test('a WorkloadEntry that nothing selects', async () => {
    const text = serviceAndEntry({ namespace: 'unselected', selects: 'storage', has: 'storage' });
    const other = serviceAndEntry({ namespace: 'unselected', selects: 'telephone', has: 'telephone' });
    const { document } = await openNew(
      'unselected.yaml',
      `${text}---\n${other.split('---\n')[1]?.replace('orders-we', 'phone-we')}`,
    );
    await eventuallyHas(document.uri, 'workload-entry/unselected');
  });

  test('a finding heals when the workload appears on disk', async () => {
    const [service = '', entry = ''] = serviceAndEntry({ namespace: 'heals', selects: 'late', has: 'late' }).split(
      '---\n',
    );
    const { document } = await openNew('heals.yaml', service);
    await eventuallyHas(document.uri, 'service-entry/selector-matches-nothing');
    await writeFile('heals-entry.yaml', entry);
    await seeProblems(document.uri, []);
  });

  test('with CRLF line ends the same text is marked, and a fix keeps them', async () => {
    const text = serviceAndEntry({ namespace: 'crlf', selects: 'order', has: 'orders' }).replaceAll('\n', '\r\n');
    const { document } = await openNew('crlf.yaml', text);
    await seeProblems(document.uri, [`Warning ${NEAR_MISS}`]);
    const [problem] = ownDiagnostics(document.uri);
    assertEqual(problem && document.getText(problem.range), 'order', 'The marked text');
    await applyFix(document, 'Change to "orders"');
    await seeProblems(document.uri, []);
    assertEqual(document.getText(), text.replace('app: order\r', 'app: orders\r'), 'The text');
  });

  test('a document that has never been saved is checked too', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'yaml',
      content: serviceAndEntry({ namespace: 'unsaved', selects: 'order', has: 'orders' }),
    });
    await vscode.window.showTextDocument(document);
    await seeProblems(document.uri, [`Warning ${NEAR_MISS}`]);
    await replace(document, 'app: order\n', 'app: orders\n');
    await seeProblems(document.uri, []);
  });

  test('a rule that is switched off is silent, and speaks again when it is switched on', async () => {
    const { document } = await openNew(
      'rule-off.yaml',
      serviceAndEntry({ namespace: 'rule-off', selects: 'order', has: 'orders' }),
    );
    await seeProblems(document.uri, [`Warning ${NEAR_MISS}`]);
    const settings = vscode.workspace.getConfiguration('istioWorkloads');
    await settings.update('rules', { [NEAR_MISS]: 'off' }, vscode.ConfigurationTarget.Global);
    await seeProblems(document.uri, []);
    await settings.update('rules', { [NEAR_MISS]: 'error' }, vscode.ConfigurationTarget.Global);
    await seeProblems(document.uri, [`Error ${NEAR_MISS}`]);
    await settings.update('rules', undefined, vscode.ConfigurationTarget.Global);
    await seeProblems(document.uri, [`Warning ${NEAR_MISS}`]);
  });

  test('YAML that is no resource gets nothing', async () => {
    // Both are open, so what is said of the one shows that the other has been looked at as well.
    const compose = await openNew(
      'docker-compose.yaml',
      'services:\n  web:\n    image: nginx\n    labels:\n      app: orders\n    ports: ["80:80"]\n',
    );
    const other = await openNew(
      'beside-compose.yaml',
      serviceAndEntry({ namespace: 'compose', selects: 'order', has: 'orders' }),
    );
    await seeProblems(other.document.uri, [`Warning ${NEAR_MISS}`]);
    const { uri } = compose.document;
    assertEqual(ownDiagnostics(uri).map(codeOf), [], 'What is found');
    assertEqual(await lensTitles(uri), [], 'What the lenses say');
    const at = rangeOf(compose.document, 'app: ').end;
    // Snippets are offered in all YAML: a file that is still empty has no kind yet.
    const offered = (await completionsAt(uri, at)).filter(({ kind }) => kind === vscode.CompletionItemKind.Value);
    assertEqual(offered.map(labelOf), [], 'What is offered');
  });
});

/** Waits until the rule has found something in the file, whatever others find. */
async function eventuallyHas(uri: vscode.Uri, code: string): Promise<void> {
  await eventually(
    `A finding of ${code}`,
    () => ownDiagnostics(uri).map(codeOf),
    (codes) => codes.includes(code),
  );
}
