import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { BROKEN, folderWith, type Outcome, type RunOptions, runCli, serviceEntry, WORKLOAD_ENTRY } from './run-cli.ts';

interface Problem {
  readonly file: string;
  readonly rule: string;
}

function problems(outcome: Outcome): Problem[] {
  return JSON.parse(outcome.stdout).problems;
}

/** The findings of a check as `file rule`. */
function found(args: readonly string[], options: RunOptions): string[] {
  return problems(runCli(['check', '--format', 'json', ...args], options)).map(({ file, rule }) => `${file} ${rule}`);
}

describe('the exit code', () => {
  test('is 0 if nothing was found', () => {
    const cwd = folderWith({ 'se.yaml': serviceEntry('whoami'), 'we.yaml': WORKLOAD_ENTRY });
    const outcome = runCli(['check'], { cwd });
    expect(outcome).toEqual({ code: 0, stdout: '0 errors, 0 warnings in 2 files (2 resources)\n', stderr: '' });
  });

  test('is 1 if an error was found', () => {
    expect(runCli(['check'], { cwd: folderWith({ 'a.yaml': BROKEN }) }).code).toBe(1);
  });

  test('is 0 for warnings, and 1 if they are to count', () => {
    const cwd = folderWith({ 'se.yaml': serviceEntry('whoami-v1'), 'we.yaml': WORKLOAD_ENTRY });
    expect(runCli(['check'], { cwd }).code).toBe(0);
    expect(runCli(['check', '--fail-on', 'warning'], { cwd }).code).toBe(1);
    expect(runCli(['check', '--fail-on=hint'], { cwd }).code).toBe(1);
  });

  test('is 0 for errors that are not to count', () => {
    expect(runCli(['check', '--fail-on', 'never'], { cwd: folderWith({ 'a.yaml': BROKEN }) }).code).toBe(0);
  });
});

