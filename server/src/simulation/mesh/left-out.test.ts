import { describe, expect, test } from 'vitest';
import { machine, pod, resource, rule, selectingEntry, simulate } from '../../testing/simulated.ts';
import { SOME_CLIENT } from './client.ts';
import { leftOutOf } from './left-out.ts';

const CLUSTER = 'outbound|80||w.example.com';

/** `name: reason` of everybody that is left out, and where in the resource it lies. */
function leftOut(documents: readonly string[], name = CLUSTER, client = {}): readonly string[] {
  const simulated = simulate(documents, { mayRefuse: true });
  const { listed } = leftOutOf(simulated.mesh, { ...SOME_CLIENT, ...client }, simulated.cluster(name, client), 100);
  return listed.map((one) => `${one.name}: ${one.reason} @ ${one.at.join('.')}`);
}

describe('a workload is left out', () => {
  test('by the label that differs', () => {
    expect(leftOut([selectingEntry(), machine('a', '10.0.0.1', 'labels: {app: x}')])).toEqual([
      'a: label `app` is `x`, the selector wants `w` @ spec.labels.app',
    ]);
    expect(leftOut([selectingEntry(), machine('a', '10.0.0.1', '', 'labels: {app: x}')])).toEqual([
      'a: label `app` is `x`, the selector wants `w` @ metadata.labels.app',
    ]);
  });

  test('by the label that is missing, and how many more', () => {
    const entry = selectingEntry().replace('{app: w}', '{app: w, version: v1}');
    expect(leftOut([entry, machine('a', '10.0.0.1', 'labels: {other: x}')])).toEqual([
      'a: no label `app`, the selector wants `w`, and 1 more @ spec.labels.app',
    ]);
  });

  test('by its namespace, if it carries the labels', () => {
    expect(
      leftOut([selectingEntry(), machine('vms/a', '10.0.0.1'), machine('vms/b', '10.0.0.2', 'labels: {app: x}')]),
    ).toEqual(['a: it lies in namespace `vms`; a service selects in its own, `default` @ metadata.namespace']);
  });

  test('by its health check', () => {
    const checked = machine('a', '10.0.0.1', '', 'annotations: {proxy.istio.io/health-checks-enabled: "true"}');
    expect(leftOut([selectingEntry(), checked])).toEqual([
      'a: health check enabled, no Healthy condition @ metadata.annotations',
    ]);
  });

  test('by an address that nobody resolves', () => {
    expect(leftOut([selectingEntry(), machine('a', 'vm.example.com')])).toEqual([
      'a: host name address, but resolution is STATIC @ spec.address',
    ]);
  });

  test('by being refused', () => {
    const [refused] = leftOut([selectingEntry(), machine('a', '10.0.0.1', 'ports: {"": 80}')]);
    expect(refused).toMatch(/^a: Istio refuses it: /);
  });

  test('by standing for machines that have not come yet (D12.6)', () => {
    const group = resource('WorkloadGroup', 'wg', '{metadata: {labels: {app: w}}, template: {ports: {http: 8091}}}');
    expect(leftOut([selectingEntry(), group])).toEqual([
      'wg: no machine of this group has registered yet; each that does is an endpoint `wg-*` at port 8091 @ ',
    ]);
  });

  test('by having no pods', () => {
    const none = resource(
      'Deployment',
      'web',
      '{replicas: 0, selector: {matchLabels: {app: w}}, template: {metadata: {labels: {app: w}}, spec: {containers: [{name: a, image: a:1}]}}}',
    );
    expect(leftOut([selectingEntry(), none])).toEqual(['web: it has no pods: `replicas` is 0 @ spec.replicas']);
  });

  test.each([
    ['status: "True"', 'status: "False"', 'the pod is not ready'],
    ['phase: Running', 'phase: Succeeded', 'the pod has ended (Succeeded)'],
    ['podIP: 10.1.0.1, ', '', 'the pod has no IP address yet'],
  ])('as a pod with %s made %j', (from, to, reason) => {
    const [line] = leftOut([selectingEntry(), pod('p', '{app: w}', '10.1.0.1').replace(from, to)]);
    expect(line).toBe(`p: ${reason} @ status`);
  });

  test('by the labels of the subset', () => {
    const documents = [
      selectingEntry(),
      machine('a', '10.0.0.1', 'labels: {app: w, version: v2}'),
      machine('b', '10.0.0.2'),
      rule('subsets: [{name: v1, labels: {version: v1}}]'),
    ];
    expect(leftOut(documents, 'outbound|80|v1|w.example.com')).toEqual([
      'a: label `version` is `v2`, the subset v1 wants `v1` @ spec.labels.version',
      'b: no label `version`, the subset v1 wants `v1` @ spec.labels.version',
    ]);
  });

  test('by what a Service asks of it', () => {
    const service = resource('Service', 'w', '{selector: {app: w}, ports: [{name: http, port: 80, targetPort: web}]}');
    const name = 'outbound|80||w.default.svc.cluster.local';
    expect(leftOut([service, machine('a', '10.0.0.1'), machine('b', 'vm.example.com')], name)).toEqual([
      'a: it has no port named `web`, the targetPort of the Service @ spec.ports',
      'b: a Service takes only IP addresses, not `vm.example.com` @ spec.address',
    ]);
  });
});

test('nobody is left out of a service that lists its endpoints', () => {
  const inline = resource(
    'ServiceEntry',
    'se',
    '{hosts: [w.example.com], resolution: STATIC, ports: [{name: http, number: 80, protocol: HTTP}], endpoints: [{address: 10.0.0.1}]}',
  );
  expect(leftOut([inline, machine('a', '10.0.0.9')])).toEqual([]);
});

test('those that nearly are selected come first', () => {
  const entry = selectingEntry().replace('{app: w}', '{app: w, version: v1}');
  const names = leftOut([
    entry,
    machine('a', '10.0.0.1', 'labels: {other: x}'),
    machine('b', '10.0.0.2'),
    machine('c', '10.0.0.3', 'labels: {app: w, version: v2}'),
  ]).map((line) => line.split(':')[0]);
  expect(names).toEqual(['c', 'b', 'a']);
});

test('of very many only the first are listed, and all are counted', () => {
  const many = Array.from({ length: 250 }, (_, index) => machine(`m${index}`, '10.0.0.1', 'labels: {app: x}'));
  const { mesh, cluster } = simulate([selectingEntry(), many.join('---\n')]);
  const { listed, count } = leftOutOf(mesh, SOME_CLIENT, cluster(CLUSTER), 20);
  expect([listed.length, count]).toEqual([20, 250]);
});
