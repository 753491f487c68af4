import { expect, test } from 'vitest';
import { machine, resource, rule, selectingEntry, simulate } from '../testing/simulated.ts';
import { gateway, host, server, to, virtualService } from '../testing/traced.ts';
import { meshGraph } from './graph.ts';

/** The edges as lines, with the names of what they connect. */
function edges(documents: readonly string[]): string[] {
  const graph = meshGraph(simulate(documents, { mayRefuse: true }).mesh);
  const names = new Map(graph.nodes.map(({ id, kind, name }) => [id, `${kind} ${name}`]));
  return graph.edges.map(({ from, to: target, label }) => {
    const line = `${names.get(from)} → ${names.get(target)}`;
    return label === '' ? line : `${line} (${label})`;
  });
}

const SUBSETS = 'subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]';

test('leads from gateways to workloads', () => {
  const split =
    '{route: [{destination: {host: w.example.com, subset: v1}, weight: 90}, {destination: {host: w.example.com, subset: v2}, weight: 10}]}';
  expect(
    edges([
      gateway('gw', server(80, 'HTTP', '"*"')),
      virtualService('vs', 'w.example.com', split, 'gateways: [gw]'),
      selectingEntry(),
      rule(SUBSETS),
      machine('a', '10.0.0.1', 'labels: {app: w, version: v1}'),
      machine('b', '10.0.0.2', 'labels: {app: w, version: v2}'),
      machine('c', '10.0.0.3'),
      machine('d', '10.0.0.4', 'labels: {app: x}'),
    ]),
  ).toEqual([
    'gateway gw → virtual-service vs',
    'virtual-service vs → subset v1 (90 %)',
    'virtual-service vs → subset v2 (10 %)',
    'host w.example.com → subset v1',
    'host w.example.com → subset v2',
    'host w.example.com → workload c',
    'subset v1 → workload a',
    'subset v2 → workload b',
  ]);
});

test('shows what is named and not there', () => {
  const http = [
    '{match: [{uri: {prefix: /a}}], route: [{destination: {host: w.example.com, subset: v9}}]}',
    '{match: [{uri: {prefix: /b}}], route: [{destination: {host: gone}}]}',
    '{delegate: {name: d}}',
  ].join(', ');
  const documents = [selectingEntry(), virtualService('vs', 'w.example.com', http, 'gateways: [other/gw]')];
  const { nodes } = meshGraph(simulate(documents).mesh);
  expect(
    nodes.filter(({ place }) => place === undefined).map(({ kind, name, type }) => `${kind} ${name}: ${type}`),
  ).toEqual([
    'host gone.default.svc.cluster.local: no such host',
    'virtual-service d: no such VirtualService',
    'subset w.example.com v9: no such subset',
    'gateway gw: no such Gateway',
  ]);
});

test('shows delegates, copies and rules of other protocols', () => {
  const mesh = [
    host('a.example.com'),
    host('b.example.com'),
    virtualService(
      'vs',
      'a.example.com',
      '{delegate: {name: d}}',
      'tcp: [{route: [{destination: {host: b.example.com}}]}]',
    ),
    resource('VirtualService', 'd', `{http: [${to('a.example.com', 'mirror: {host: b.example.com}')}]}`),
  ];
  expect(edges(mesh)).toEqual([
    'virtual-service d → host a.example.com',
    'virtual-service d → host b.example.com (copy)',
    'virtual-service vs → virtual-service d (delegate)',
    'virtual-service vs → host b.example.com (tcp)',
    'host a.example.com → workload a-example-com endpoints.0',
    'host b.example.com → workload b-example-com endpoints.0',
  ]);
});

test('several definitions of a host each have what they bring', () => {
  const mesh = [
    selectingEntry('first'),
    resource(
      'ServiceEntry',
      'second',
      '{hosts: [w.example.com], location: MESH_INTERNAL, resolution: STATIC, ports: [{name: http, number: 80, protocol: HTTP}], endpoints: [{address: 10.0.0.9}]}',
    ),
    machine('a', '10.0.0.1'),
  ];
  const { nodes, edges: all } = meshGraph(simulate(mesh).mesh);
  expect(nodes.filter(({ kind }) => kind === 'host')).toHaveLength(2);
  expect(all).toHaveLength(2);
});

test('is the same whatever the order of files', () => {
  const documents = [
    selectingEntry(),
    machine('a', '10.0.0.1'),
    rule(SUBSETS),
    host('other.example.com', undefined, '', 'other'),
    virtualService('vs', 'w.example.com', to('other.example.com')),
  ];
  const plain = (texts: readonly string[]): unknown => {
    const { nodes, edges: all } = meshGraph(simulate(texts).mesh);
    return [nodes.map(({ id }) => id), all];
  };
  expect(plain([...documents].reverse())).toEqual(plain(documents));
});
