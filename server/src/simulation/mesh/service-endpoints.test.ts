import { describe, expect, test } from 'vitest';
import { machine, pod, resource, rule, selectingEntry, simulate } from '../../testing/simulated.ts';

const CLUSTER = 'outbound|80||w.example.com';
const PORT = 'ports: [{name: http, number: 80, protocol: HTTP}]';

function entry(more: string, name = 'se'): string {
  const ports = more.includes('ports: [') ? '' : `, ${PORT}`;
  const hosts = more.includes('hosts:') ? '' : 'hosts: [w.example.com], ';
  return resource('ServiceEntry', name, `{${hosts}location: MESH_INTERNAL${ports}, ${more}}`);
}

describe('a ServiceEntry', () => {
  test('with an empty selector selects all of its namespace (D2.7)', () => {
    const mesh = simulate([
      entry('resolution: STATIC, workloadSelector: {}'),
      machine('a', '10.0.0.1'),
      machine('b', '10.0.0.2', 'labels: {other: x}'),
    ]);
    expect(mesh.endpoints(CLUSTER)).toEqual(['10.0.0.1:80', '10.0.0.2:80']);
  });

  test('has Pods before entries, each by name, and both where they share one (D2.8)', () => {
    const mesh = simulate([
      selectingEntry(),
      machine('b', '10.0.0.2'),
      machine('a', '10.0.0.1'),
      pod('c', '{app: w}', '10.1.0.3'),
      pod('b', '{app: w}', '10.1.0.2'),
    ]);
    expect(mesh.endpoints(CLUSTER)).toEqual(['10.1.0.2:80', '10.1.0.3:80', '10.0.0.1:80', '10.0.0.2:80']);
  });

  test('sends an empty address where no network has a gateway (D2.9)', () => {
    const mesh = simulate([selectingEntry(), machine('a', '""', 'network: n1')]);
    expect(mesh.endpoints(CLUSTER)).toEqual([':80']);
  });

  test('has its inline endpoints in their order (D2.10)', () => {
    const mesh = simulate([entry('resolution: STATIC, endpoints: [{address: 10.0.0.2}, {address: 10.0.0.1}]')]);
    expect(mesh.endpoints(CLUSTER)).toEqual(['10.0.0.2:80', '10.0.0.1:80']);
  });

  test('without either is its host where DNS resolves it, else nothing (D2.11)', () => {
    expect(simulate([entry('resolution: DNS')]).endpoints(CLUSTER)).toEqual(['w.example.com:80']);
    const byTarget = simulate([
      entry('resolution: DNS, ports: [{name: http, number: 80, protocol: HTTP, targetPort: 8080}]'),
    ]);
    expect(byTarget.endpoints(CLUSTER)).toEqual(['w.example.com:8080']);
    expect(simulate([entry('resolution: STATIC')]).endpoints(CLUSTER)).toEqual([]);
  });

  test('gives every host and every address all of its endpoints (D2.12)', () => {
    const two = simulate([
      entry('hosts: [a.example.com, b.example.com], resolution: STATIC, endpoints: [{address: 10.0.0.1}]'),
    ]);
    expect(two.endpoints('outbound|80||a.example.com')).toEqual(['10.0.0.1:80']);
    expect(two.endpoints('outbound|80||b.example.com')).toEqual(['10.0.0.1:80']);
    const addressed = simulate([
      entry('addresses: [240.0.0.1, 240.0.0.2], resolution: STATIC, endpoints: [{address: 10.0.0.1}]'),
    ]);
    expect(addressed.endpoints(CLUSTER)).toEqual(['10.0.0.1:80', '10.0.0.1:80']);
  });

  test('calls a Unix domain socket at no port (D3.1)', () => {
    const mesh = simulate([entry('resolution: STATIC, endpoints: [{address: "unix:///run/w.sock"}]')]);
    expect(mesh.endpoints(CLUSTER)).toEqual(['unix:///run/w.sock:0']);
  });

  test('with resolution NONE has endpoints for gateways only (D3.5)', () => {
    const mesh = simulate([
      entry(
        'resolution: NONE, ports: [{name: http, number: 80, protocol: HTTP, targetPort: 8080}], workloadSelector: {labels: {app: w}}',
      ),
      machine('a', '10.0.0.1'),
    ]);
    expect(mesh.names()).toEqual([`${CLUSTER} ORIGINAL_DST`]);
    expect(mesh.endpoints(CLUSTER, { type: 'gateway' })).toEqual(['10.0.0.1:8080']);
  });
});

