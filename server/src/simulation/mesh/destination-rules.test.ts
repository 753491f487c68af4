import { describe, expect, test } from 'vitest';
import { machine, resource, rule, type Simulated, selectingEntry, simulate } from '../../testing/simulated.ts';

const CLUSTER = 'outbound|80||w.example.com';
/** A rule that is told by the name of its one subset. */
function marked(name: string, more: string, subset: string, metadata = ''): string {
  const host = more.includes('host:') ? '' : 'host: w.example.com, ';
  return resource('DestinationRule', name, `{${host}subsets: [{name: ${subset}}]${more === '' ? '' : `, ${more}`}}`, {
    metadata,
  });
}

const SERVICE = selectingEntry('svc/se');
const subsetsOf = (mesh: Simulated, namespace: string, labels = {}): readonly string[] =>
  mesh
    .names({ namespace, labels })
    .map((name) => name.split('|')[2] ?? '')
    .filter((name) => name !== '');

describe('the rule that holds (D6.1)', () => {
  const own = marked('client/dr', '', 'own');
  const ofService = marked('svc/dr', '', 'service');
  const root = marked('istio-system/dr', '', 'root');

  test('is that of the client, then of the service, then of the root namespace', () => {
    expect(subsetsOf(simulate([SERVICE, own, ofService, root]), 'client')).toEqual(['own']);
    expect(subsetsOf(simulate([SERVICE, ofService, root]), 'client')).toEqual(['service']);
    expect(subsetsOf(simulate([SERVICE, root]), 'client')).toEqual(['root']);
  });

  test('is not one of the namespace that is exported only elsewhere', () => {
    const elsewhere = marked('client/dr', 'exportTo: [shop]', 'own');
    expect(subsetsOf(simulate([SERVICE, elsewhere, ofService]), 'client')).toEqual(['service']);
  });

  test('is not a private one of the service', () => {
    expect(subsetsOf(simulate([SERVICE, marked('svc/dr', "exportTo: ['.']", 'service'), root]), 'client')).toEqual([
      'root',
    ]);
  });

  test('is none where the most specific one of the service is not exported to the client', () => {
    const exact = marked('svc/a', 'exportTo: [shop]', 'exact');
    const wild = marked('svc/b', "host: '*.example.com'", 'wild');
    expect(subsetsOf(simulate([SERVICE, exact, wild]), 'client')).toEqual([]);
    expect(subsetsOf(simulate([SERVICE, exact, wild]), 'shop')).toEqual(['exact']);
  });

  test('has the longest wildcard that covers the host', () => {
    const mesh = simulate([
      SERVICE,
      marked('svc/a', "host: '*.com'", 'short'),
      marked('svc/b', "host: '*.example.com'", 'long'),
    ]);
    expect(subsetsOf(mesh, 'client')).toEqual(['long']);
  });

  test('in the root namespace is a private one for clients there', () => {
    const mesh = simulate([SERVICE, marked('istio-system/dr', "exportTo: ['.']", 'private'), ofService]);
    expect(subsetsOf(mesh, 'istio-system')).toEqual(['private']);
    expect(subsetsOf(mesh, 'client')).toEqual(['service']);
  });
});

describe('rules of one host and namespace (D6.3)', () => {
  test('are put together: subsets are added, the first traffic policy stays', () => {
    const mesh = simulate([
      SERVICE,
      marked('svc/a', 'trafficPolicy: {outlierDetection: {}}', 'v1'),
      marked('svc/b', 'trafficPolicy: {loadBalancer: {simple: RANDOM}}', 'v2'),
    ]);
    expect(subsetsOf(mesh, 'svc')).toEqual(['v1', 'v2']);
    const { policy } = mesh.cluster(CLUSTER, { namespace: 'svc' });
    expect(policy.outlierDetection).toBeDefined();
    expect(policy.loadBalancer).toBeUndefined();
  });

  test('count by age', () => {
    const young = marked(
      'svc/a',
      'trafficPolicy: {outlierDetection: {}}',
      'v1',
      'creationTimestamp: "2026-02-01T00:00:00Z"',
    );
    const old = marked(
      'svc/b',
      'trafficPolicy: {loadBalancer: {simple: RANDOM}}',
      'v2',
      'creationTimestamp: "2026-01-01T00:00:00Z"',
    );
    expect(subsetsOf(simulate([SERVICE, young, old]), 'svc')).toEqual(['v2', 'v1']);
  });

  test('stay apart where exportTo differs, and then the last one holds', () => {
    const mesh = simulate([SERVICE, marked('svc/a', '', 'v1'), marked('svc/b', "exportTo: ['*']", 'v2')]);
    expect(subsetsOf(mesh, 'svc')).toEqual(['v2']);
  });

  test('are swallowed by an older one that is exported to less', () => {
    const mesh = simulate([
      SERVICE,
      marked('svc/a', 'exportTo: [client]', 'v1'),
      marked('svc/b', 'exportTo: [client, shop]', 'v2'),
    ]);
    expect(subsetsOf(mesh, 'client')).toEqual(['v1', 'v2']);
    expect(subsetsOf(mesh, 'shop')).toEqual([]);
  });

  test('that select clients hold for those, in their own namespace only (D6.8)', () => {
    const mesh = simulate([
      selectingEntry('svc/se'),
      marked('svc/a', 'workloadSelector: {matchLabels: {app: c}}', 'some'),
      marked('svc/b', '', 'all'),
    ]);
    expect(subsetsOf(mesh, 'svc', { app: 'c' })).toEqual(['some']);
    expect(subsetsOf(mesh, 'svc')).toEqual(['all']);
    expect(subsetsOf(mesh, 'client', { app: 'c' })).toEqual(['all']);
  });
});

