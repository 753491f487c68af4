import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { BROKEN, folderWith, runCli, serviceEntry, WORKLOAD_ENTRY } from './run-cli.ts';

const FILES = { 'vm/se.yaml': serviceEntry('whoami-v1'), 'vm/we.yaml': WORKLOAD_ENTRY };

describe('text', () => {
  test('has a block a finding and a summary', () => {
    expect(runCli(['check'], { cwd: folderWith(FILES) }).stdout).toBe(
      `vm/se.yaml
  10:12  warning  No workload in namespace "default" has the label app: whoami-v1; this service has no endpoints.
         │ 10 │       app: whoami-v1
         │    │            ~~~~~~~~~ "whoami-we" has app: whoami (vm/we.yaml:6)
                  service-entry/selector-near-miss · fix: change to "whoami"

0 errors, 1 warning in 2 files (2 resources)
`,
    );
  });

  test('lines its carets up under wide characters, and has no control characters of the file', () => {
    const text = `apiVersion: v1\nkind: Service\n\u001b[2Jmetadata: {"日本": 1, "日本": 2}\n`;
    const { stdout } = runCli(['check'], { cwd: folderWith({ 'a.yaml': text.replace('\u001b[2J', '') }) });
    expect(stdout).toContain('│ 3 │ metadata: {"日本": 1, "日本": 2}\n        │   │                       ~~~~~~\n');
    expect(runCli(['check', '-'], { input: text }).stdout).not.toContain('\u001b');
  });

  test('is coloured on request only', () => {
    const cwd = folderWith(FILES);
    expect(runCli(['check'], { cwd }).stdout).not.toContain('\u001b');
    expect(runCli(['check'], { cwd, env: { FORCE_COLOR: '1' } }).stdout).toContain('\u001b[33mwarning\u001b[39m');
    expect(runCli(['check'], { cwd, env: { FORCE_COLOR: '1', NO_COLOR: '1' } }).stdout).not.toContain('\u001b');
  });
});

describe('json', () => {
  test('has the form of its version', () => {
    const { stdout } = runCli(['--format', 'json', 'check'], { cwd: folderWith(FILES) });
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      problems: [
        {
          file: 'vm/se.yaml',
          range: { start: { line: 9, character: 11 }, end: { line: 9, character: 20 } },
          severity: 'warning',
          rule: 'service-entry/selector-near-miss',
          codes: [],
          rejects: false,
          message: 'No workload in namespace "default" has the label app: whoami-v1; this service has no endpoints.',
          resource: {
            apiVersion: 'networking.istio.io/v1',
            kind: 'ServiceEntry',
            namespace: 'default',
            name: 'whoami-se',
          },
          related: [
            {
              file: 'vm/we.yaml',
              range: { start: { line: 5, character: 11 }, end: { line: 5, character: 22 } },
              message: '"whoami-we" has app: whoami',
            },
          ],
          fixes: expect.arrayContaining([{ title: 'Change to "whoami"' }]),
        },
      ],
      summary: { files: 2, documents: 2, resources: 2, errors: 0, warnings: 1, infos: 0, hints: 0 },
    });
  });

  test('counts lines and characters from 0, in UTF-16', () => {
    const { stdout } = runCli(['check', '-', '--format=json'], {
      input: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {"😀": 1, "😀": 2}\n',
    });
    expect(JSON.parse(stdout).problems[0].range).toEqual({
      start: { line: 2, character: 20 },
      end: { line: 2, character: 24 },
    });
  });

  test('says of text that does not parse that it is refused', () => {
    const { stdout } = runCli(['check', '-', '--format=json'], { input: BROKEN });
    expect(JSON.parse(stdout).problems[0]).toMatchObject({ rule: 'yaml/syntax', severity: 'error', rejects: true });
  });
});

