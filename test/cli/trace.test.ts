import { describe, expect, test } from 'vitest';
import { folderWith, runCli, serviceEntry, WORKLOAD_ENTRY } from './run-cli.ts';

const ROUTES = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: gw, namespace: default}
spec:
  selector: {istio: ingressgateway}
  servers:
    - port: {number: 8080, name: http, protocol: HTTP}
      hosts: [whoami.internal.com]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami-vs, namespace: default}
spec:
  hosts: [whoami.internal.com]
  gateways: [gw, mesh]
  http:
    - match:
        - uri: {prefix: /new}
      route:
        - destination: {host: whoami.internal.com, subset: v3}
    - route:
        - destination: {host: whoami.internal.com, port: {number: 80}}
`;

function mesh(): string {
  return folderWith({ 'se.yaml': serviceEntry('whoami'), 'we.yaml': WORKLOAD_ENTRY, 'routes.yaml': ROUTES });
}

describe('a URL', () => {
  test('is followed to its endpoints', () => {
    expect(
      runCli(['trace', '--from', 'default', '--quiet', 'http://whoami.internal.com/api'], { cwd: mesh() }),
    ).toEqual({
      code: 0,
      stderr: '',
      stdout: `GET http://whoami.internal.com:80/api  from a workload in namespace default

  listener         The sidecar listens on 0.0.0.0:80.
  connection       Plaintext HTTP is routed request by request.
  host             The Host header means whoami.internal.com.  se.yaml:5
  virtual service  VirtualService default/whoami-vs decides.  routes.yaml:11
  rule             http[0].match[0] does not match: uri wants "prefix: /new", the request has "/api".  routes.yaml:18
                   http[1] takes every request.  routes.yaml:21
  destination      All requests go to whoami.internal.com:80.  routes.yaml:22
  endpoints        outbound|80||whoami.internal.com: 1 endpoint.
                     192.168.0.10:80, 100 %: WorkloadEntry default/whoami-we.  we.yaml:2

  → whoami.internal.com:80, 1 endpoint
`,
    });
  });

  test('may come through the gateway, and paths stand beside it', () => {
    const { stdout, code } = runCli(
      ['trace', 'routes.yaml', '--from', 'gateway', 'http://whoami.internal.com:8080/new'],
      {
        cwd: mesh(),
      },
    );
    expect(code).toBe(0);
    expect(stdout).toContain('servers[0] of Gateway default/gw takes the connection.  routes.yaml:7');
    expect(stdout).toContain('→ 503: no such host in this mesh');
    expect(stdout).toContain('assumed  The pods of the gateway are not in these files;');
  });

  test('to a subset that nothing defines is 503', () => {
    const { stdout } = runCli(['trace', '--from', 'default', 'http://whoami.internal.com/new'], { cwd: mesh() });
    expect(stdout).toContain('→ 503: no DestinationRule defines subset v3 of this host');
  });
});

describe('requests as JSON', () => {
  const REQUEST = '{"from": "sidecar", "namespace": "default", "host": "whoami.internal.com", "port": 80}';

  test('are answered in the form that programs read', () => {
    const { stdout, code } = runCli(['trace', '--format', 'json', '--request', REQUEST], { cwd: mesh() });
    expect(code).toBe(0);
    const report = JSON.parse(stdout);
    expect(report.version).toBe(1);
    expect(report.answers).toHaveLength(1);
    expect(report.answers[0]).toMatchObject({
      outcome: 'route',
      virtualService: 'default/whoami-vs',
      clusters: [
        {
          cluster: 'outbound|80||whoami.internal.com',
          weight: 100,
          endpoints: [{ address: '192.168.0.10', port: 80, source: { kind: 'WorkloadEntry', file: 'we.yaml' } }],
        },
      ],
    });
    expect(report.answers[0].steps).toContainEqual({
      decision: 'virtual-service',
      statement: 'D7.3',
      what: 'VirtualService default/whoami-vs decides.',
      resource: { kind: 'VirtualService', namespace: 'default', name: 'whoami-vs' },
      file: 'routes.yaml',
      range: { start: { line: 10, character: 6 }, end: { line: 10, character: 20 } },
    });
  });

  test('come from a file or standard input, and are answered in their order', () => {
    const cwd = mesh();
    const input = `[${REQUEST}, {"host": "nobody.org"}]`;
    const { stdout } = runCli(['trace', '--format', 'json', '--requests', '-', 'se.yaml'], { cwd, input });
    const outcomes = JSON.parse(stdout).answers.map(({ outcome }: { readonly outcome: string }) => outcome);
    expect(outcomes).toEqual(['route', 'passthrough']);
  });

  test('are answered with the same bytes each time', () => {
    const cwd = mesh();
    const run = (): string => runCli(['trace', '--format', 'json', '--request', REQUEST], { cwd }).stdout;
    expect(run()).toBe(run());
  });
});

describe('a call that cannot work ends with 2 and one line:', () => {
  test.each([
    [
      ['trace'],
      'nothing to follow; write for example "istio-workloads trace --from default http://whoami.internal.com/"',
    ],
    [
      ['trace', '--from', 'gateway'],
      '--from is about a URL; add one, as in --from gateway http://whoami.internal.com/',
    ],
    [['trace', '--request', '{'], '--request is not JSON;'],
    [['trace', '--requests', 'gone.json'], '"gone.json" does not exist; check the path'],
    [['trace', '--requests', '-', '-'], 'standard input cannot be both the files and the requests;'],
    [['trace', 'http://a.com', 'gone/'], '"gone/" does not exist; check the path'],
    [['trace', 'ftp://a.com'], '"ftp://a.com" has'],
  ])('%j', (args, message) => {
    const { code, stdout, stderr } = runCli(args, { cwd: mesh() });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^istio-workloads: [^\n]*\n$/);
    expect(stderr).toContain(message);
  });
});

test('its help has a usage and an example', () => {
  const { stdout, code } = runCli(['trace', '--help']);
  expect(code).toBe(0);
  expect(stdout).toContain('Usage: istio-workloads trace');
  expect(stdout).toMatch(/Examples:\n.*istio-workloads trace/);
});
