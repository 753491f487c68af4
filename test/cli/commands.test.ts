import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { BROKEN, folderWith, runCli } from './run-cli.ts';

const COMMANDS = ['check', 'endpoints', 'trace', 'register', 'graph', 'rules', 'explain'];

describe('help', () => {
  test('lists the commands', () => {
    const outcome = runCli(['--help']);
    expect(outcome.code).toBe(0);
    for (const command of COMMANDS) expect(outcome.stdout).toContain(`\n  ${command}`);
  });

  test.each(COMMANDS)('of %s has a usage and an example', (command) => {
    const outcome = runCli([command, '--help']);
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(outcome.stdout).toContain(`Usage: istio-workloads ${command}`);
    expect(outcome.stdout).toMatch(new RegExp(`Examples:\\n.*istio-workloads ${command}`));
  });

  test('is given for a call without arguments, which does nothing', () => {
    const outcome = runCli([]);
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(outcome.stderr).toContain('Usage:');
  });
});

test('the version is that of the package', () => {
  const manifest = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../package.json'), 'utf8'));
  expect(runCli(['--version'])).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: '' });
});

describe('a call that cannot work ends with 2 and one line:', () => {
  test.each([
    [['chekc'], 'unknown command "chekc"; did you mean "check"?'],
    [['frobnicate'], 'unknown command "frobnicate"; "istio-workloads --help" lists the commands'],
    [['check', '--fromat', 'json'], 'unknown option --fromat; did you mean --format?'],
    [['check', '--format', 'xml'], '--format does not know "xml"; it takes text, json, sarif, github'],
    [['check', '--format'], '--format needs a value: --format text|json|sarif|github'],
    [['check', '--severity', 'eror'], '--severity does not know "eror"; did you mean "error"?'],
    [['check', '--rule', 'yaml/syntx'], 'no rule is called "yaml/syntx"; did you mean "yaml/syntax"?'],
    [['check', '--no-rule', 'foo'], 'no rule is called "foo"; "istio-workloads rules" lists them'],
    [['check', 'missing-folder'], '"missing-folder" does not exist; check the path'],
    [['check', 'a.yml'], '"a.yml" does not exist; did you mean "a.yaml"?'],
    [['check', 'a.yaml/b'], '"a.yaml/b" does not exist; check the path'],
    [['check', 'binary.yaml'], 'binary.yaml is a binary file'],
    [['rules', 'yaml/syntax'], '"rules" takes no argument; for one rule write "istio-workloads explain yaml/syntax"'],
    [['explain'], '"explain" needs a rule; "istio-workloads rules" lists them'],
    [['explain', 'zzzzzz'], 'no rule is called "zzzzzz"; "istio-workloads rules" lists them'],
    [['--format', 'json'], 'no command; write for example "istio-workloads check --format json"'],
  ])('%j', (args, message) => {
    const cwd = folderWith({ 'a.yaml': BROKEN, 'binary.yaml': Uint8Array.of(0) });
    expect(runCli(args, { cwd })).toEqual({ code: 2, stdout: '', stderr: `istio-workloads: ${message}\n` });
  });
});

interface ListedRule {
  readonly id: string;
  readonly severity: string;
  readonly summary: string;
}

describe('rules', () => {
  test('are one line each', () => {
    const { stdout, code } = runCli(['rules']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^service-entry\/selector-near-miss +warning {2}\S.*$/m);
    expect(stdout).toMatch(/^yaml\/syntax +error {4}\S.*$/m);
  });

  test('are sorted by id for programs too', () => {
    const report = JSON.parse(runCli(['rules', '--format', 'json']).stdout);
    expect(report.version).toBe(1);
    const ids = report.rules.map((rule: ListedRule) => rule.id);
    expect(ids).toEqual([...ids].sort());
    expect(report.rules[0]).toEqual(
      expect.objectContaining({
        id: expect.any(String),
        severity: expect.stringMatching(/^(?:error|warning|info|hint)$/),
        codes: expect.any(Array),
        rejects: expect.any(Boolean),
        summary: expect.any(String),
      }),
    );
  });
});

describe('explain', () => {
  test('shows what is wrong and what is right', () => {
    const { stdout, code } = runCli(['explain', 'service-entry/selector-near-miss']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^service-entry\/selector-near-miss\nwarning · also called se-selector-near-miss\n\n/);
    expect(stdout).toContain('\n\nWrong:\n  # ');
    expect(stdout).toContain('\n\nRight:\n  # ');
  });

  test('knows aliases, and the end of an id', () => {
    const { stdout } = runCli(['explain', 'service-entry/selector-near-miss']);
    expect(runCli(['explain', 'se-selector-near-miss']).stdout).toBe(stdout);
    expect(runCli(['explain', 'selector-near-miss']).stdout).toBe(stdout);
  });

  test('says which rule it takes a misspelt one for', () => {
    expect(runCli(['explain', 'yaml/syntx'])).toMatchObject({
      code: 0,
      stdout: runCli(['explain', 'yaml/syntax']).stdout,
      stderr: 'istio-workloads: no rule is called "yaml/syntx"; this is "yaml/syntax"\n',
    });
  });

  test('has a form for programs', () => {
    const report = JSON.parse(runCli(['explain', 'yaml/syntax', '--format', 'json']).stdout);
    expect(Object.keys(report)).toEqual(['version', 'rules']);
    expect(report.rules).toHaveLength(1);
    expect(report.rules[0]).toMatchObject({
      id: 'yaml/syntax',
      rejects: true,
      invalid: expect.stringContaining('//- '),
    });
  });

  test('explains every rule of the table', () => {
    for (const { id } of JSON.parse(runCli(['rules', '--format', 'json']).stdout).rules) {
      expect(runCli(['explain', id]), id).toMatchObject({ code: 0, stderr: '' });
    }
  });
});
