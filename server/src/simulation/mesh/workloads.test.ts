import { describe, expect, test } from 'vitest';
import { machine, pod, resource, rule, selectingEntry, simulate } from '../../testing/simulated.ts';

const CLUSTER = 'outbound|80||w.example.com';

describe('a pod', () => {
  const READY = pod('p', '{app: w}', '10.1.0.1');
  const endpointsOf = (text: string): readonly string[] | undefined =>
    simulate([selectingEntry(), text]).endpoints(CLUSTER);

  test('counts while it is ready (D2.2)', () => {
    expect(endpointsOf(READY)).toEqual(['10.1.0.1:80']);
    expect(endpointsOf(READY.replace('status: "True"', 'status: "False"'))).toEqual([]);
  });

  test.each([
    ['has no address', READY.replace('podIP: 10.1.0.1, ', '')],
    ['has failed', READY.replace('phase: Running', 'phase: Failed')],
    ['has ended', READY.replace('phase: Running', 'phase: Succeeded')],
    ['is being deleted', pod('p', '{app: w}', '10.1.0.1', '[]', 'deletionTimestamp: "2026-01-01T00:00:00Z"')],
  ])('does not when it %s (D2.2)', (_, text) => {
    expect(endpointsOf(text)).toEqual([]);
  });

  test('has the locality of its node, or of its label (D4.3)', () => {
    const node = resource('Node', 'node-a', '{}', {
      metadata:
        'labels: {topology.kubernetes.io/region: us, topology.kubernetes.io/zone: a, topology.istio.io/subzone: r}',
    });
    expect(simulate([selectingEntry(), node, READY]).endpoints(CLUSTER)).toEqual(['10.1.0.1:80 us/a/r']);
    const labelled = pod('p', '{app: w, istio-locality: eu.b}', '10.1.0.1');
    expect(simulate([selectingEntry(), node, labelled]).endpoints(CLUSTER)).toEqual(['10.1.0.1:80 eu/b']);
  });

  test('is marked by the label that injection gives it (D4.6)', () => {
    expect(endpointsOf(pod('p', '{app: w, security.istio.io/tlsMode: istio}', '10.1.0.1'))).toEqual([
      '10.1.0.1:80 istio',
    ]);
  });

  test('has the first container port of a name, native sidecars last (D3.4)', () => {
    const spec =
      '{initContainers: [{name: i, image: i:1, ports: [{name: http, containerPort: 1}]}, {name: s, image: s:1, restartPolicy: Always, ports: [{name: http, containerPort: 2}]}], containers: [{name: a, image: a:1, ports: [{name: http, containerPort: 3, protocol: UDP}]}, {name: b, image: b:1, ports: [{name: http, containerPort: 4}]}]}';
    const more = 'status: {podIP: 10.1.0.1, conditions: [{type: Ready, status: "True"}]}';
    const mesh = simulate([selectingEntry(), resource('Pod', 'p', spec, { metadata: 'labels: {app: w}', more })]);
    expect(mesh.endpoints(CLUSTER)).toEqual(['10.1.0.1:4']);
  });
});

