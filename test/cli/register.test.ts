import { describe, expect, test } from 'vitest';
import { folderWith, runCli } from './run-cli.ts';

const GROUP = `apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata: {name: whoami, namespace: vms}
spec:
  metadata:
    labels: {app: whoami}
  template:
    ports: {http: 8091}
    serviceAccount: vm
`;
const PROBE = '  probe: {httpGet: {path: /health, port: 8091}}\n';

test('the entry is YAML, ready to apply', () => {
  const args = ['register', '--address', '10.0.0.5', '--network', 'n1', '--locality', 'us/a', '--label', 'version=v1'];
  const outcome = runCli(args, { cwd: folderWith({ 'wg.yaml': GROUP }) });
  expect(outcome).toEqual({
    code: 0,
    stderr: '',
    stdout: `apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: whoami-10.0.0.5-n1
  namespace: vms
  labels:
    app: whoami
    version: v1
  annotations:
    istio.io/autoRegistrationGroup: whoami
spec:
  address: 10.0.0.5
  ports:
    http: 8091
  serviceAccount: vm
  labels:
    app: whoami
    version: v1
  network: n1
  locality: us/a
`,
  });
});

test('what it prints is a WorkloadEntry without problems', () => {
  const cwd = folderWith({ 'wg.yaml': GROUP });
  const { stdout } = runCli(['register', '--address', '2001:db8::5', '--label', 'note=yes,b=1.5'], { cwd });
  expect(runCli(['check', '-'], { cwd, input: stdout }).stdout).toContain('0 errors');
});

test('as JSON it is one object', () => {
  const vm = '{"address": "10.0.0.5", "labels": {"a": "b"}, "healthCheck": true}';
  const args = ['register', '--format', 'json', '--group', 'vms/whoami', '--vm', vm];
  const { stdout } = runCli(args, { cwd: folderWith({ 'wg.yaml': GROUP }) });
  expect(JSON.parse(stdout)).toEqual({
    version: 1,
    entry: {
      apiVersion: 'networking.istio.io/v1',
      kind: 'WorkloadEntry',
      metadata: {
        name: 'whoami-10.0.0.5',
        namespace: 'vms',
        labels: { app: 'whoami', a: 'b' },
        annotations: {
          'istio.io/autoRegistrationGroup': 'whoami',
          'proxy.istio.io/health-checks-enabled': 'true',
        },
      },
      spec: { address: '10.0.0.5', ports: { http: 8091 }, serviceAccount: 'vm', labels: { app: 'whoami', a: 'b' } },
    },
  });
});

test('a group with a probe gives its machines a health check', () => {
  const outcome = runCli(['register', '--address', '10.0.0.5'], { cwd: folderWith({ 'wg.yaml': GROUP + PROBE }) });
  expect(outcome.stdout).toContain('proxy.istio.io/health-checks-enabled: "true"');
  expect(outcome.stderr).toBe('istio-workloads: it has no endpoint until its first health check succeeds\n');
});

describe('a question that cannot be answered ends with 2 and one line:', () => {
  const second = GROUP.replace('name: whoami', 'name: other');
  const address = ['--address', '10.0.0.5'];

  test.each([
    [GROUP, [], 'the address of the machine is missing; write for example --address 10.0.0.5'],
    [GROUP, ['--address', 'vm.example.com'], '"vm.example.com" is no IP address; machines register with theirs'],
    [GROUP, [...address, '--group', 'whoam'], 'no WorkloadGroup is called "whoam"; did you mean "whoami"?'],
    [GROUP, [...address, '--group', 'default/zzz'], 'no WorkloadGroup is called "default/zzz"; there is vms/whoami'],
    [
      `${GROUP}---\n${second}`,
      address,
      'there are several WorkloadGroups; choose one with --group: vms/other, vms/whoami',
    ],
    [
      'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\n',
      address,
      'no WorkloadGroup is in these files; check the path',
    ],
    [GROUP, [...address, '--label', 'x'], '--label takes KEY=VALUE, not "x"'],
    [GROUP, [...address, '--vm', '{}'], '--vm says everything about the machine; leave out --address'],
    [GROUP, ['--vm', '{"adress": "10.0.0.5"}'], '--vm has no field "adress"; did you mean "address"?'],
    [GROUP, ['--vm', '{"address": "10.0.0.5", "healthCheck": 1}'], '--vm: "healthCheck" must be true or false'],
  ])('%#', (text, args, message) => {
    expect(runCli(['register', ...args], { cwd: folderWith({ 'wg.yaml': text }) })).toEqual({
      code: 2,
      stdout: '',
      stderr: `istio-workloads: ${message}\n`,
    });
  });

  test('a group that is refused says why', () => {
    const refused = GROUP.replace('  template:', '  unknown: 1\n  template:');
    const { code, stderr } = runCli(['register', ...address], { cwd: folderWith({ 'wg.yaml': refused }) });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^istio-workloads: the WorkloadGroup vms\/whoami is refused: .* \(wg\.yaml:7\)\n$/);
  });
});
