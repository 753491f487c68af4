import { expect, test } from 'vitest';
import { machine, rule, selectingEntry, simulate } from '../../testing/simulated.ts';

const CLUSTER = 'outbound|80||w.example.com';

test('of several definitions of one resource the last counts, and the others are told', () => {
  const mesh = simulate([
    selectingEntry(),
    machine('a', '10.0.0.1'),
    machine('a', '10.0.0.2'),
    machine('a', '10.0.0.3'),
  ]);
  expect(mesh.endpoints(CLUSTER)).toEqual(['10.0.0.3:80']);
  const [redefinition] = mesh.redefinitions;
  expect(redefinition?.counted.file.uri).toBe('file:///mesh/003.yaml');
  expect(redefinition?.replaced.map(({ file }) => file.uri)).toEqual([
    'file:///mesh/001.yaml',
    'file:///mesh/002.yaml',
  ]);
});

test('a definition that is refused leaves the one before it in place', () => {
  const refused = rule('trafficPolicy: {loadBalancer: {localityLbSetting: {failover: [{from: us/a, to: eu}]}}}');
  const mesh = simulate([selectingEntry(), rule('trafficPolicy: {outlierDetection: {}}'), refused], {
    mayRefuse: true,
  });
  expect(mesh.mesh.rejected.map(({ object }) => object.name)).toEqual(['dr']);
  expect(mesh.redefinitions).toEqual([]);
  expect(mesh.cluster(CLUSTER).policy.outlierDetection).toBeDefined();
});

test('equal names in two namespaces are two resources, no namespace is "default"', () => {
  const unnamed = machine('a', '10.0.0.2').replace(', namespace: default', '');
  const mesh = simulate([selectingEntry(), machine('a', '10.0.0.1'), machine('vms/a', '10.0.0.3'), unnamed]);
  expect(mesh.redefinitions).toHaveLength(1);
  expect(mesh.endpoints(CLUSTER)).toEqual(['10.0.0.2:80']);
});

test('a resource that is repeated word for word is no other definition', () => {
  const mesh = simulate([selectingEntry(), machine('a', '10.0.0.1'), machine('a', '10.0.0.1')]);
  expect(mesh.redefinitions).toEqual([]);
  expect(mesh.endpoints(CLUSTER)).toEqual(['10.0.0.1:80']);
});
