import { describe, expect, test } from 'vitest';
import { machine, resource, rule, selectingEntry, simulate } from '../../testing/simulated.ts';
import { parseLocality } from './localities.ts';
import { matchesLocality } from './locality-lb.ts';
import { isLocalityWeighted } from './shares.ts';

const CLUSTER = 'outbound|80||w.example.com';
const NEAR = { locality: 'us/a/1' };
/** One machine here, one in another zone, one in another region. */
const THREE = [
  selectingEntry(),
  machine('a', '10.0.0.1', 'locality: us/a/1'),
  machine('b', '10.0.0.2', 'locality: us/b'),
  machine('c', '10.0.0.3', 'locality: eu/a'),
];

/** The priorities of the three machines, in their order. */
function priorities(documents: readonly string[], client = NEAR, settings = {}): readonly number[] {
  const { groups } = simulate(documents, { settings }).cluster(CLUSTER, client);
  const byAddress = groups.flatMap(({ priority, members }) =>
    members.map(({ address }) => [address, priority] as const),
  );
  return byAddress.sort(([left], [right]) => (left < right ? -1 : 1)).map(([, priority]) => priority);
}

const balancing = (setting: string, outlier = 'outlierDetection: {}, '): string =>
  rule(`trafficPolicy: {${outlier}loadBalancer: ${setting}}`);
const OUTLIER = rule('trafficPolicy: {outlierDetection: {}}');

describe('what decides (D11.1)', () => {
  test('is the setting of the mesh where the rule has none', () => {
    expect(priorities([...THREE, OUTLIER])).toEqual([0, 1, 2]);
    expect(priorities([...THREE, OUTLIER], NEAR, { localityLbSetting: { enabled: false } })).toEqual([0, 0, 0]);
  });

  test('is the rule alone where it has one', () => {
    expect(priorities([...THREE, balancing('{localityLbSetting: {enabled: false}}')])).toEqual([0, 0, 0]);
    const mesh = { localityLbSetting: { failoverPriority: ['version'] } };
    expect(priorities([...THREE, balancing('{localityLbSetting: {enabled: true}}')], NEAR, mesh)).toEqual([0, 1, 2]);
  });

  const annotated = (value: string): string =>
    selectingEntry().replace('default}', `default, annotations: {networking.istio.io/traffic-distribution: ${value}}}`);

  test.each([
    ['PreferClose', [0, 1, 2]],
    ['prefersamezone', [0, 1, 2]],
    ['other', [0, 0, 0]],
  ])('is the annotation %s', (value, expected) => {
    expect(priorities([annotated(value), ...THREE.slice(1)])).toEqual(expected);
  });

  test('is the annotation of the namespace where the service has none; an unknown one ends the search', () => {
    const namespace = resource('Namespace', 'default', '{}', {
      metadata: 'annotations: {networking.istio.io/traffic-distribution: PreferClose}',
    });
    expect(priorities([...THREE, namespace])).toEqual([0, 1, 2]);
    expect(priorities([annotated('other'), ...THREE.slice(1), namespace])).toEqual([0, 0, 0]);
  });
});

describe('without outlierDetection (D11.2, D11.7)', () => {
  test('locality has no effect', () => {
    expect(priorities(THREE)).toEqual([0, 0, 0]);
    const failover = '{localityLbSetting: {failover: [{from: us, to: eu}]}}';
    expect(priorities([...THREE, balancing(failover, '')])).toEqual([0, 0, 0]);
    expect(priorities([...THREE, balancing('{localityLbSetting: {failoverPriority: [version]}}', '')])).toEqual([
      0, 0, 0,
    ]);
  });

  test('zone-aware balancing works all the same (D11.8)', () => {
    expect(priorities([...THREE, balancing('{zoneAwareLbSetting: {enabled: true}}', '')])).toEqual([0, 0, 1]);
    expect(priorities([...THREE, balancing('{zoneAwareLbSetting: {enabled: false}}')])).toEqual([0, 0, 0]);
  });
});

describe('distribute (D11.3)', () => {
  const distribute = (items: string): string => balancing(`{localityLbSetting: {distribute: ${items}}}`, '');
  const weights = (items: string): readonly (readonly [string, number])[] =>
    simulate([...THREE, distribute(items)])
      .cluster(CLUSTER, NEAR)
      .groups.filter(({ members }) => members.length > 0)
      .map(({ locality, weight }) => [locality, weight]);

  test('takes the first item for the client', () => {
    const items = '[{from: eu/*, to: {eu/*: 100}}, {from: us/*, to: {us/*: 100}}]';
    expect(weights(items)).toEqual([
      ['us/a/1', 50],
      ['us/b', 50],
    ]);
  });

  test('changes nothing where no item is for the client', () => {
    expect(weights('[{from: eu/*, to: {eu/*: 100}}]')).toEqual([
      ['eu/a', 1],
      ['us/a/1', 1],
      ['us/b', 1],
    ]);
  });
});

