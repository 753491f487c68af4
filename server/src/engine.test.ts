import { describe, expect, test } from 'vitest';
import { Engine } from './engine.ts';
import { defineRule } from './rules/define-rule.ts';
import { expectEqualToFresh } from './testing/expect-equal-to-fresh.ts';
import { documents, serviceEntry, workloadEntry } from './testing/manifests.ts';
import { PROBE_RULES } from './testing/probe-rules.ts';

const ROOT = 'file:///mesh';
const SETUP = { folders: [ROOT], rules: PROBE_RULES };

function engineWith(files: Readonly<Record<string, string>>): Engine {
  const engine = new Engine({ rules: PROBE_RULES });
  engine.setFolders([ROOT]);
  for (const [path, text] of Object.entries(files)) engine.openFile(`${ROOT}/${path}`, text, 1);
  engine.settle();
  return engine;
}

function messages(engine: Engine, path: string): string[] {
  return engine.problems(`${ROOT}/${path}`).map((located) => located.problem.message);
}

/** Replaces the first occurrence of `find` as an editor would, and returns what the change cost. */
function edit(engine: Engine, path: string, find: string, replacement: string): { read: number; analysed: number } {
  const uri = `${ROOT}/${path}`;
  const source = engine.file(uri)?.source;
  if (!source) throw new Error(`no ${path}`);
  const offset = source.text.indexOf(find);
  if (offset < 0) throw new Error(`no "${find}" in ${path}`);
  const before = engine.counts;
  const range = { start: source.positionAt(offset), end: source.positionAt(offset + find.length) };
  engine.editFile(uri, [{ range, text: replacement }]);
  engine.settle();
  const after = engine.counts;
  const cost = {
    read: after.documentsRead - before.documentsRead,
    analysed: after.resourcesAnalysed - before.resourcesAnalysed,
  };
  expectEqualToFresh(engine, SETUP);
  return cost;
}

/** `count` applications that have nothing to do with each other, one file each. */
function applications(count: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `app-${index}.yaml`,
      documents(workloadEntry(`vm-${index}`, `app-${index}`), serviceEntry(`se-${index}`, `app-${index}`)),
    ]),
  );
}

describe('what an edit costs', () => {
  test('an edit that nobody can see concerns its own document and whoever points into it', () => {
    const engine = engineWith(applications(3));
    // The ServiceEntry's probe relates to the entry's text.
    expect(edit(engine, 'app-1.yaml', 'address: 10.0.0.1', 'address: 10.0.0.2')).toEqual({ read: 1, analysed: 2 });
    expect(edit(engine, 'app-1.yaml', 'protocol: HTTP', 'protocol: TCP')).toEqual({ read: 1, analysed: 1 });
  });

  test('a label that stops matching concerns the two that were joined by it', () => {
    const engine = engineWith(applications(3));
    expect(edit(engine, 'app-1.yaml', 'app: app-1', 'app: app-x')).toEqual({ read: 1, analysed: 2 });
    expect(messages(engine, 'app-1.yaml')).toEqual(['selected by nobody', 'selects nothing']);
  });

  test.each([10, 200])('is the same with %i files beside it', (count) => {
    const engine = engineWith(applications(count));
    expect(edit(engine, 'app-5.yaml', 'app: app-5', 'app: app-6')).toEqual({ read: 1, analysed: 3 });
  });

  test('is the same wherever the document stands in a large file', () => {
    const all = documents(...Object.values(applications(200)));
    const engine = engineWith({ 'all.yaml': all });
    expect(edit(engine, 'all.yaml', 'app: app-5\n', 'app: app-x\n')).toEqual({ read: 1, analysed: 2 });
    expect(edit(engine, 'all.yaml', 'app: app-190\n', 'app: app-x\n')).toEqual({ read: 1, analysed: 2 });
  });

  test('splitting and merging documents reads only those', () => {
    const engine = engineWith({ 'all.yaml': documents(...Object.values(applications(20))) });
    expect(edit(engine, 'all.yaml', '---\n', '').read).toBeLessThanOrEqual(2);
    expect(edit(engine, 'all.yaml', '---\n', '---\n---\n').read).toBeLessThanOrEqual(2);
  });
});