describe('which files are read:', () => {
  test('all YAML and JSON below the working directory', () => {
    const json = JSON.stringify({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' } });
    const cwd = folderWith({
      'a.yaml': BROKEN,
      'b/c.yml': BROKEN,
      'b/d.json': json.replace('}}', ''),
      'e.txt': BROKEN,
      'f.json': '{"name": "something else"',
    });
    expect(found([], { cwd })).toEqual(['a.yaml yaml/syntax', 'b/c.yml yaml/syntax', 'b/d.json yaml/syntax']);
  });

  test('not what .gitignore names, unless it is named on the command line', () => {
    const cwd = folderWith({
      '.git/HEAD': '',
      '.gitignore': 'out/\n*.local.yaml\n',
      'a.yaml': BROKEN,
      'b.local.yaml': BROKEN,
      'out/c.yaml': BROKEN,
      'sub/.gitignore': '!kept.local.yaml\n',
      'sub/kept.local.yaml': BROKEN,
      'sub/d.local.yaml': BROKEN,
      'node_modules/e.yaml': BROKEN,
    });
    expect(found([], { cwd })).toEqual(['a.yaml yaml/syntax', 'sub/kept.local.yaml yaml/syntax']);
    expect(found(['sub'], { cwd })).toEqual(['sub/kept.local.yaml yaml/syntax']);
    expect(found(['b.local.yaml'], { cwd })).toEqual(['b.local.yaml yaml/syntax']);
    expect(found(['out'], { cwd })).toEqual(['out/c.yaml yaml/syntax']);
  });

  test('each only once, however often it is named', () => {
    const cwd = folderWith({ 'a/b/c.yaml': BROKEN, 'a/d.yaml': BROKEN });
    const all = ['a/b/c.yaml yaml/syntax', 'a/d.yaml yaml/syntax'];
    expect(found(['a/b', 'a', 'a/', './a/d.yaml', 'a/b/c.yaml'], { cwd })).toEqual(all);
  });

  test('through symbolic links, but not round in circles', () => {
    const cwd = folderWith({ 'mesh/a.yaml': BROKEN, 'elsewhere/b.yaml': BROKEN });
    symlinkSync(path.join(cwd, 'elsewhere'), path.join(cwd, 'mesh/link'));
    symlinkSync(path.join(cwd, 'mesh'), path.join(cwd, 'mesh/circle'));
    symlinkSync(path.join(cwd, 'nowhere'), path.join(cwd, 'mesh/dangling.yaml'));
    expect(found(['mesh'], { cwd })).toEqual(['mesh/a.yaml yaml/syntax', 'mesh/link/b.yaml yaml/syntax']);
  });

  test('standard input for a dash', () => {
    const outcome = runCli(['check', '-', '--format', 'json'], { input: `${WORKLOAD_ENTRY}---\n${BROKEN}` });
    expect(problems(outcome).map((problem) => `${problem.file} ${problem.rule}`)).toContain('- yaml/syntax');
    expect(outcome.code).toBe(1);
  });

  test('binary files are left out with a note', () => {
    const cwd = folderWith({ 'a.yaml': Uint8Array.of(0x61, 0, 0x62), 'b.yaml': BROKEN });
    const outcome = runCli(['check', '--format', 'json'], { cwd });
    expect(problems(outcome)).toHaveLength(1);
    expect(outcome.stderr).toBe('istio-workloads: a.yaml is a binary file; it is left out\n');
    expect(outcome.code).toBe(1);
  });

  test('none at all is said', () => {
    const outcome = runCli(['check'], { cwd: folderWith({ 'a.txt': '' }) });
    expect(outcome.code).toBe(0);
    expect(outcome.stderr).toBe('istio-workloads: no YAML or JSON files below "."\n');
  });
});

describe('how files are called:', () => {
  test('relative to the working directory, with the given path outside it', () => {
    const root = folderWith({ 'mesh/a.yaml': BROKEN, 'work/b.yaml': BROKEN });
    const absolute = path.join(root, 'mesh');
    const cwd = path.join(root, 'work');
    expect(found(['../mesh/', 'b.yaml'], { cwd })).toEqual(['../mesh/a.yaml yaml/syntax', 'b.yaml yaml/syntax']);
    expect(found([absolute], { cwd })).toEqual([`${absolute}/a.yaml yaml/syntax`]);
    expect(found([path.join(cwd, 'b.yaml')], { cwd })).toEqual(['b.yaml yaml/syntax']);
  });

  test('with all the characters that a name can have', () => {
    const cwd = folderWith({ 'a b/ü%20#?.yaml': BROKEN });
    expect(found([], { cwd })).toEqual(['a b/ü%20#?.yaml yaml/syntax']);
    expect(found(['a b'], { cwd })).toEqual(['a b/ü%20#?.yaml yaml/syntax']);
  });
});

describe('what belongs together:', () => {
  test('files named by themselves, wherever they lie', () => {
    const cwd = folderWith({ 'a/se.yaml': serviceEntry('whoami'), 'b/c/we.yaml': WORKLOAD_ENTRY });
    expect(found(['a/se.yaml', 'b/c/we.yaml'], { cwd })).toEqual([]);
  });

  test('not two folders that are named', () => {
    const cwd = folderWith({ 'a/se.yaml': serviceEntry('whoami'), 'b/we.yaml': WORKLOAD_ENTRY });
    expect(found([], { cwd })).toEqual([]);
    expect(found(['a', 'b'], { cwd })).not.toEqual([]);
  });

  test('standard input and the files named beside it', () => {
    const cwd = folderWith({ 'b/we.yaml': WORKLOAD_ENTRY });
    expect(found(['-', 'b/we.yaml'], { cwd, input: serviceEntry('whoami') })).toEqual([]);
  });
});

describe('what is shown:', () => {
  const files = { 'a.yaml': BROKEN, 'se.yaml': serviceEntry('whoami-v1'), 'we.yaml': WORKLOAD_ENTRY };
  const nearMiss = 'se.yaml service-entry/selector-near-miss';
  const syntax = 'a.yaml yaml/syntax';

  test('everything', () => {
    expect(found([], { cwd: folderWith(files) })).toEqual([syntax, nearMiss]);
  });

  test('what is at least as severe', () => {
    expect(found(['--severity', 'error'], { cwd: folderWith(files) })).toEqual([syntax]);
  });

  test('one rule by its id or alias, and what makes YAML unreadable', () => {
    const cwd = folderWith(files);
    expect(found(['--rule', 'service-entry/selector-near-miss'], { cwd })).toEqual([syntax, nearMiss]);
    expect(found(['--rule', 'se-selector-near-miss'], { cwd })).toEqual([syntax, nearMiss]);
    expect(found(['--rule', 'workload-entry/unselected'], { cwd })).not.toContain(nearMiss);
  });

  test('not what is left out', () => {
    const cwd = folderWith(files);
    expect(found(['--no-rule', 'se-selector-near-miss'], { cwd })).not.toContain(nearMiss);
    expect(found(['--no-rule', 'yaml/syntax,se-selector-near-miss'], { cwd })).not.toContain(syntax);
  });

  test('what is hidden does not count for the exit code', () => {
    const outcome = runCli(['check', '--no-rule', 'yaml/syntax'], { cwd: folderWith({ 'a.yaml': BROKEN }) });
    expect(outcome.code).toBe(0);
  });
});

describe('the switches', () => {
  test('--quiet prints findings only', () => {
    const cwd = folderWith({ 'a.yaml': WORKLOAD_ENTRY, 'b.yaml': Uint8Array.of(0), 'se.yaml': serviceEntry('whoami') });
    expect(runCli(['check', '--quiet'], { cwd })).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('--stats prints figures on standard error', () => {
    const cwd = folderWith({ 'a.yaml': WORKLOAD_ENTRY, 'se.yaml': serviceEntry('whoami') });
    const outcome = runCli(['check', '--stats', '-q'], { cwd });
    expect(outcome.stdout).toBe('');
    expect(outcome.stderr).toMatch(/^files +2\ndocuments +2\nresources +2\n/);
    expect(outcome.stderr).toMatch(/\npeak memory +\d+ MB\n$/);
  });
});
