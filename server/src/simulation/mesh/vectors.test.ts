/** Meshes of a few resources each with the endpoints that istiod makes of them; V30 is about gateways and lies with routes. */
import { describe, expect, test } from 'vitest';
import { machine, pod, resource, rule, selectingEntry, simulate } from '../../testing/simulated.ts';
import { sharesOfCluster } from './shares.ts';

const CLUSTER = 'outbound|80||w.example.com';
const TARGET = 'ports: [{name: http, number: 80, protocol: HTTP, targetPort: 8888}]';
const OUTLIER = 'trafficPolicy: {outlierDetection: {}}';

describe('ports', () => {
  test('V1: the targetPort of the service', () => {
    const mesh = simulate([selectingEntry('se', TARGET), machine('a', '172.29.9.61')]);
    expect(mesh.endpoints(CLUSTER)).toEqual(['172.29.9.61:8888']);
  });

  test('V2: an own port of the name beats it', () => {
    const mesh = simulate([selectingEntry('se', TARGET), machine('a', '172.29.9.61', 'ports: {http: 9000}')]);
    expect(mesh.endpoints(CLUSTER)).toEqual(['172.29.9.61:9000']);
  });

  test('V3: an own port of another name is nothing', () => {
    const mesh = simulate([selectingEntry('se', TARGET), machine('a', '172.29.9.61', 'ports: {web: 9000}')]);
    expect(mesh.endpoints(CLUSTER)).toEqual(['172.29.9.61:8888']);
  });

  test('V4: entry by entry', () => {
    const mesh = simulate([
      selectingEntry(),
      machine('a', '192.168.0.10', 'ports: {http: 8091}'),
      machine('b', '192.168.0.11'),
    ]);
    expect(mesh.endpoints(CLUSTER)).toEqual(['192.168.0.10:8091', '192.168.0.11:80']);
  });

  test('V5: a container port without a name does not count', () => {
    const mesh = simulate([selectingEntry('se', TARGET), pod('p', '{app: w}', '10.1.0.1', '[{containerPort: 7777}]')]);
    expect(mesh.endpoints(CLUSTER)).toEqual(['10.1.0.1:8888']);
  });

  test('V6: a container port of the name does', () => {
    const ports = '[{name: http, containerPort: 7777}]';
    const mesh = simulate([selectingEntry('se', TARGET), pod('p', '{app: w}', '10.1.0.1', ports)]);
    expect(mesh.endpoints(CLUSTER)).toEqual(['10.1.0.1:7777']);
  });
});

describe('weights', () => {
  test('V7: pods count 1 each', () => {
    const mesh = simulate([
      selectingEntry(),
      machine('a', '10.0.0.1', 'weight: 20'),
      machine('b', '10.0.0.2', 'weight: 80'),
      pod('p', '{app: w}', '10.1.0.1'),
    ]);
    const shares = [...sharesOfCluster(mesh.cluster(CLUSTER))].map(
      ([{ address }, { share }]) => `${address} ${(share * 100).toFixed(1)} %`,
    );
    expect(shares.sort()).toEqual(['10.0.0.1 19.8 %', '10.0.0.2 79.2 %', '10.1.0.1 1.0 %']);
  });

  test('V8: 0 and none are both 1', () => {
    const mesh = simulate([selectingEntry(), machine('a', '10.0.0.1', 'weight: 0'), machine('b', '10.0.0.2')]);
    expect(mesh.endpoints(CLUSTER)).toEqual(['10.0.0.1:80', '10.0.0.2:80']);
  });
});

