import { describe, expect, test } from 'vitest';
import { machine, resource, rule, simulate } from '../../testing/simulated.ts';
import { portProtocol, servicesOf } from './services.ts';

function entry(more: string): string {
  return resource('ServiceEntry', 'se', `{hosts: [w.example.com], ${more}}`);
}

const PORTS = 'ports: [{name: http, number: 80, protocol: HTTP}]';
const CLUSTER = 'outbound|80||w.example.com';

test('hosts stay as they are written, and blocks of one address are addresses (D5.1)', () => {
  const { mesh } = simulate([
    resource(
      'ServiceEntry',
      'se',
      `{hosts: [W.example.com], addresses: [10.0.0.1/32, 10.1.0.0/16, "2001:db8::1/128"], resolution: STATIC, ${PORTS}, endpoints: [{address: 10.0.0.9}]}`,
    ),
  ]);
  expect(servicesOf(mesh, 'W.example.com', 'default').map(({ addresses }) => addresses)).toEqual([
    ['10.0.0.1', '10.1.0.0/16', '2001:db8::1'],
  ]);
});

describe('the protocol of a port of a Service (D5.6)', () => {
  test.each([
    ['TCP', '', 'http', 80, 'HTTP'],
    ['TCP', '', 'http2-web', 80, 'HTTP2'],
    ['TCP', '', 'grpc-web-x', 80, 'GRPC-Web'],
    ['TCP', '', 'HTTPS', 443, 'HTTPS'],
    ['TCP', 'kubernetes.io/h2c', 'tcp', 80, 'HTTP2'],
    ['TCP', 'kubernetes.io/ws', '', 80, 'HTTP'],
    ['TCP', 'kubernetes.io/wss', '', 80, 'HTTPS'],
    ['TCP', 'grpc', 'http', 80, 'GRPC'],
    ['UDP', '', 'http', 80, 'UDP'],
    ['', '', 'udp-x', 80, 'UDP'],
    ['', '', 'db', 3306, 'TCP'],
    ['', '', 'web', 80, undefined],
    ['', '', '', 8080, undefined],
  ])('%s %j %j %i: %s', (transport, appProtocol, name, number, protocol) => {
    expect(portProtocol(transport, appProtocol, name, number)).toBe(protocol);
  });
});

describe('the kind of a cluster (D5.8)', () => {
  const kinds = (text: string, client = {}): readonly string[] => simulate([text]).names(client);

  test.each([
    ['resolution: STATIC', CLUSTER],
    ['resolution: DNS', `${CLUSTER} STRICT_DNS`],
    ['resolution: DNS_ROUND_ROBIN', `${CLUSTER} LOGICAL_DNS`],
    ['resolution: NONE', `${CLUSTER} ORIGINAL_DST`],
  ])('%s', (resolution, name) => {
    expect(kinds(entry(`${PORTS}, ${resolution}`))).toEqual([name]);
  });

  test('of a wildcard that is resolved by request has no subsets', () => {
    const wild = resource('ServiceEntry', 'se', `{hosts: ["*.example.com"], ${PORTS}, resolution: DYNAMIC_DNS}`);
    const subsets = rule("host: '*.example.com', subsets: [{name: v1}]");
    expect(simulate([wild, subsets]).names()).toEqual(['outbound|80||*.example.com STATIC']);
  });

  test('by DNS can ask for the first that connects', () => {
    const racing = resource('ServiceEntry', 'se', `{hosts: [w.example.com], ${PORTS}, resolution: DNS}`, {
      metadata: 'annotations: {istio.io/connect-strategy: RACE_FIRST_TCP_CONNECT}',
    });
    expect(kinds(racing)).toEqual([`${CLUSTER} LOGICAL_DNS`]);
  });

  test('by DNS is none without endpoints, and then no subset is either', () => {
    const empty = entry(`${PORTS}, resolution: DNS, workloadSelector: {labels: {app: w}}`);
    expect(simulate([empty, rule('subsets: [{name: v1}]')]).names()).toEqual([]);
    const subset = rule('subsets: [{name: v1, labels: {version: v1}}]');
    expect(simulate([empty, machine('a', '10.0.0.1'), subset]).names()).toEqual([`${CLUSTER} STRICT_DNS`]);
  });

  test('of a headless Service is ORIGINAL_DST, at a gateway EDS', () => {
    const headless = resource('Service', 'w', '{clusterIP: None, selector: {app: w}, ports: [{name: http, port: 80}]}');
    const name = 'outbound|80||w.default.svc.cluster.local';
    expect(kinds(headless)).toEqual([`${name} ORIGINAL_DST`]);
    expect(kinds(headless, { type: 'gateway' })).toEqual([name]);
  });

  test('is none for UDP ports and aliases (D5.12)', () => {
    expect(kinds(resource('Service', 'w', '{selector: {app: w}, ports: [{port: 53, protocol: UDP}]}'))).toEqual([]);
    expect(
      kinds(resource('Service', 'w', '{type: ExternalName, externalName: a.example.com, ports: [{port: 80}]}')),
    ).toEqual([]);
  });
});

test('a cluster is named by the port of the service, not the one that is called (D5.9)', () => {
  const mesh = simulate([
    entry(
      'ports: [{name: http, number: 80, protocol: HTTP, targetPort: 8080}], resolution: STATIC, endpoints: [{address: 10.0.0.1}]',
    ),
  ]);
  expect(mesh.names()).toEqual([CLUSTER]);
  expect(mesh.endpoints(CLUSTER)).toEqual(['10.0.0.1:8080']);
});