test('a host without a dot is completed, one with a dot is not (D6.5)', () => {
  const service = resource('Service', 'svc/w', '{selector: {app: w}, ports: [{name: http, port: 80}]}');
  const short = simulate([service, marked('svc/dr', 'host: w', 'v1')]);
  expect(subsetsOf(short, 'svc')).toEqual(['v1']);
  expect(subsetsOf(simulate([service, marked('svc/dr', 'host: w.svc', 'v1')]), 'svc')).toEqual([]);
});

test('a subset that the rule lacks has no cluster (D6.2)', () => {
  expect(simulate([selectingEntry(), rule('subsets: [{name: v1}]')]).endpoints('outbound|80|v2|w.example.com')).toBe(
    undefined,
  );
});

describe('the policy of a port and subset (D6.4)', () => {
  const policyOf = (spec: string, subset = ''): { readonly lb: boolean; readonly outlier: boolean } => {
    const { policy } = simulate([selectingEntry(), rule(spec)]).cluster(`outbound|80|${subset}|w.example.com`);
    return { lb: policy.loadBalancer !== undefined, outlier: policy.outlierDetection !== undefined };
  };

  test('of a port alone is taken without what stands above', () => {
    const port = 'portLevelSettings: [{port: {number: 80}, loadBalancer: {simple: RANDOM}}]';
    expect(policyOf(`trafficPolicy: {outlierDetection: {}, ${port}}`)).toEqual({ lb: true, outlier: false });
  });

  test('of a subset replaces field by field', () => {
    const subset = 'subsets: [{name: v1, trafficPolicy: {loadBalancer: {simple: RANDOM}}}]';
    expect(policyOf(`trafficPolicy: {outlierDetection: {}}, ${subset}`, 'v1')).toEqual({ lb: true, outlier: true });
  });

  test('of a port of a subset replaces everything', () => {
    const port = 'portLevelSettings: [{port: {number: 80}, loadBalancer: {simple: RANDOM}}]';
    const subset = `subsets: [{name: v1, trafficPolicy: {outlierDetection: {}, ${port}}}]`;
    expect(policyOf(`trafficPolicy: {outlierDetection: {}}, ${subset}`, 'v1')).toEqual({ lb: true, outlier: false });
  });
});

describe('PASSTHROUGH (D6.6)', () => {
  const PASS = 'trafficPolicy: {loadBalancer: {simple: PASSTHROUGH}}';
  const names = (spec: string, client = {}): readonly string[] =>
    simulate([selectingEntry(), machine('a', '10.0.0.1'), rule(spec)]).names(client);

  test('makes the cluster and all its subsets ORIGINAL_DST, at gateways too', () => {
    const all = [`${CLUSTER} ORIGINAL_DST`, 'outbound|80|v1|w.example.com ORIGINAL_DST'];
    expect(names(`${PASS}, subsets: [{name: v1, trafficPolicy: {loadBalancer: {simple: RANDOM}}}]`)).toEqual(all);
    expect(names(`${PASS}, subsets: [{name: v1}]`, { type: 'gateway' })).toEqual(all);
  });

  test('of a subset is for that one', () => {
    expect(names(`subsets: [{name: v1, ${PASS}}]`)).toEqual([CLUSTER, 'outbound|80|v1|w.example.com ORIGINAL_DST']);
  });
});
