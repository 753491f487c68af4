import { describe, expect, test } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver-types';
import { Engine } from '../engine.ts';
import { applyTextEdits } from '../text/text-edit.ts';
import { provideCompletion } from './completion.ts';
import { resolveCompletion } from './completion-documentation.ts';
import { expandSnippet, snippetsFor } from './snippets.ts';

/** The engine with files by name, of which one has the cursor at `|`. */
function open(files: Readonly<Record<string, string>>) {
  const engine = new Engine();
  engine.setFolders(['file:///w']);
  let cursor = { uri: '', offset: 0 };
  for (const [name, text] of Object.entries(files)) {
    const uri = `file:///w/${name}`;
    if (text.includes('|')) cursor = { uri, offset: text.indexOf('|') };
    engine.openFile(uri, text.replace('|', ''));
  }
  engine.settle();
  return { engine, ...cursor };
}

const SNIPPET = 15;

function offered(text: string, name = 'a.yaml', others: Readonly<Record<string, string>> = {}, hasTabStops = true) {
  const { engine, uri, offset } = open({ ...others, [name]: text });
  const source = engine.file(uri)?.source;
  if (!source) throw new Error('There is no cursor.');
  const { items } = provideCompletion(engine, uri, source.positionAt(offset), { snippets: hasTabStops });
  const take = (label: string): string => {
    const edit = items.find((item) => item.label === label)?.textEdit;
    if (!edit || !('range' in edit)) throw new Error(`no "${label}"`);
    const { start, end } = edit.range;
    const newText = expandSnippet(edit.newText);
    const change = { start: source.offsetAt(start), end: source.offsetAt(end), newText };
    return applyTextEdits(source.text, [change]) ?? '';
  };
  return { items, snippets: items.filter(({ kind }) => kind === SNIPPET), take };
}

const labels = (items: readonly CompletionItem[]): string[] => items.map(({ label }) => label);

const RESOURCE = `apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: a
  namespace: shop
spec:
  address: 192.168.0.1
`;