describe('selection', () => {
  test('V9: labels of the metadata beat those of the spec', () => {
    const mesh = simulate([selectingEntry(), machine('a', '10.0.0.1', 'labels: {app: w}', 'labels: {app: other}')]);
    expect(mesh.endpoints(CLUSTER)).toEqual([]);
  });

  test('V10: it does not leave the namespace', () => {
    const mesh = simulate([selectingEntry('ns1/se'), machine('ns2/a', '10.0.0.1')]);
    expect(mesh.endpoints(CLUSTER)).toEqual([]);
  });

  test('V11: a host name as address is for services that are resolved by DNS', () => {
    const named = machine('a', 'vm1.example.com');
    expect(simulate([selectingEntry(), named]).endpoints(CLUSTER)).toEqual([]);
    const byDns = simulate([selectingEntry('se', 'resolution: DNS'), named]);
    expect(byDns.endpoints(CLUSTER)).toEqual(['vm1.example.com:80']);
    expect(byDns.cluster(CLUSTER).type).toBe('STRICT_DNS');
  });

  test('V32: an entry that checks its health is absent until it is healthy', () => {
    const checked = machine('a', '10.0.0.1', '', 'annotations: {proxy.istio.io/health-checks-enabled: "true"}');
    expect(simulate([selectingEntry(), checked]).endpoints(CLUSTER)).toEqual([]);
    const healthy = `${checked}status: {conditions: [{type: Healthy, status: "True"}]}\n`;
    expect(simulate([selectingEntry(), healthy]).endpoints(CLUSTER)).toEqual(['10.0.0.1:80']);
  });
});