describe('a WorkloadEntry', () => {
  const endpointOf = (more: string): readonly string[] | undefined =>
    simulate([selectingEntry(), machine('a', '10.0.0.1', more)]).endpoints(CLUSTER);

  test('is where its locality or its labels say (D4.2)', () => {
    expect(endpointOf('locality: us/a/1, labels: {app: w, istio-locality: eu.b}')).toEqual(['10.0.0.1:80 us/a/1']);
    expect(endpointOf('labels: {app: w, istio-locality: eu.b}')).toEqual(['10.0.0.1:80 eu/b']);
    expect(endpointOf('labels: {app: w, istio-locality: eu.b, topology.istio.io/locality: ap}')).toEqual([
      '10.0.0.1:80 ap',
    ]);
  });

  test('can speak mutual TLS with a service account, or where its label says so (D4.6)', () => {
    expect(endpointOf('serviceAccount: w')).toEqual(['10.0.0.1:80 istio']);
    expect(endpointOf('labels: {app: w, security.istio.io/tlsMode: istio}')).toEqual(['10.0.0.1:80 istio']);
    expect(endpointOf('serviceAccount: w, labels: {app: w, security.istio.io/tlsMode: disabled}')).toEqual([
      '10.0.0.1:80',
    ]);
  });

  test('has the labels that its place gives it, by which subsets can take it (D2.4)', () => {
    const mesh = simulate([
      selectingEntry(),
      machine('a', '10.0.0.1', 'locality: us/a/1, network: n1'),
      rule(
        'subsets: [{name: here, labels: {topology.kubernetes.io/region: us, topology.kubernetes.io/zone: a, topology.istio.io/subzone: "1", topology.istio.io/network: n1, topology.istio.io/cluster: Kubernetes}}]',
      ),
    ]);
    expect(mesh.endpoints('outbound|80|here|w.example.com')).toEqual(['10.0.0.1:80 us/a/1']);
  });

  test('keeps a network label of its own, which is not its network (D2.4, D4.5)', () => {
    const labels = 'labels: {app: w, topology.istio.io/network: own}';
    const mesh = simulate([selectingEntry(), machine('a', '10.0.0.1', `network: n1, ${labels}`)]);
    const [member] = mesh.cluster(CLUSTER).groups[0]?.members ?? [];
    expect(member?.labels['topology.istio.io/network']).toBe('own');
    expect(member?.endpoint?.network).toBe('n1');
    const labelled = simulate([selectingEntry(), machine('a', '10.0.0.1', labels)]);
    expect(labelled.cluster(CLUSTER).groups[0]?.members[0]?.endpoint?.network).toBe('');
  });
});

test('a template stands for its replicas (D14.1)', () => {
  const deployment = (replicas: string): string =>
    resource(
      'Deployment',
      'web',
      `{${replicas}selector: {matchLabels: {app: w}}, template: {metadata: {labels: {app: w}}, spec: {containers: [{name: a, image: a:1, ports: [{name: http, containerPort: 8093}]}]}}}`,
    );
  const endpointsOf = (replicas: string): readonly string[] | undefined =>
    simulate([selectingEntry(), deployment(replicas)]).endpoints(CLUSTER);
  expect(endpointsOf('')).toEqual(['web-*:8093']);
  expect(endpointsOf('replicas: 3, ')).toEqual(['web-*:8093 weight 3']);
  expect(endpointsOf('replicas: 0, ')).toEqual([]);
});

test('the pods of a CronJob and of a DaemonSet count too (D14.1)', () => {
  const template = 'template: {metadata: {labels: {app: w}}, spec: {containers: [{name: a, image: a:1}]}}';
  const mesh = simulate([
    selectingEntry(),
    resource('CronJob', 'job', `{schedule: "* * * * *", jobTemplate: {spec: {${template}}}}`),
    resource('DaemonSet', 'set', `{selector: {matchLabels: {app: w}}, ${template}}`),
  ]);
  expect(mesh.endpoints(CLUSTER)?.toSorted()).toEqual(['job-*:80', 'set-*:80']);
});

test('a template is marked where its namespace or itself asks for a sidecar (D14.2, D14.3)', () => {
  const deployment = (labels: string): string =>
    resource(
      'Deployment',
      'web',
      `{selector: {matchLabels: {app: w}}, template: {metadata: {labels: {app: w${labels}}}, spec: {containers: [{name: a, image: a:1}]}}}`,
    );
  const injected = resource('Namespace', 'default', '{}', { metadata: 'labels: {istio-injection: enabled}' });
  expect(simulate([selectingEntry(), deployment('')]).endpoints(CLUSTER)).toEqual(['web-*:80']);
  expect(simulate([selectingEntry(), injected, deployment('')]).endpoints(CLUSTER)).toEqual(['web-*:80 istio']);
  expect(simulate([selectingEntry(), deployment(', sidecar.istio.io/inject: "true"')]).endpoints(CLUSTER)).toEqual([
    'web-*:80 istio',
  ]);
  expect(
    simulate([selectingEntry(), injected, deployment(', sidecar.istio.io/inject: "false"')]).endpoints(CLUSTER),
  ).toEqual(['web-*:80']);
});