describe('what is missing', () => {
  test('heals when it appears in another file, and breaks again when that file goes', () => {
    const engine = engineWith({ 'se.yaml': serviceEntry('shop', 'shop') });
    expect(messages(engine, 'se.yaml')).toEqual(['selects nothing']);
    engine.setDiskText(`${ROOT}/vm.yaml`, workloadEntry('vm', 'shop'));
    engine.settle();
    expect(messages(engine, 'se.yaml')).toEqual(['selects vm.yaml:vm']);
    engine.removeFile(`${ROOT}/vm.yaml`);
    expectEqualToFresh(engine, SETUP);
    expect(messages(engine, 'se.yaml')).toEqual(['selects nothing']);
  });

  test('an open file keeps its text when the disk changes or the file is deleted', () => {
    const engine = engineWith({ 'vm.yaml': workloadEntry('vm', 'shop'), 'se.yaml': serviceEntry('shop', 'shop') });
    engine.setDiskText(`${ROOT}/vm.yaml`, workloadEntry('vm', 'other'));
    engine.removeFile(`${ROOT}/vm.yaml`);
    engine.settle();
    expect(messages(engine, 'se.yaml')).toEqual(['selects vm.yaml:vm']);
    engine.closeFile(`${ROOT}/vm.yaml`);
    engine.setDiskText(`${ROOT}/vm.yaml`, workloadEntry('vm', 'other'));
    expectEqualToFresh(engine, SETUP);
    expect(messages(engine, 'se.yaml')).toEqual(['selects nothing']);
  });

  test('nothing counts as missing while files are still arriving', () => {
    const engine = new Engine({
      rules: [
        defineRule({
          id: 'probe/unknown',
          severity: 'hint',
          kinds: ['ServiceEntry'],
          docs: () => ({ summary: '', details: '', invalid: '', valid: '', sources: [] }),
          check(resource, { view, report }) {
            report(resource.kindNode, view.unknown('unknown workloads' as never));
          },
        }),
      ],
    });
    engine.setFolders([ROOT]);
    engine.setLoading(true);
    engine.openFile(`${ROOT}/se.yaml`, serviceEntry('shop', 'shop'), 1);
    engine.settle();
    expect(messages(engine, 'se.yaml')).toEqual(['near']);
    engine.setLoading(false);
    engine.settle();
    expect(messages(engine, 'se.yaml')).toEqual(['none']);
  });
});

describe('the order of work', () => {
  test('open files are answered before the rest of the workspace is read', () => {
    const engine = new Engine({ rules: PROBE_RULES });
    engine.setFolders([ROOT]);
    for (const [path, text] of Object.entries(applications(50))) engine.setDiskText(`${ROOT}/${path}`, text);
    engine.openFile(`${ROOT}/mine.yaml`, workloadEntry('mine', 'mine'), 1);
    engine.work(() => engine.isSettled(`${ROOT}/mine.yaml`));
    expect(engine.counts).toEqual({ documentsRead: 1, resourcesAnalysed: 1 });
    expect(engine.takeChanged()).toContain(`${ROOT}/mine.yaml`);
  });

  test('work stops when it is told to, and goes on from there', () => {
    const engine = new Engine({ rules: PROBE_RULES });
    engine.setFolders([ROOT]);
    for (const [path, text] of Object.entries(applications(20))) engine.setDiskText(`${ROOT}/${path}`, text);
    let slices = 0;
    while (engine.work(() => true)) slices += 1;
    expect(slices).toBeGreaterThan(40);
    expectEqualToFresh(engine, SETUP);
  });

  test('a position can be asked about before its file is read', () => {
    const engine = new Engine({ rules: PROBE_RULES });
    engine.openFile(`${ROOT}/vm.yaml`, workloadEntry('vm', 'shop'), 1);
    const spot = engine.spotAt(`${ROOT}/vm.yaml`, { line: 1, character: 0 });
    expect(spot?.entry?.resource.name).toBe('vm');
  });
});

describe('robustness', () => {
  test('a rule that throws is told about and does not stop the others', () => {
    const errors: string[] = [];
    const crashing = defineRule({
      id: 'probe/crash',
      severity: 'error',
      kinds: ['WorkloadEntry'],
      docs: () => ({ summary: '', details: '', invalid: '', valid: '', sources: [] }),
      check() {
        throw new Error('boom');
      },
    });
    const engine = new Engine({ rules: [crashing, ...PROBE_RULES], onError: (message) => errors.push(message) });
    engine.openFile(`${ROOT}/vm.yaml`, workloadEntry('vm', 'shop'), 1);
    engine.settle();
    expect(errors).toEqual([`rule probe/crash failed on WorkloadEntry "vm" in ${ROOT}/vm.yaml`]);
    expect(messages(engine, 'vm.yaml')).toEqual(['selected by nobody']);
  });

  test('text that is not well-formed is not judged by rules', () => {
    const engine = engineWith({ 'vm.yaml': workloadEntry('vm', '"shop') });
    const rules = engine.problems(`${ROOT}/vm.yaml`).map((located) => located.problem.rule);
    expect(rules.length).toBeGreaterThan(0);
    expect(rules.every((rule) => rule.startsWith('yaml/'))).toBe(true);
  });

  test('resources in a List are found, each at its place', () => {
    const engine = engineWith({
      'list.yaml':
        'apiVersion: v1\nkind: List\nitems:\n' +
        [workloadEntry('vm', 'shop'), serviceEntry('shop', 'shop')]
          .map((text) => `  - ${text.trimEnd().replace(/\n/g, '\n    ')}\n`)
          .join(''),
    });
    expect(messages(engine, 'list.yaml')).toEqual(['selected by list.yaml:shop', 'selects list.yaml:vm']);
    expect(engine.spotAt(`${ROOT}/list.yaml`, { line: 14, character: 8 })?.entry?.resource.kind).toBe('ServiceEntry');
  });

  test('a JSON manifest is read as well', () => {
    const engine = engineWith({
      'vm.json': JSON.stringify(
        {
          apiVersion: 'networking.istio.io/v1',
          kind: 'WorkloadEntry',
          metadata: { name: 'vm' },
          spec: { labels: { app: 'shop' } },
        },
        null,
        '\t',
      ),
      'se.yaml': serviceEntry('shop', 'shop'),
    });
    expect(messages(engine, 'se.yaml')).toEqual(['selects vm.json:vm']);
  });
});
