import { describe, expect, test } from 'vitest';
import { machine, pod, resource, rule, selectingEntry, simulate } from '../../testing/simulated.ts';

const CLUSTER = 'outbound|80||w.example.com';
const reasons = (documents: readonly string[], name = CLUSTER, client = {}): readonly string[] =>
  simulate(documents)
    .cluster(name, client)
    .excluded.map(({ endpoint, reason }) => `${endpoint.instance.name} ${reason}`);

describe('endpoints that are left out', () => {
  test('are those without the labels of the subset, and nothing else answers instead (D10.3)', () => {
    const documents = [
      selectingEntry(),
      machine('a', '10.0.0.1'),
      rule('subsets: [{name: v3, labels: {version: v3}}]'),
    ];
    expect(reasons(documents, 'outbound|80|v3|w.example.com')).toEqual(['a subset']);
    expect(simulate(documents).endpoints('outbound|80|v3|w.example.com')).toEqual([]);
  });

  test('are host names where another definition says that nobody resolves them', () => {
    const inline = (name: string, resolution: string, address: string): string =>
      resource(
        'ServiceEntry',
        name,
        `{hosts: [w.example.com], resolution: ${resolution}, ports: [{name: http, number: 80, protocol: HTTP}], endpoints: [{address: ${address}}]}`,
      );
    const documents = [inline('a', 'STATIC', '10.0.0.1'), inline('b', 'DNS', 'b.example.com')];
    expect(simulate(documents).endpoints(CLUSTER)).toEqual(['10.0.0.1:80']);
    expect(reasons(documents)).toEqual(['b-0 host-address']);
  });

  test('are those of other nodes where the Service keeps to the node', () => {
    const local = resource(
      'Service',
      'w',
      '{selector: {app: w}, ports: [{name: http, port: 80}], internalTrafficPolicy: Local}',
    );
    const name = 'outbound|80||w.default.svc.cluster.local';
    const documents = [local, pod('p', '{app: w}', '10.1.0.1'), machine('a', '10.0.0.1')];
    expect(simulate(documents).endpoints(name, { node: 'node-a' })).toEqual(['10.1.0.1:80']);
    expect(simulate(documents).endpoints(name)).toEqual(['10.0.0.1:80']);
    expect(reasons(documents, name, { node: 'node-b' })).toEqual(['p other-node', 'a other-node']);
  });

  test('are draining ones', () => {
    expect(
      reasons([selectingEntry(), machine('a', '10.0.0.1', 'labels: {app: w, istio.io/draining: "true"}')]),
    ).toEqual(['a draining']);
  });
});

describe('groups', () => {
  test('are the whole text of a locality, whose fourth part only tells them apart (D4.4)', () => {
    const mesh = simulate([
      selectingEntry(),
      machine('a', '10.0.0.1', 'locality: a/b/c/r1, weight: 2'),
      machine('b', '10.0.0.2', 'locality: a/b/c/r2'),
      machine('c', '10.0.0.3', 'locality: a/b/c/r1'),
    ]);
    expect(mesh.cluster(CLUSTER).groups.map(({ locality, weight }) => [locality, weight])).toEqual([
      ['a/b/c/r1', 3],
      ['a/b/c/r2', 1],
    ]);
  });

  test('weigh no more than 32 bits hold', () => {
    const mesh = simulate([
      selectingEntry(),
      machine('a', '10.0.0.1', 'weight: 4294967295'),
      machine('b', '10.0.0.2', 'weight: 4294967295'),
    ]);
    expect(mesh.cluster(CLUSTER).groups.map(({ weight }) => weight)).toEqual([4_294_967_295]);
  });
});

describe('with a gateway between networks', () => {
  const gateway = resource(
    'Service',
    'istio-system/gw',
    '{ports: [{name: tls, port: 15443}], externalIPs: [1.2.3.4]}',
    {
      metadata: 'labels: {topology.istio.io/network: n2}',
    },
  );
  const here = machine('here', '10.0.0.1', 'network: n1, serviceAccount: w');
  const there = machine('there', '10.0.0.2', 'network: n2, serviceAccount: w, weight: 2');
  const client = { network: 'n1' };

  test('the endpoints of its network are reached through it', () => {
    const mesh = simulate([selectingEntry(), here, there, gateway]);
    expect(mesh.endpoints(CLUSTER, client)).toEqual(['10.0.0.1:80 istio', '1.2.3.4:15443 weight 2 istio']);
    expect(mesh.endpoints(CLUSTER, { network: 'n2' })).toEqual(['10.0.0.1:80 istio', '10.0.0.2:80 weight 2 istio']);
  });

  test('a Service that does not listen on the port of gateways leads nowhere', () => {
    const elsewhere = gateway.replace('15443', '443');
    const mesh = simulate([selectingEntry(), here, there, elsewhere]);
    expect(mesh.endpoints(CLUSTER, client)).toEqual(['10.0.0.1:80 istio', '10.0.0.2:80 weight 2 istio']);
  });

  test('those that do not speak mutual TLS are left out', () => {
    expect(reasons([selectingEntry(), machine('there', '10.0.0.2', 'network: n2'), gateway], CLUSTER, client)).toEqual([
      'there no-mutual-tls',
    ]);
  });

  test('an empty address is one that only the gateway reaches (D2.9)', () => {
    const behind = machine('behind', '""', 'network: n2, serviceAccount: w');
    const mesh = simulate([selectingEntry(), behind, gateway]);
    expect(mesh.endpoints(CLUSTER, client)).toEqual(['1.2.3.4:15443 istio']);
    expect(reasons([selectingEntry(), behind, gateway], CLUSTER, { network: 'n2' })).toEqual(['behind no-address']);
  });

  test('several gateways of a network divide the weight, and all else is scaled to that', () => {
    const two = gateway.replace('[1.2.3.4]', '[1.2.3.4, 1.2.3.5]');
    expect(simulate([selectingEntry(), here, there, two]).endpoints(CLUSTER, client)).toEqual([
      '10.0.0.1:80 weight 2 istio',
      '1.2.3.4:15443 weight 2 istio',
      '1.2.3.5:15443 weight 2 istio',
    ]);
  });
});

describe('the network of the system namespace', () => {
  const system = resource('Namespace', 'istio-system', '{}', { metadata: 'labels: {topology.istio.io/network: n2}' });

  test('is that of Pods, not of entries, whose network is what they say (D2.4)', () => {
    const mesh = simulate([selectingEntry(), machine('vm', '10.0.0.1'), pod('pod', '{app: w}', '10.1.0.1'), system]);
    const members = mesh.cluster(CLUSTER).groups.flatMap((group) => group.members);
    expect(members.map(({ endpoint }) => [endpoint?.instance.name, endpoint?.network])).toEqual([
      ['pod', 'n2'],
      ['vm', ''],
    ]);
  });
});

test('a service of DNS without endpoints has no cluster, be it one that passes through (D5.8)', () => {
  const passing = rule('trafficPolicy: {loadBalancer: {simple: PASSTHROUGH}}');
  const named = (endpoints: readonly string[]): readonly string[] =>
    simulate([selectingEntry('se', 'resolution: DNS'), passing, ...endpoints]).names();
  expect(named([]).filter((name) => name.startsWith(CLUSTER))).toEqual([]);
  expect(named([machine('vm', '10.0.0.1')]).filter((name) => name.startsWith(CLUSTER))).toHaveLength(1);
});
