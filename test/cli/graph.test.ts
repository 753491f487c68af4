import { expect, test } from 'vitest';
import { folderWith, runCli, serviceEntry, WORKLOAD_ENTRY } from './run-cli.ts';

function mesh(): string {
  return folderWith({ 'se.yaml': serviceEntry('whoami'), 'we.yaml': WORKLOAD_ENTRY });
}

test.each([[[]], [['--format', 'mermaid']], [['--format', 'text']]])('%j draws with Mermaid', (args) => {
  expect(runCli(['graph', ...args], { cwd: mesh() })).toEqual({
    code: 0,
    stderr: '',
    stdout: `flowchart LR
  subgraph ns0["default"]
    n0(["whoami.internal.com<br/>ServiceEntry"])
    n1[["whoami-we<br/>WorkloadEntry"]]
  end
  n0 --> n1
`,
  });
});

test('draws with Graphviz', () => {
  const { stdout, code } = runCli(['graph', '--format', 'dot', '.'], { cwd: mesh() });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^digraph mesh \{\n[\s\S]*\n\}\n$/);
  expect(stdout).toContain('n0 -> n1;');
});

test('tells programs what is connected, and where it is written', () => {
  const { stdout } = runCli(['graph', '--format', 'json'], { cwd: mesh() });
  const report = JSON.parse(stdout);
  expect(report.version).toBe(1);
  expect(report.nodes[1]).toMatchObject({
    id: 'workload WorkloadEntry default/whoami-we',
    kind: 'workload',
    namespace: 'default',
    name: 'whoami-we',
    resource: { kind: 'WorkloadEntry', namespace: 'default', name: 'whoami-we' },
    file: 'we.yaml',
  });
  expect(report.edges).toEqual([{ from: report.nodes[0].id, to: report.nodes[1].id }]);
});

test('names what Istio refuses on standard error, unless it is to be quiet', () => {
  const cwd = folderWith({ 'we.yaml': WORKLOAD_ENTRY.replace('address: 192.168.0.10', 'weight: 1') });
  expect(runCli(['graph'], { cwd }).stderr).toMatch(
    /^istio-workloads: WorkloadEntry whoami-we is refused and left out: .*we\.yaml:\d+\)\n$/,
  );
  expect(runCli(['graph', '--quiet'], { cwd }).stderr).toBe('');
});

test('an empty mesh is an empty picture', () => {
  expect(runCli(['graph', 'a.yaml'], { cwd: folderWith({ 'a.yaml': '' }) })).toMatchObject({
    code: 0,
    stdout: 'flowchart LR\n',
  });
});

test('its help has a usage and an example', () => {
  const { stdout, code } = runCli(['graph', '--help']);
  expect(code).toBe(0);
  expect(stdout).toContain('Usage: istio-workloads graph');
  expect(stdout).toMatch(/Examples:\n.*istio-workloads graph/);
});
