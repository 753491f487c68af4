import { describe, expect, test } from 'vitest';
import { BROKEN, folderWith, runCli, serviceEntry, WORKLOAD_ENTRY } from './run-cli.ts';

const SECOND_ENTRY = WORKLOAD_ENTRY.replace('whoami-we', 'second-we').replace(
  'address: 192.168.0.10',
  'address: 192.168.0.11\n  weight: 3\n  locality: us/a\n  serviceAccount: vm\n  ports: {http: 8091}',
);
const FILES = { 'se.yaml': serviceEntry('whoami'), 'we.yaml': `${WORKLOAD_ENTRY}---\n${SECOND_ENTRY}` };
const REFUSED = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: whoami-dr, namespace: default}
spec:
  host: whoami.internal.com
  trafficPolicy:
    loadBalancer:
      localityLbSetting:
        failover: [{from: us/a, to: eu}]
`;

interface Answer {
  readonly client: object;
  readonly rejected: readonly object[];
  readonly clusters: readonly {
    readonly name: string;
    readonly endpoints: readonly object[];
    readonly excluded?: readonly object[];
  }[];
}

function answer(args: readonly string[], files: Readonly<Record<string, string>>): Answer {
  const outcome = runCli(['endpoints', '--format', 'json', ...args], { cwd: folderWith(files) });
  expect(outcome).toMatchObject({ code: 0, stderr: '' });
  return JSON.parse(outcome.stdout);
}

describe('endpoints as JSON', () => {
  test('name every value and its source', () => {
    const { client, clusters, rejected } = answer([], FILES);
    expect(client).toEqual({ namespace: 'default', locality: '', labels: {} });
    expect(rejected).toEqual([]);
    expect(clusters).toEqual([
      {
        name: 'outbound|80||whoami.internal.com',
        type: 'EDS',
        outlierDetection: false,
        endpoints: [
          {
            locality: '',
            priority: 0,
            localityWeight: 1,
            address: '192.168.0.10',
            port: 80,
            weight: 1,
            share: 0.25,
            tls: '',
            health: 'HEALTHY',
            source: {
              kind: 'WorkloadEntry',
              namespace: 'default',
              name: 'whoami-we',
              file: 'we.yaml',
              range: { start: { line: 1, character: 6 }, end: { line: 1, character: 19 } },
            },
            portFrom: 'ServiceEntry.port',
          },
          expect.objectContaining({
            locality: 'us/a',
            address: '192.168.0.11',
            port: 8091,
            weight: 3,
            share: 0.75,
            tls: 'istio',
            portFrom: 'WorkloadEntry.ports[http]',
          }),
        ],
      },
    ]);
  });

  test('say what is refused, where and why', () => {
    const { rejected, clusters } = answer([], { ...FILES, 'dr.yaml': REFUSED });
    expect(rejected).toEqual([
      {
        kind: 'DestinationRule',
        namespace: 'default',
        name: 'whoami-dr',
        file: 'dr.yaml',
        range: expect.objectContaining({ start: expect.objectContaining({ line: 8 }) }),
        reason: expect.stringContaining('us/a'),
      },
    ]);
    expect(clusters).toHaveLength(1);
  });

  test('explain who is left out', () => {
    const other = WORKLOAD_ENTRY.replace('{app: whoami}', '{app: other}').replace('whoami-we', 'other-we');
    const [cluster] = answer(['--explain'], { ...FILES, 'other.yaml': other }).clusters;
    expect(cluster?.excluded).toEqual([
      {
        kind: 'WorkloadEntry',
        namespace: 'default',
        name: 'other-we',
        file: 'other.yaml',
        range: { start: { line: 5, character: 11 }, end: { line: 5, character: 21 } },
        statement: 'D2.7',
        reason: 'label `app` is `other`, the selector wants `whoami`',
      },
    ]);
  });

  test('are those of the client that is given', () => {
    const rule = REFUSED.replace(/loadBalancer[\s\S]*$/, 'outlierDetection: {}\n');
    const client = '{"namespace": "shop", "locality": "us/a", "labels": {"app": "c"}, "type": "gateway"}';
    const found = answer(['--client', client], { ...FILES, 'dr.yaml': rule });
    expect(found.client).toEqual({ namespace: 'shop', locality: 'us/a', labels: { app: 'c' }, type: 'gateway' });
    expect(found.clusters[0]?.endpoints).toEqual([
      expect.objectContaining({ address: '192.168.0.10', priority: 1 }),
      expect.objectContaining({ address: '192.168.0.11', priority: 0 }),
    ]);
  });

  test('follow the settings of the mesh that are among the files', () => {
    const values = 'meshConfig:\n  defaultServiceExportTo: ["."]\n';
    const client = ['--client', '{"namespace": "shop"}'];
    expect(answer(client, FILES).clusters).toHaveLength(1);
    expect(answer(client, { ...FILES, 'values.yaml': values }).clusters).toHaveLength(0);
  });

  test('are the same bytes each time', () => {
    const cwd = folderWith({ ...FILES, 'dr.yaml': REFUSED });
    const args = ['endpoints', '--explain', '--format', 'json'];
    expect(runCli(args, { cwd })).toEqual(runCli(args, { cwd }));
  });

  test('are read from standard input', () => {
    const outcome = runCli(['endpoints', '--format', 'json', '-'], {
      input: `${FILES['se.yaml']}---\n${FILES['we.yaml']}`,
    });
    expect(JSON.parse(outcome.stdout).clusters[0].endpoints).toHaveLength(2);
  });
});

describe('endpoints as text', () => {
  test('are one table a cluster', () => {
    const { stdout, stderr, code } = runCli(['endpoints'], { cwd: folderWith(FILES) });
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(stdout).toBe(`client   sidecar in namespace default
assumed  The locality of the client is not known: no endpoint that has one counts as near.
         Mesh settings are the defaults of Istio; no MeshConfig is in these files.