describe('several ServiceEntries of one host and namespace', () => {
  const inline = (name: string, resolution: string, addresses: string, more = ''): string =>
    entry(`resolution: ${resolution}, endpoints: [${addresses}]${more}`, name);

  test('put their endpoints together, the oldest first, visible or not (D5.2, D5.4)', () => {
    const mesh = simulate([
      inline('b', 'STATIC', '{address: 10.0.0.2}', ", exportTo: ['~']"),
      inline('a', 'STATIC', '{address: 10.0.0.1}'),
    ]);
    expect(mesh.endpoints(CLUSTER)).toEqual(['10.0.0.1:80', '10.0.0.2:80']);
  });

  test('have one endpoint a port by DNS_ROUND_ROBIN (D5.2)', () => {
    const mesh = simulate([
      inline('a', 'DNS_ROUND_ROBIN', '{address: a.example.com}'),
      inline('b', 'DNS_ROUND_ROBIN', '{address: b.example.com}'),
    ]);
    expect(mesh.endpoints(CLUSTER)).toEqual(['a.example.com:80']);
  });
});

describe('a Kubernetes Service', () => {
  const HOST = 'w.default.svc.cluster.local';
  const service = (more: string, name = 'w'): string =>
    resource('Service', name, `{selector: {app: w}, ports: [{name: http, port: 80, targetPort: 8080}]${more}}`);

  test('takes an own port of the name before the number that targetPort is (D3.6)', () => {
    const mesh = simulate([service(''), machine('a', '10.0.0.1'), machine('b', '10.0.0.2', 'ports: {http: 9000}')]);
    expect(mesh.endpoints(`outbound|80||${HOST}`)).toEqual(['10.0.0.1:8080', '10.0.0.2:9000']);
  });

  test('passes over entries without the port that targetPort names (D3.6)', () => {
    const named = resource('Service', 'w', '{selector: {app: w}, ports: [{name: http, port: 80, targetPort: web}]}');
    const mesh = simulate([
      named,
      machine('a', '10.0.0.1', 'ports: {http: 9000}'),
      machine('b', '10.0.0.2', 'ports: {web: 9001}'),
    ]);
    expect(mesh.endpoints(`outbound|80||${HOST}`)).toEqual(['10.0.0.2:9001']);
  });

  test('without targetPort calls its own port (D3.6)', () => {
    const plain = resource('Service', 'w', '{selector: {app: w}, ports: [{name: http, port: 80}]}');
    expect(simulate([plain, machine('a', '10.0.0.1')]).endpoints(`outbound|80||${HOST}`)).toEqual(['10.0.0.1:80']);
  });

  test('takes entries by IP address only, and none if it is headless or has no selector (D2.6, D3.6)', () => {
    const named = machine('a', 'vm.example.com');
    expect(simulate([service(''), named]).endpoints(`outbound|80||${HOST}`)).toEqual([]);
    const headless = simulate([service(', clusterIP: None'), machine('a', '10.0.0.1')]);
    expect(headless.endpoints(`outbound|80||${HOST}`, { type: 'gateway' })).toEqual([]);
    const bare = resource('Service', 'w', '{ports: [{name: http, port: 80}]}');
    expect(simulate([bare, machine('a', '10.0.0.1')]).endpoints(`outbound|80||${HOST}`)).toEqual([]);
  });

  test('sends pods that are not ready as unhealthy, and as healthy where it publishes them (D4.8)', () => {
    const unready = pod('p', '{app: w}', '10.1.0.1').replace('status: "True"', 'status: "False"');
    expect(simulate([service(''), unready]).endpoints(`outbound|80||${HOST}`)).toEqual(['10.1.0.1:8080 UNHEALTHY']);
    const published = service(', publishNotReadyAddresses: true');
    expect(simulate([published, unready]).endpoints(`outbound|80||${HOST}`)).toEqual(['10.1.0.1:8080']);
    const strict = rule(`host: ${HOST}, trafficPolicy: {outlierDetection: {minHealthPercent: 10}}`);
    expect(simulate([service(''), unready, strict]).endpoints(`outbound|80||${HOST}`)).toEqual([]);
  });

  test('sends pods that are being ended only where it publishes them or keeps sessions (D4.8)', () => {
    const ending = pod('p', '{app: w}', '10.1.0.1', '[]', 'deletionTimestamp: "2026-01-01T00:00:00Z"');
    expect(simulate([service(''), ending]).endpoints(`outbound|80||${HOST}`)).toEqual([]);
    const published = service(', publishNotReadyAddresses: true');
    expect(simulate([published, ending]).endpoints(`outbound|80||${HOST}`)).toEqual(['10.1.0.1:8080']);
    const labels = 'labels: {istio.io/persistent-session: cookie}';
    const sticky = service('').replace('namespace: default}', `namespace: default, ${labels}}`);
    expect(simulate([sticky, ending]).endpoints(`outbound|80||${HOST}`)).toEqual(['10.1.0.1:8080 DRAINING']);
  });

  test('sends draining endpoints only with persistent sessions (D4.8)', () => {
    const draining = pod('p', '{app: w, istio.io/draining: "true"}', '10.1.0.1');
    expect(simulate([service(''), draining]).endpoints(`outbound|80||${HOST}`)).toEqual([]);
    const labels = 'labels: {istio.io/persistent-session: cookie}';
    const sticky = service('').replace('namespace: default}', `namespace: default, ${labels}}`);
    expect(simulate([sticky, draining]).endpoints(`outbound|80||${HOST}`)).toEqual(['10.1.0.1:8080 DRAINING']);
  });

  test('has what its EndpointSlices say where there are some', () => {
    const slice = resource(
      'EndpointSlice',
      'w-1',
      '{addressType: IPv4\nports: [{name: http, port: 8081}]\nendpoints: [{addresses: [10.9.0.1], conditions: {ready: true}}, {addresses: [10.9.0.2], conditions: {ready: false}}, {addresses: [10.9.0.3], conditions: {ready: false, terminating: false}}]}',
      { metadata: 'labels: {kubernetes.io/service-name: w}' },
    );
    const mesh = simulate([service(''), slice, pod('p', '{app: w}', '10.1.0.1')]);
    expect(mesh.endpoints(`outbound|80||${HOST}`)).toEqual(['10.9.0.1:8081', '10.9.0.3:8081 UNHEALTHY']);
  });

  test('shares a host and namespace with a ServiceEntry, whose endpoints are its own too (D5.4)', () => {
    const added = entry(`hosts: [${HOST}], resolution: STATIC, endpoints: [{address: 10.0.0.9}]`);
    const mesh = simulate([service(''), added, pod('p', '{app: w}', '10.1.0.1')]);
    expect(mesh.endpoints(`outbound|80||${HOST}`)).toEqual(['10.1.0.1:8080', '10.0.0.9:80']);
  });
});

