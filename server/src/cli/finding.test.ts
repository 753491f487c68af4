import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS, Engine } from '../engine.ts';
import { type CheckResult, collectFindings } from './finding.ts';
import type { InputFile } from './inputs.ts';

const BROKEN = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: a\n bad: 1\n';

/** What a check of these files finds; `isNamed` says that the command line names each of them. */
function check(texts: Readonly<Record<string, string>>, isNamed = false): CheckResult {
  const engine = new Engine({ settings: DEFAULT_SETTINGS });
  engine.setFolders(['file:///w']);
  const files = Object.keys(texts).map(
    (label): InputFile => ({ uri: `file:///w/${label}`, path: `/w/${label}`, label, isNamed }),
  );
  for (const file of files) engine.setDiskText(file.uri, texts[file.label] as string);
  engine.settle();
  return collectFindings(engine, files, () => true);
}

test('findings are sorted by file and place, in whatever order the files come', () => {
  const { findings } = check({ 'b.yaml': `${BROKEN}---\n${BROKEN}`, 'B.yaml': BROKEN, 'a/c.yaml': BROKEN });
  expect(findings.map((finding) => `${finding.file}:${finding.range.start.line}`)).toEqual([
    'B.yaml:4',
    'a/c.yaml:4',
    'b.yaml:4',
    'b.yaml:10',
  ]);
});

test('documents without content are not counted', () => {
  const { summary } = check({ 'a.yaml': '# nothing\n---\na: 1\n---\n---\nb: 1\n' });
  expect(summary).toMatchObject({ files: 1, documents: 2, resources: 0 });
});

test('what does not look like a resource is left in peace below a folder', () => {
  expect(check({ 'a.yaml': 'a: [1\n' }).findings).toEqual([]);
});

test('what is named on the command line must be YAML', () => {
  expect(check({ 'a.yaml': 'a: [1\n' }, true).findings).toMatchObject([{ rule: 'yaml/syntax', rejects: true }]);
});

test('a template that is named is left in peace', () => {
  expect(check({ 'a.yaml': 'a: {{ .Values.a }}\n{{- if b }}\n' }, true).findings).toEqual([]);
});

test('a finding names its resource as it is written', () => {
  const { findings } = check({ 'a.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: a, name: a}\n' });
  expect(findings[0]?.resource).toEqual({ apiVersion: 'v1', kind: 'Service', name: 'a' });
});