describe('sarif', () => {
  test('has the structure of version 2.1.0', () => {
    const root = folderWith({ ...FILES, 'vm/ü b.yaml': BROKEN });
    const { stdout } = runCli(['check', '--format', 'sarif'], { cwd: root });
    const log = JSON.parse(stdout);
    expect(log.version).toBe('2.1.0');
    expect(log.$schema).toMatch(/^https:\/\/.*sarif-schema-2\.1\.0\.json$/);
    expect(log.runs).toHaveLength(1);
    const [run] = log.runs;
    expect(run.columnKind).toBe('utf16CodeUnits');
    expect(run.originalUriBaseIds).toHaveProperty('%SRCROOT%');
    const { driver } = run.tool;
    expect(driver.name).toBe('istio-workloads');
    expect(driver.semanticVersion).toMatch(/^\d+\.\d+\.\d+/);
    for (const rule of driver.rules) {
      expect(rule).toMatchObject({ id: expect.any(String), shortDescription: { text: expect.any(String) } });
    }
    expect(run.results).toHaveLength(2);
    for (const result of run.results) {
      expect(driver.rules[result.ruleIndex].id).toBe(result.ruleId);
      expect(['error', 'warning', 'note']).toContain(result.level);
      expect(result.message.text).toEqual(expect.any(String));
      const [{ physicalLocation }] = result.locations;
      expect(physicalLocation.artifactLocation.uriBaseId).toBe('%SRCROOT%');
      const { startLine, startColumn, endLine, endColumn } = physicalLocation.region;
      for (const number of [startLine, startColumn, endLine, endColumn]) expect(number).toBeGreaterThanOrEqual(1);
    }
    expect(run.results.map((result: never) => locationOf(result))).toEqual([
      'vm/se.yaml 10:12',
      'vm/%C3%BC%20b.yaml 5:2',
    ]);
    expect(locationOf({ locations: run.results[0].relatedLocations })).toBe('vm/we.yaml 6:12');
  });

  test('names files outside the working directory by their whole URI', () => {
    const root = folderWith({ 'mesh/a.yaml': BROKEN, 'work/b.txt': '' });
    const { stdout } = runCli(['check', '../mesh', '--format', 'sarif'], { cwd: path.join(root, 'work') });
    const [{ artifactLocation }] = JSON.parse(stdout).runs[0].results[0].locations.map(
      (location: { physicalLocation: unknown }) => location.physicalLocation,
    );
    expect(artifactLocation).toEqual({ uri: `file://${root}/mesh/a.yaml` });
  });
});

interface SarifResult {
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string };
      readonly region: Readonly<Record<string, number>>;
    };
  }[];
}

/** `uri line:column`, as written in the log. */
function locationOf(result: SarifResult): string {
  const { artifactLocation, region } = (result.locations[0] as SarifResult['locations'][0]).physicalLocation;
  return `${artifactLocation.uri} ${region.startLine}:${region.startColumn}`;
}

describe('github', () => {
  test('has one command a finding and nothing else', () => {
    const { stdout } = runCli(['check', '--format', 'github'], { cwd: folderWith(FILES) });
    expect(stdout).toBe(
      '::warning file=vm/se.yaml,line=10,endLine=10,col=12,endColumn=21,title=service-entry/selector-near-miss::' +
        'No workload in namespace "default" has the label app: whoami-v1; this service has no endpoints.\n',
    );
  });

  test('commands are printed in no other format', () => {
    for (const format of ['text', 'json', 'sarif']) {
      const { stdout } = runCli(['check', '--format', format], {
        cwd: folderWith(FILES),
        env: { GITHUB_ACTIONS: 'true' },
      });
      expect(stdout).not.toMatch(/^::/m);
    }
  });
});

test.each(['text', 'json', 'sarif', 'github'])('%s has the same bytes each time', (format) => {
  const cwd = folderWith({ ...FILES, 'b.yaml': BROKEN, 'a/c.yaml': `${BROKEN}---\n${BROKEN}` });
  const once = runCli(['check', '--format', format], { cwd }).stdout;
  expect(runCli(['check', 'vm', 'b.yaml', '.', '--format', format], { cwd }).stdout).toBe(once);
});