whoami.internal.com:80
  outbound|80||whoami.internal.com · EDS
  endpoint           share  weight  locality  tls    from
  192.168.0.10:80     25 %       1  -         -      WorkloadEntry whoami-we (we.yaml:2)
  192.168.0.11:8091   75 %       3  us/a      istio  WorkloadEntry second-we (we.yaml:9)
`);
  });

  test('explain themselves', () => {
    const other = WORKLOAD_ENTRY.replace('{app: whoami}', '{app: other}').replace('whoami-we', 'other-we');
    const cwd = folderWith({ 'se.yaml': serviceEntry('whoami'), 'we.yaml': WORKLOAD_ENTRY, 'other.yaml': other });
    const { stdout } = runCli(['endpoints', '--explain', '--quiet'], { cwd });
    expect(stdout).toBe(`whoami.internal.com:80
  outbound|80||whoami.internal.com · EDS
  endpoint         share  weight  tls  from
  192.168.0.10:80  100 %       1  -    WorkloadEntry whoami-we (we.yaml:2)
  because
    port 80 is the port of the service; there is no targetPort and no port of its own  se.yaml:6
    plaintext: it has no serviceAccount
  left out
    WorkloadEntry other-we  label \`app\` is \`other\`, the selector wants \`whoami\`  other.yaml:6
`);
  });

  test('say what counts of several definitions, and what could not be read', () => {
    const again = WORKLOAD_ENTRY.replace('192.168.0.10', '192.168.0.99');
    const cwd = folderWith({
      ...FILES,
      'z.yaml': again,
      'broken.yaml': BROKEN.replace('kind: Service', 'kind Service'),
    });
    const { stdout } = runCli(['endpoints'], { cwd });
    expect(stdout).toContain(
      'WorkloadEntry whoami-we counts as defined in z.yaml:2, the last of the files, not in we.yaml:2.',
    );
    expect(stdout).toContain('192.168.0.99:80');
    expect(stdout).toContain('What cannot be read as YAML is left out: broken.yaml.');
  });

  test('say that requests fail where there are none', () => {
    const { stdout } = runCli(['endpoints', '-q'], { cwd: folderWith({ 'se.yaml': serviceEntry('whoami') }) });
    expect(stdout).toContain('no workload of namespace default that counts has app: whoami: requests get 503');
  });

  test('say why a host that is asked for has no cluster', () => {
    const entry = serviceEntry('whoami').replace('resolution:', "exportTo: ['.']\n  resolution:");
    const cwd = folderWith({ 'se.yaml': entry });
    const args = ['endpoints', '-q', '--host', 'whoami.internal.com', '--client', '{"namespace": "shop"}'];
    expect(runCli(args, { cwd }).stdout).toBe(
      'no cluster for this client\n    whoami.internal.com (ServiceEntry default/whoami-se)  it is not exported to namespace `shop`  se.yaml:7\n',
    );
  });

  test('cannot steer the screen', () => {
    const { stdout } = runCli(['endpoints', '-'], {
      input: serviceEntry('whoami').replace('whoami.internal.com', '"a\\e[31mb"'),
    });
    expect(stdout).not.toContain('\u001b');
  });
});