describe('localities', () => {
  const two = [
    selectingEntry(),
    machine('a', '10.0.0.1', 'locality: us/us-east-1/az-1/r11'),
    machine('b', '10.0.0.2', 'locality: us/us-east-1/az-2/r12'),
  ];
  const near = { locality: 'us/us-east-1/az-1' };

  test('V12: do not matter without outlierDetection', () => {
    expect(simulate(two).endpoints(CLUSTER, near)).toEqual([
      '10.0.0.1:80 us/us-east-1/az-1',
      '10.0.0.2:80 us/us-east-1/az-2',
    ]);
  });

  test('V13: make priorities with it, by how near they are', () => {
    const mesh = simulate([...two, rule(OUTLIER)]);
    expect(mesh.endpoints(CLUSTER, near)).toEqual([
      '10.0.0.1:80 us/us-east-1/az-1',
      '10.0.0.2:80 P1 us/us-east-1/az-2',
    ]);
  });

  test('V14, V15: are all alike for a client elsewhere or nowhere', () => {
    const mesh = simulate([...two, rule(OUTLIER)]);
    const alike = ['10.0.0.1:80 us/us-east-1/az-1', '10.0.0.2:80 us/us-east-1/az-2'];
    expect(mesh.endpoints(CLUSTER, { locality: 'eu/x/y' })).toEqual(alike);
    expect(mesh.endpoints(CLUSTER, {})).toEqual(alike);
  });

  const regions = [
    selectingEntry(),
    machine('u', '10.0.0.1', 'locality: us/a'),
    machine('e', '10.0.0.2', 'locality: eu/b'),
    machine('p', '10.0.0.3', 'locality: ap/c'),
    rule('trafficPolicy: {outlierDetection: {}, loadBalancer: {localityLbSetting: {failover: [{from: us, to: eu}]}}}'),
  ];

  test.each(['us/a', 'us/z'])('V16, V17: failover leads %s to the region that it names first', (locality) => {
    expect(simulate(regions).endpoints(CLUSTER, { locality })).toEqual([
      '10.0.0.3:80 P2 ap/c',
      '10.0.0.2:80 P1 eu/b',
      '10.0.0.1:80 us/a',
    ]);
  });

  const shared = (to: string): string[] => [
    selectingEntry(),
    machine('a', '10.0.0.1', 'locality: us/a/1'),
    machine('b', '10.0.0.2', 'locality: us/a/2, weight: 3'),
    machine('c', '10.0.0.3', 'locality: eu/b'),
    rule(`trafficPolicy: {loadBalancer: {localityLbSetting: {distribute: [{from: us/*, to: ${to}}]}}}`),
  ];

  test('V18: distribute divides a share by the weights of localities', () => {
    const mesh = simulate(shared('{us/a/*: 80, eu/b: 20}'));
    const groups = mesh.cluster(CLUSTER, { locality: 'us/a/1' }).groups;
    expect(groups.map(({ locality, weight, priority }) => [locality, weight, priority])).toEqual([
      ['eu/b', 20, 0],
      ['us/a/1', 20, 0],
      ['us/a/2', 60, 0],
    ]);
  });

  test('V19: and empties those that it does not name', () => {
    const mesh = simulate(shared('{us/a/1: 100}'));
    expect(mesh.endpoints(CLUSTER, { locality: 'us/a/1' })).toEqual(['10.0.0.1:80 us/a/1']);
  });

  test('V20: failoverPriority ranks by the first label that differs, networks first', () => {
    const on = (name: string, address: string, network: string, version: string): string =>
      machine(name, address, `network: ${network}, labels: {app: w, version: ${version}}`);
    const mesh = simulate([
      selectingEntry(),
      on('e1', '10.0.0.1', 'n1', 'v1'),
      on('e2', '10.0.0.2', 'n1', 'v2'),
      on('e3', '10.0.0.3', 'n2', 'v1'),
      on('e4', '10.0.0.4', 'n2', 'v2'),
      rule(
        'trafficPolicy: {outlierDetection: {}, loadBalancer: {localityLbSetting: {failoverPriority: [topology.istio.io/network, version=v1]}}}',
      ),
    ]);
    expect(mesh.endpoints(CLUSTER, { network: 'n1' })).toEqual([
      '10.0.0.1:80',
      '10.0.0.2:80 P1',
      '10.0.0.3:80 P2',
      '10.0.0.4:80 P3',
    ]);
  });

  test('V21: no zone on either side is the same zone', () => {
    const mesh = simulate([
      selectingEntry(),
      machine('a', '10.0.0.1'),
      machine('b', '10.0.0.2', 'locality: us/a'),
      rule(
        'trafficPolicy: {outlierDetection: {}, loadBalancer: {localityLbSetting: {failoverPriority: [topology.kubernetes.io/zone]}}}',
      ),
    ]);
    expect(mesh.endpoints(CLUSTER)).toEqual(['10.0.0.1:80', '10.0.0.2:80 P1 us/a']);
  });

  const FAILOVER = 'loadBalancer: {localityLbSetting: {failover: [{from: us, to: eu}]}}';

  test('V22: a subset takes the outlierDetection from above', () => {
    const mesh = simulate([
      ...two,
      rule(`trafficPolicy: {outlierDetection: {}}, subsets: [{name: v1, trafficPolicy: {${FAILOVER}}}]`),
    ]);
    expect(mesh.endpoints('outbound|80|v1|w.example.com', near)?.[1]).toBe('10.0.0.2:80 P1 us/us-east-1/az-2');
  });

  test('V23: settings of a port do not', () => {
    const mesh = simulate([
      ...two,
      rule(`trafficPolicy: {outlierDetection: {}, portLevelSettings: [{port: {number: 80}, ${FAILOVER}}]}`),
    ]);
    expect(mesh.endpoints(CLUSTER, near)?.[1]).toBe('10.0.0.2:80 us/us-east-1/az-2');
  });

  test('V31: outlierDetection alone does what the failover of the tutorial means to', () => {
    const mesh = simulate([
      ...two,
      rule('trafficPolicy: {loadBalancer: {localityLbSetting: {enabled: true}}, outlierDetection: {interval: 1s}}'),
    ]);
    expect(mesh.endpoints(CLUSTER, near)).toEqual([
      '10.0.0.1:80 us/us-east-1/az-1',
      '10.0.0.2:80 P1 us/us-east-1/az-2',
    ]);
  });

  test('V31b: traffic-distribution needs no DestinationRule', () => {
    const entry = selectingEntry().replace(
      'namespace: default}',
      'namespace: default, annotations: {networking.istio.io/traffic-distribution: PreferClose}}',
    );
    const mesh = simulate([
      entry,
      machine('a', '10.0.0.1', 'locality: us/us-east-1/az-1'),
      machine('b', '10.0.0.2', 'locality: us/us-east-2/az-1'),
    ]);
    expect(mesh.endpoints(CLUSTER, near)).toEqual([
      '10.0.0.1:80 us/us-east-1/az-1',
      '10.0.0.2:80 P1 us/us-east-2/az-1',
    ]);
  });
});