describe('the mark for mutual TLS', () => {
  const speaking = machine('a', '10.0.0.1', 'serviceAccount: w, ports: {http: 9000}');
  const withRule = (tls: string): readonly string[] | undefined =>
    simulate([selectingEntry(), speaking, rule(`trafficPolicy: ${tls}`)]).endpoints(CLUSTER);

  test('goes where the DestinationRule says another mode (D4.10)', () => {
    expect(withRule('{tls: {mode: SIMPLE}}')).toEqual(['10.0.0.1:9000']);
    expect(withRule('{tls: {}}')).toEqual(['10.0.0.1:9000']);
    expect(withRule('{tls: {mode: ISTIO_MUTUAL}}')).toEqual(['10.0.0.1:9000 istio']);
    expect(withRule('{tls: {mode: SIMPLE}, portLevelSettings: [{port: {number: 80}, outlierDetection: {}}]}')).toEqual([
      '10.0.0.1:9000',
    ]);
  });

  test('goes where the server refuses TLS, told by the port that it listens on (D3.7, D4.11)', () => {
    const policy = (port: number): string =>
      resource(
        'PeerAuthentication',
        'pa',
        `{selector: {matchLabels: {app: w}}, portLevelMtls: {${port}: {mode: DISABLE}}}`,
      );
    expect(simulate([selectingEntry(), speaking, policy(9000)]).endpoints(CLUSTER)).toEqual(['10.0.0.1:9000']);
    expect(simulate([selectingEntry(), speaking, policy(80)]).endpoints(CLUSTER)).toEqual(['10.0.0.1:9000 istio']);
  });

  test('asks the namespace, then the root; a selector in the root counts for nothing (D4.11)', () => {
    const policy = (name: string, spec: string): string => resource('PeerAuthentication', name, spec);
    const of = (...policies: string[]): readonly string[] | undefined =>
      simulate([selectingEntry(), speaking, ...policies]).endpoints(CLUSTER);
    const root = policy('istio-system/root', '{mtls: {mode: DISABLE}}');
    expect(of(root)).toEqual(['10.0.0.1:9000']);
    expect(of(root, policy('own', '{mtls: {mode: STRICT}}'))).toEqual(['10.0.0.1:9000 istio']);
    expect(of(root, policy('own', '{mtls: {mode: UNSET}}'))).toEqual(['10.0.0.1:9000']);
    expect(of(policy('istio-system/some', '{selector: {matchLabels: {app: w}}, mtls: {mode: DISABLE}}'))).toEqual([
      '10.0.0.1:9000 istio',
    ]);
  });
});
