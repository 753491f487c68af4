import { expect, test } from 'vitest';
import { Engine } from '../../engine.ts';
import type { CheckResult, Finding } from '../finding.ts';
import type { Terminal } from '../terminal.ts';
import { printGithub } from './github.ts';

function print(finding: Partial<Finding>, env: Terminal['env'] = {}): string {
  let output = '';
  const terminal: Terminal = {
    cwd: '/repo/mesh',
    env,
    isInteractive: false,
    usesColor: true,
    columns: 80,
    print: (text) => {
      output += text;
    },
    note: () => {},
    readStandardInput: async () => new Uint8Array(),
  };
  const whole: Finding = {
    file: 'a.yaml',
    uri: 'file:///repo/mesh/a.yaml',
    range: { start: { line: 0, character: 2 }, end: { line: 0, character: 5 } },
    severity: 'error',
    rule: 'kind/rule',
    codes: [],
    rejects: false,
    message: 'Wrong.',
    resource: undefined,
    related: [],
    fixTitles: () => [],
    ...finding,
  };
  const result = { findings: [whole] } as unknown as CheckResult;
  printGithub(result, { engine: new Engine(), terminal, elapsedMs: 0, isQuiet: false });
  return output;
}

test('an annotation names file, lines, columns and rule', () => {
  expect(print({})).toBe('::error file=a.yaml,line=1,endLine=1,col=3,endColumn=6,title=kind/rule::Wrong.\n');
});

test('an annotation over several lines has no columns', () => {
  const range = { start: { line: 0, character: 2 }, end: { line: 3, character: 1 } };
  expect(print({ range })).toBe('::error file=a.yaml,line=1,endLine=4,title=kind/rule::Wrong.\n');
});

test('the message keeps its line breaks and percent signs', () => {
  expect(print({ message: '100 %, a: b\r\nc' })).toContain('::100 %25, a: b%0D%0Ac\n');
});

test('the properties keep their commas and colons', () => {
  expect(print({ file: 'a,b:c%.yaml' })).toContain('file=a%2Cb%3Ac%25.yaml,');
});

test('information and hints are notices', () => {
  expect(print({ severity: 'info' })).toMatch(/^::notice /);
  expect(print({ severity: 'hint' })).toMatch(/^::notice /);
  expect(print({ severity: 'warning' })).toMatch(/^::warning /);
});

test('files are named from the checkout, not from the folder the step runs in', () => {
  expect(print({}, { GITHUB_WORKSPACE: '/repo' })).toContain('file=mesh/a.yaml,');
});