describe('hosts and rules', () => {
  test('V24: a subset takes those that have its labels', () => {
    const mesh = simulate([
      selectingEntry(),
      machine('a', '10.0.0.1', 'labels: {app: w, version: v1}'),
      machine('b', '10.0.0.2', 'labels: {app: w, version: v2}'),
      pod('p', '{app: w}', '10.1.0.1'),
      rule('subsets: [{name: v2, labels: {version: v2}}]'),
    ]);
    expect(mesh.endpoints('outbound|80|v2|w.example.com')).toEqual(['10.0.0.2:80']);
  });

  test('V25: of two names for one port only that of the older definition has endpoints', () => {
    const inline = (name: string, port: string, address: string): string =>
      resource(
        'ServiceEntry',
        name,
        `{hosts: [w.example.com], resolution: STATIC, ports: [{name: ${port}, number: 80, protocol: HTTP}], endpoints: [{address: ${address}}]}`,
      );
    const mesh = simulate([inline('a', 'http', '10.0.0.1'), inline('b', 'web', '10.0.0.2')]);
    expect(mesh.endpoints(CLUSTER)).toEqual(['10.0.0.1:80']);
  });

  test('V26: of one host in two namespaces the own one counts, else the first', () => {
    const inline = (name: string, address: string): string =>
      resource(
        'ServiceEntry',
        name,
        `{hosts: [w.example.com], resolution: STATIC, ports: [{name: http, number: 80, protocol: HTTP}], endpoints: [{address: ${address}}]}`,
      );
    const mesh = simulate([inline('a/se', '10.0.0.1'), inline('b/se', '10.0.0.2')]);
    expect(mesh.endpoints(CLUSTER, { namespace: 'b' })).toEqual(['10.0.0.2:80']);
    expect(mesh.endpoints(CLUSTER, { namespace: 'c' })).toEqual(['10.0.0.1:80']);
  });

  test('V27: a gateway does not know what is not exported to its namespace', () => {
    const mesh = simulate([selectingEntry('se', "exportTo: ['.']"), machine('a', '10.0.0.1')]);
    expect(mesh.names({ type: 'gateway', namespace: 'istio-system' })).toEqual([]);
    expect(mesh.names()).toEqual([CLUSTER]);
  });

  test('V28: a wildcard rule of the client hides an exact one of the service', () => {
    const mesh = simulate([
      selectingEntry('svc/se'),
      rule("host: '*.example.com', trafficPolicy: {outlierDetection: {}}", 'client/dr'),
      rule('host: w.example.com', 'svc/dr'),
    ]);
    expect(mesh.cluster(CLUSTER, { namespace: 'client' }).destinationRule?.host).toBe('*.example.com');
    expect(mesh.cluster(CLUSTER, { namespace: 'other' }).destinationRule?.host).toBe('w.example.com');
  });

  test('V29: a Service takes the entries that it selects', () => {
    const service = resource('Service', 'w', '{selector: {app: w}, ports: [{name: http, port: 80, targetPort: 8888}]}');
    const mesh = simulate([selectingEntry('se', TARGET), machine('a', '172.29.9.61'), service]);
    expect(mesh.endpoints('outbound|80||w.default.svc.cluster.local')).toEqual(['172.29.9.61:8888']);
  });

  test('V29b: an own port is found by the name of the port of the Service', () => {
    const withPort = (name: string): string[] => [
      resource('Service', 'w', `{selector: {app: w}, ports: [{${name}port: 80, targetPort: 8888}]}`),
      machine('a', '172.29.9.61', 'ports: {http: 9000}'),
    ];
    const cluster = 'outbound|80||w.default.svc.cluster.local';
    expect(simulate(withPort('')).endpoints(cluster)).toEqual(['172.29.9.61:8888']);
    expect(simulate(withPort('name: http, ')).endpoints(cluster)).toEqual(['172.29.9.61:9000']);
  });
});