describe('snippets are offered', () => {
  test.each([
    ['in an empty file', '|'],
    ['below a comment', '# The shop\n\n|'],
    ['in a document that has begun', `${RESOURCE}---\n|`],
    ['between two documents', `${RESOURCE}---\n|\n---\n${RESOURCE}`],
    ['to a word', 'vm|'],
    ['to several words', 'vm and po|'],
    ['to words of another script', '虚拟机 服务|'],
    ['behind a resource', `${RESOURCE}|`],
  ])('%s', (_, text) => {
    const { snippets } = offered(text);
    expect(labels(snippets)).toEqual(expect.arrayContaining(['VM service', 'ServiceEntry', 'TrafficExtension']));
  });

  test('by kind and by what they do', () => {
    const { snippets } = offered('|');
    const service = snippets.find(({ label }) => label === 'VM service');
    expect(service?.filterText).toMatch(/^VM service .*ServiceEntry WorkloadEntry$/);
    expect(service?.detail).toBe('ServiceEntry, 2 × WorkloadEntry');
    expect(service?.labelDetails?.description).toBe('3 resources');
  });

  test('with what they are good for and their text to read', () => {
    const [first = { label: '' }] = offered(`${RESOURCE}|`).snippets;
    const { value } = resolveCompletion(first).documentation as { readonly value: string };
    expect(value).toMatch(/^One host name .*\.\n\n```yaml\napiVersion: /);
    expect(value).toContain('  name: billing\n  namespace: shop\n');
  });

  test('in place of the bare beginning of their kind, other kinds keep theirs', () => {
    const { items } = offered('|');
    expect(items.filter(({ label }) => label === 'ServiceEntry')).toHaveLength(1);
    expect(labels(items)).toContain('Deployment');
  });
});

describe('no snippet is offered', () => {
  test.each([
    ['inside a resource', `${RESOURCE.replace('spec:', '|\nspec:')}`],
    ['behind a key', 'apiVersion: |'],
    ['where something is indented', 'a:\n  |'],
    ['beside keys that begin no resource', 'services:\n  web: {}\n|'],
    ['where the resource still misses its spec', `${RESOURCE.slice(0, RESOURCE.indexOf('spec:'))}|`],
    ['in a comment', '# v|'],
    ['in a template', '{{ if .Values.vm }}\n|'],
  ])('%s', (_, text) => {
    expect(labels(offered(text).snippets)).toEqual([]);
  });

  test.each([
    'docker-compose.yaml',
    'compose.yml',
    'Chart.yaml',
    'values-dev.yaml',
    '.gitlab-ci.yml',
    '.github/workflows/a.yaml',
    'kustomization.yaml',
    'vm.json',
  ])('in %s', (name) => {
    expect(labels(offered('|', name).snippets)).toEqual([]);
  });
});

describe('what is inserted', () => {
  const insertedBy = (hasTabStops: boolean) => {
    const item = offered('|', 'a.yaml', {}, hasTabStops).snippets.find(({ label }) => label === 'Gateway');
    return [item?.insertTextFormat, item?.textEdit?.newText.split('\n')[3]];
  };

  test('has tab stops for a client that knows them, and is filled in for others', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the syntax of snippets
    expect(insertedBy(true)).toEqual([2, '  name: ${1:my-gateway}']);
    expect(insertedBy(false)).toEqual([undefined, '  name: my-gateway']);
  });

  test('replaces what was typed', () => {
    const text = offered('vm ser|').take('VM service');
    expect(text).toMatch(/^apiVersion: networking\.istio\.io\/v1\nkind: ServiceEntry\n/);
  });

  test('is a document of its own behind a resource', () => {
    expect(offered(`${RESOURCE}workl|\n`).take('WorkloadEntry')).toContain(
      `  address: 192.168.0.1\n---\napiVersion: networking.istio.io/v1\nkind: WorkloadEntry\n`,
    );
  });

  test('is in the namespace of the resource before', () => {
    expect(offered(`${RESOURCE}---\n|`).take('Gateway')).toMatch(/namespace: shop\n(?:.|\n)*namespace: shop\n/);
  });

  test('is in the namespace of the folder', () => {
    expect(offered('|', 'b.yaml', { 'a.yaml': RESOURCE }).take('Gateway')).toContain('  namespace: shop\n');
    expect(offered('|', 'b.yaml', { 'c/a.yaml': RESOURCE }).take('Gateway')).toContain('  namespace: default\n');
  });

  test('names no namespace where the others name none', () => {
    const unnamed = RESOURCE.replace('  namespace: shop\n', '');
    const text = offered('|', 'b.yaml', { 'a.yaml': unnamed }).take('VM service');
    expect(text).not.toContain('namespace');
    expect(text).not.toContain('\n\n');
    expect(text.match(/^ {2}name: /gm)).toHaveLength(3);
  });

  test('names the namespace in an identity also there', () => {
    const unnamed = RESOURCE.replace('  namespace: shop\n', '');
    const text = offered('|', 'b.yaml', { 'a.yaml': unnamed }).take('AuthorizationPolicy');
    expect(text).toContain('- cluster.local/ns/default/sa/frontend\n');
  });
});

describe('the place of a new resource', () => {
  const place = (text: string, name = 'a.yaml') => {
    const { engine } = open({ [name]: text });
    return snippetsFor(engine, { uri: `file:///w/${name}` }).place;
  };

  test('is all of an empty file', () => {
    expect(place('')).toEqual({
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      before: '',
    });
  });

  test('is behind the last resource, with a separator', () => {
    expect(place(`${RESOURCE}\n\n`)).toEqual({
      range: { start: { line: 6, character: 22 }, end: { line: 9, character: 0 } },
      before: '\n---\n',
    });
  });

  test('needs no second separator', () => {
    expect(place(`${RESOURCE}---\n`)?.before).toBe('\n');
    expect(place('# The shop\n')?.before).toBe('\n');
  });

  test('keeps the line breaks of the file', () => {
    expect(place(RESOURCE.replaceAll('\n', '\r\n'))?.before).toBe('\r\n---\r\n');
  });

  test.each([
    ['of something else', 'services:\n  web: {}\n', 'a.yaml'],
    ['of a template', `${RESOURCE}---\n{{ if .Values.vm }}\n`, 'a.yaml'],
    ['of kustomize', 'resources: []\n', 'kustomization.yaml'],
    ['that nobody has opened', '', 'other'],
  ])('is not in a file %s', (_, text, name) => {
    const { engine } = open({ [name]: text });
    expect(snippetsFor(engine, { uri: `file:///w/${name === 'other' ? 'unknown.yaml' : name}` }).place).toBeUndefined();
  });

  test('comes with the namespace of its folder', () => {
    const { engine } = open({ 'b/a.yaml': RESOURCE });
    const inFolder = (folder: string) => snippetsFor(engine, { folder }).snippets[0]?.preview;
    expect(inFolder('file:///w/b')).toContain('namespace: shop\n');
    expect(inFolder('file:///w')).toContain('namespace: default\n');
  });
});
