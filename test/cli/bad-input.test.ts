/** What the command line says it assumed where files leave something open. */
import { expect, test } from 'vitest';
import { BROKEN, folderWith, runCli, serviceEntry, WORKLOAD_ENTRY } from './run-cli.ts';

const SERVICE = serviceEntry('whoami');
const OTHER_MACHINE = WORKLOAD_ENTRY.replace('192.168.0.10', '192.168.0.11');

function assumptions(files: Readonly<Record<string, string>>): readonly string[] {
  const { stdout, code } = runCli(['endpoints', '--quiet', '--format', 'json'], { cwd: folderWith(files) });
  expect(code).toBe(0);
  return JSON.parse(stdout).assumptions;
}

test('two definitions of a host with nothing to say which is older are named', () => {
  const other = SERVICE.replace('name: whoami-se', 'name: whoami-two').replace('resolution: STATIC', 'resolution: DNS');
  expect(assumptions({ 'a.yaml': SERVICE, 'b.yaml': other, 'we.yaml': WORKLOAD_ENTRY })).toContain(
    'whoami.internal.com is as whoami-se defines it, not whoami-two: they are equally old, and istiod takes either.',
  );
});

test('of variants in several folders the last counts, and both are named', () => {
  const files = { 'se.yaml': SERVICE, 'dev/we.yaml': WORKLOAD_ENTRY, 'prod/we.yaml': OTHER_MACHINE };
  expect(assumptions(files)).toContain(
    'WorkloadEntry whoami-we counts as defined in prod/we.yaml:2, the last of the files, not in dev/we.yaml:2.',
  );
});

test('a broken resource is refused, and said to be', () => {
  const { stdout } = runCli(['endpoints', '--quiet', '--format', 'json'], {
    cwd: folderWith({ 'se.yaml': SERVICE, 'broken.yaml': BROKEN }),
  });
  expect(JSON.parse(stdout).rejected).toMatchObject([{ kind: 'Service', name: 'broken', file: 'broken.yaml' }]);
});

test('text that is no YAML at all is named', () => {
  expect(assumptions({ 'se.yaml': SERVICE, 'broken.yaml': 'apiVersion: v1\nkind: [Service\n' })).toContain(
    'What cannot be read as YAML is left out: broken.yaml.',
  );
});

test('a template that is not filled in is named', () => {
  const template = WORKLOAD_ENTRY.replace('192.168.0.10', '{{ .Values.address }}');
  expect(assumptions({ 'se.yaml': SERVICE, 'we.yaml': template })).toContain(
    'Templates are not filled in and left out: we.yaml.',
  );
});
