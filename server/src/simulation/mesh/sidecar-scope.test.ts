import { describe, expect, test } from 'vitest';
import { resource, rule, simulate } from '../../testing/simulated.ts';

function entry(name: string, address: string, more = '', metadata = ''): string {
  const host = more.includes('hosts:') ? '' : 'hosts: [w.example.com], ';
  const ports = more.includes('ports:') ? '' : 'ports: [{name: http, number: 80, protocol: HTTP}], ';
  const spec = `{${host}${ports}resolution: STATIC, endpoints: [{address: ${address}}]${more === '' ? '' : `, ${more}`}}`;
  return resource('ServiceEntry', name, spec, { metadata });
}

const CLUSTER = 'outbound|80||w.example.com';
const HTTP = '{name: http, number: 80, protocol: HTTP}';
const WEB = '{name: web, number: 8080, protocol: HTTP}';

describe('definitions of one host in a namespace', () => {
  test('merge their ports where nothing else differs (D5.2)', () => {
    const mesh = simulate([entry('a', '10.0.0.1', `ports: [${HTTP}]`), entry('b', '10.0.0.2', `ports: [${WEB}]`)]);
    expect(mesh.names()).toEqual([CLUSTER, 'outbound|8080||w.example.com']);
  });

  test.each([
    ['exportTo, as written', entry('b', '10.0.0.2', `ports: [${WEB}], exportTo: ['*']`)],
    ['labels', entry('b', '10.0.0.2', `ports: [${WEB}]`, 'labels: {a: b}')],
    ['resolution', entry('b', '10.0.0.2', `ports: [${WEB}]`).replace('STATIC', 'DNS')],
  ])('do not where they differ in %s (D5.2)', (_, other) => {
    expect(simulate([entry('a', '10.0.0.1', `ports: [${HTTP}]`), other]).names()).toEqual([CLUSTER]);
  });

  test('count by age, those exported to the namespace by name first (D5.2)', () => {
    const old = entry('a', '10.0.0.1', `ports: [${HTTP}]`, 'creationTimestamp: "2026-01-01T00:00:00Z"');
    const named = entry('b', '10.0.0.2', `ports: [${WEB}], exportTo: [default]`);
    expect(simulate([old, named]).names()).toEqual(['outbound|8080||w.example.com']);
  });

  test('are replaced by a Kubernetes Service (D5.2)', () => {
    const host = 'w.default.svc.cluster.local';
    const service = resource('Service', 'w', '{selector: {app: x}, ports: [{name: http, port: 9090}]}');
    expect(simulate([entry('a', '10.0.0.1', `hosts: [${host}]`), service]).names()).toEqual([`outbound|9090||${host}`]);
  });
});

test('a gateway prefers no namespace: the first counts (D5.3)', () => {
  const mesh = simulate([entry('a/se', '10.0.0.1'), entry('b/se', '10.0.0.2')]);
  expect(mesh.endpoints(CLUSTER, { type: 'gateway', namespace: 'b' })).toEqual(['10.0.0.1:80']);
});

test.each([
  ["['*']", true],
  ["['.']", false],
  ["['~']", false],
  ['[client]', true],
  ['[other]', false],
])('exportTo %s: a client in another namespace knows it: %s (D5.5)', (exportTo, isKnown) => {
  const mesh = simulate([entry('svc/se', '10.0.0.1', `exportTo: ${exportTo}`)]);
  expect(mesh.names({ namespace: 'client' })).toEqual(isKnown ? [CLUSTER] : []);
});

describe('a Sidecar', () => {
  const sidecar = (name: string, spec: string, metadata = ''): string => resource('Sidecar', name, spec, { metadata });
  const own = entry('a', '10.0.0.1', 'hosts: [a.example.com]');
  const other = entry('shop/b', '10.0.0.2', 'hosts: [b.example.com]');
  const A = 'outbound|80||a.example.com';
  const B = 'outbound|80||b.example.com';

  test('that selects the client beats one for all, and this the one of the root namespace (D9.1)', () => {
    const root = sidecar('istio-system/root', '{egress: [{hosts: ["*/none.example.com"]}]}');
    const all = sidecar('all', '{egress: [{hosts: ["./*"]}]}');
    const some = sidecar('some', '{workloadSelector: {labels: {app: c}}, egress: [{hosts: ["shop/*"]}]}');
    expect(simulate([own, other, root]).names()).toEqual([]);
    expect(simulate([own, other, root, all]).names()).toEqual([A]);
    expect(simulate([own, other, root, all, some]).names({ labels: { app: 'c' } })).toEqual([B]);
    expect(simulate([own, other, root, all, some]).names({ labels: { app: 'd' } })).toEqual([A]);
  });

  test('does not hold for gateways (D9.1)', () => {
    const all = sidecar('all', '{egress: [{hosts: ["./*"]}]}');
    expect(simulate([own, other, all]).names({ type: 'gateway' })).toEqual([A, B]);
  });

  test.each([
    ['*/*', [A, B]],
    ['./*', [A]],
    ['shop/b.example.com', [B]],
    ['*/a.example.com', [A]],
    ['*/*.example.com', [A, B]],
    ['shop/a.example.com', []],
  ])('imports %s (D9.2)', (host, names) => {
    expect(simulate([own, other, sidecar('s', `{egress: [{hosts: ["${host}"]}]}`)]).names()).toEqual(names);
  });

  test('leaves out what it excludes (D9.2)', () => {
    const excluding = sidecar('s', '{egress: [{hosts: ["*/*", "~shop/b.example.com"]}]}');
    expect(simulate([own, other, excluding], { mayRefuse: true }).names()).toEqual([A]);
  });

  test('with a port imports that port alone (D9.2)', () => {
    const two = entry('a', '10.0.0.1', `hosts: [a.example.com], ports: [${HTTP}, ${WEB}]`);
    const ported = sidecar('s', '{egress: [{port: {number: 8080, protocol: HTTP, name: x}, hosts: ["*/*"]}]}');
    expect(simulate([two, ported]).names()).toEqual(['outbound|8080||a.example.com']);
  });

  test('brings the destinations of VirtualServices that it imports (D9.2)', () => {
    const routes = resource(
      'VirtualService',
      'vs',
      '{hosts: [a.example.com], http: [{route: [{destination: {host: b.example.com}}]}]}',
    );
    const importing = sidecar('s', '{egress: [{hosts: ["./*"]}]}');
    expect(simulate([own, other, routes, importing]).names()).toEqual([A, B]);
  });

  test('does not change the namespace in which DestinationRules are looked for (D9.4)', () => {
    const mesh = simulate([
      other,
      sidecar('s', '{egress: [{hosts: ["shop/*"]}]}'),
      rule('host: b.example.com, subsets: [{name: mine}]'),
    ]);
    expect(mesh.names()).toContain('outbound|80|mine|b.example.com');
  });
});
