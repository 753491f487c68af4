import { expect, test } from 'vitest';
import { resource, simulate } from '../../testing/simulated.ts';
import { absentClusters } from './absent-clusters.ts';
import { type MeshClient, SOME_CLIENT } from './client.ts';
import { clustersOf } from './clusters.ts';

function entry(name: string, more = ''): string {
  const ports = more.includes('ports:') ? '' : ', ports: [{name: http, number: 80, protocol: HTTP}]';
  return resource(
    'ServiceEntry',
    name,
    `{hosts: [w.example.com]${ports}, resolution: STATIC, endpoints: [{address: 10.0.0.1}]${more === '' ? '' : `, ${more}`}}`,
  );
}

/** `host[:port] object: reason` of all that has no cluster. */
function absent(documents: readonly string[], more: Partial<MeshClient> = {}): readonly string[] {
  const { mesh } = simulate(documents);
  const client = { ...SOME_CLIENT, ...more };
  return absentClusters(mesh, client, clustersOf(mesh, client)).map(
    ({ host, port, object, reason }) =>
      `${host}${port === undefined ? '' : `:${port}`} ${object.namespace}/${object.name}: ${reason}`,
  );
}

test('what a client has a cluster for is not absent', () => {
  expect(absent([entry('se')])).toEqual([]);
});

test('what is not exported to the client says so', () => {
  expect(absent([entry('svc/se', "exportTo: ['.']")])).toEqual([
    'w.example.com svc/se: it is not exported to namespace `default`',
  ]);
});

test('what the Sidecar does not import says so', () => {
  const sidecar = resource('Sidecar', 'narrow', '{egress: [{hosts: ["istio-system/*"]}]}');
  expect(absent([entry('se'), sidecar])).toEqual([
    'w.example.com default/se: the Sidecar default/narrow of the client does not import it',
  ]);
});

test('a port that the Sidecar does not import says so', () => {
  const two = entry('se', 'ports: [{name: a, number: 80, protocol: HTTP}, {name: b, number: 81, protocol: HTTP}]');
  const sidecar = resource('Sidecar', 's', '{egress: [{port: {number: 80, protocol: HTTP, name: x}, hosts: ["*/*"]}]}');
  expect(absent([two, sidecar])).toEqual([
    'w.example.com:81 default/se: the Sidecar of the client imports other ports only',
  ]);
});

test('the same host elsewhere says which one counts', () => {
  expect(absent([entry('se'), entry('svc/se')])).toEqual([
    'w.example.com svc/se: for this client the same host in default/se counts',
  ]);
});

test('a definition that does not agree with the first says so', () => {
  const other = entry('se2', "ports: [{name: b, number: 81, protocol: HTTP}], exportTo: ['*']");
  expect(absent([entry('se'), other])).toEqual([
    'w.example.com:81 default/se2: se defines this host, and this definition does not agree with it in resolution, labels, selector and exportTo',
  ]);
});

test('aliases, UDP ports and DNS without endpoints say why', () => {
  expect(
    absent([
      resource('Service', 'alias', '{type: ExternalName, externalName: a.example.com, ports: [{port: 80}]}'),
      resource('Service', 'dns', '{selector: {app: d}, ports: [{port: 53, protocol: UDP}]}'),
      resource(
        'ServiceEntry',
        'se',
        '{hosts: [w.example.com], resolution: DNS, ports: [{name: http, number: 80, protocol: HTTP}], workloadSelector: {labels: {app: w}}}',
      ),
    ]),
  ).toEqual([
    'alias.default.svc.cluster.local:80 default/alias: it is an alias (ExternalName) and has no endpoints of its own',
    'dns.default.svc.cluster.local:53 default/dns: Istio leaves UDP ports alone',
    'w.example.com:80 default/se: it is resolved by DNS and has no endpoints',
  ]);
});