describe('a question that cannot be answered ends with 2 and one line:', () => {
  test.each([
    [
      ['--client', '{'],
      `--client is not JSON; write for example --client '{"namespace": "default", "locality": "us/az1/rack1", "labels": {"app": "client"}}'`,
    ],
    [
      ['--client', '[]'],
      `--client must be a JSON object; write for example --client '{"namespace": "default", "locality": "us/az1/rack1", "labels": {"app": "client"}}'`,
    ],
    [['--client', '{"namespce": "a"}'], '--client has no field "namespce"; did you mean "namespace"?'],
    [
      ['--client', '{"zzz": "a"}'],
      '--client has no field "zzz"; it takes namespace, locality, labels, type, network, node',
    ],
    [['--client', '{"namespace": 1}'], '--client: "namespace" must be a string'],
    [['--client', '{"labels": []}'], '--client: "labels" must be an object, as in {"app": "client"}'],
    [['--client', '{"labels": {"a": 1}}'], '--client: the label "a" must be a string'],
    [['--client', '{"type": "gatway"}'], '--client: "type" is "gatway"; did you mean "gateway"?'],
    [
      ['--host', 'whoami.internal.co'],
      'no service has the host "whoami.internal.co"; did you mean "whoami.internal.com"?',
    ],
    [['--host', 'zzz'], 'no service has the host "zzz"; without --host all are shown'],
    [['--port', '81'], 'no service here has the port 81; there is 80'],
    [['--port', 'x'], '--port takes a number from 1 to 65535, not "x"'],
    [['--subset', 'v1'], 'no DestinationRule here has subsets; leave out --subset'],
    [['missing'], '"missing" does not exist; check the path'],
  ])('%j', (args, message) => {
    expect(runCli(['endpoints', ...args], { cwd: folderWith(FILES) })).toEqual({
      code: 2,
      stdout: '',
      stderr: `istio-workloads: ${message}\n`,
    });
  });
});

test('bad input is answered all the same', () => {
  const odd = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: 5, namespace: [a]}
spec: {hosts: x, ports: {a: b}, resolution: [], workloadSelector: {labels: [1]}, endpoints: {a: 1}}
---
apiVersion: v1
kind: Service
metadata: {name: a, namespace: default}
spec: {selector: {app: 1}, ports: [{port: x}, null, {port: 80}]}
---
apiVersion: v1
kind: Pod
metadata: {name: p}
status: {podIP: 7}
---
kind: WorkloadEntry
apiVersion: networking.istio.io/v1
`;
  const outcome = runCli(['endpoints', '--explain', '-'], { input: odd });
  expect(outcome).toMatchObject({ code: 0, stderr: '' });
});