describe('failoverPriority (D11.4)', () => {
  test('splits a locality by the labels of its endpoints', () => {
    const mesh = simulate([
      selectingEntry(),
      machine('a', '10.0.0.1', 'labels: {app: w, version: v1}'),
      machine('b', '10.0.0.2', 'labels: {app: w, version: v2}'),
      balancing('{localityLbSetting: {failoverPriority: [version=v2]}}'),
    ]);
    expect(mesh.endpoints(CLUSTER)).toEqual(['10.0.0.2:80', '10.0.0.1:80 P1']);
  });

  test('takes the wanted value of a key from the client, its node among them (D1.5)', () => {
    const mesh = simulate([
      selectingEntry(),
      machine('a', '10.0.0.1', 'labels: {app: w, kubernetes.io/hostname: n2}'),
      machine('b', '10.0.0.2', 'labels: {app: w, kubernetes.io/hostname: n1}'),
      balancing('{localityLbSetting: {failoverPriority: [kubernetes.io/hostname]}}'),
    ]);
    expect(mesh.endpoints(CLUSTER, { node: 'n1' })).toEqual(['10.0.0.2:80', '10.0.0.1:80 P1']);
  });
});

describe('nearness (D11.5)', () => {
  test('has no gaps between priorities', () => {
    expect(priorities([...THREE, OUTLIER], { locality: 'us/z' })).toEqual([0, 0, 1]);
    expect(priorities([...THREE, OUTLIER], { locality: 'ap' })).toEqual([0, 0, 0]);
  });

  test('of a client without locality is that of endpoints without one', () => {
    const mesh = simulate([
      selectingEntry(),
      machine('a', '10.0.0.1'),
      machine('b', '10.0.0.2', 'locality: us'),
      OUTLIER,
    ]);
    expect(mesh.endpoints(CLUSTER)).toEqual(['10.0.0.1:80', '10.0.0.2:80 P1 us']);
  });
});

test.each([
  ['{localityLbSetting: {distribute: [{from: us/*, to: {us/*: 100}}]}}', '', true],
  ['{localityLbSetting: {failover: [{from: us, to: eu}]}}', 'outlierDetection: {}, ', true],
  ['{localityLbSetting: {failoverPriority: [version]}}', 'outlierDetection: {}, ', true],
  ['{localityLbSetting: {failover: [{from: us, to: eu}]}}', '', false],
  ['{localityLbSetting: {enabled: true}}', 'outlierDetection: {}, ', false],
])('localities are weighed with %s %s: %s (D11.6)', (setting, outlier, expected) => {
  expect(isLocalityWeighted(simulate([...THREE, balancing(setting, outlier)]).cluster(CLUSTER))).toBe(expected);
});

describe('a cluster by DNS (D11.10)', () => {
  const byDns = (spec: string): readonly string[] => [
    resource(
      'ServiceEntry',
      'se',
      '{hosts: [w.example.com], resolution: DNS, ports: [{name: http, number: 80, protocol: HTTP}], endpoints: [{address: a.example.com, locality: us/a/1}, {address: b.example.com, locality: eu/b}]}',
    ),
    rule(spec),
  ];

  test('has priorities by nearness', () => {
    expect(simulate(byDns('trafficPolicy: {outlierDetection: {}}')).endpoints(CLUSTER, NEAR)).toEqual([
      'b.example.com:80 P1 eu/b',
      'a.example.com:80 us/a/1',
    ]);
  });

  test('of a subset skips failoverPriority', () => {
    const policy =
      'trafficPolicy: {outlierDetection: {}, loadBalancer: {localityLbSetting: {failoverPriority: [topology.kubernetes.io/region]}}}';
    const mesh = simulate(byDns(`subsets: [{name: v1, ${policy}}]`));
    expect(mesh.endpoints('outbound|80|v1|w.example.com', NEAR)).toEqual([
      'b.example.com:80 eu/b',
      'a.example.com:80 us/a/1',
    ]);
  });
});

test.each([
  ['us/a/1', '*', true],
  ['us/a/1', 'us', true],
  ['us/a/1', 'us/*', true],
  ['us/a/1', 'us/a/*', true],
  ['us/a/1', 'us/a/2', false],
  ['us/a', 'us/a/1', false],
  ['eu/a', 'us/*', false],
  ['', '*', true],
])('%j is in %j: %s', (locality, pattern, expected) => {
  expect(matchesLocality(parseLocality(locality), pattern)).toBe(expected);
});
