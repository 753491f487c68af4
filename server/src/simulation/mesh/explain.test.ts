import { describe, expect, test } from 'vitest';
import { machine, pod, resource, rule, selectingEntry, simulate } from '../../testing/simulated.ts';
import { SOME_CLIENT } from './client.ts';
import { emptyReason, type TracedValue, traceMember } from './explain.ts';

const CLUSTER = 'outbound|80||w.example.com';

/** What is said of one value of every endpoint: `text @ object path`. */
function said(value: TracedValue, documents: readonly string[], client = {}, name = CLUSTER): readonly string[] {
  const simulated = simulate(documents);
  const cluster = simulated.cluster(name, client);
  return cluster.groups.flatMap((group) =>
    group.members.map((member) => {
      const steps = traceMember(simulated.mesh, { ...SOME_CLIENT, ...client }, cluster, group, member);
      const step = steps.find((one) => one.value === value);
      const place = step?.place ? ` @ ${step.place.object.name} ${step.place.path.join('.')}` : '';
      return `${step?.text}${place}`;
    }),
  );
}

describe('the port', () => {
  const target = selectingEntry('se', 'ports: [{name: http, number: 80, protocol: HTTP, targetPort: 8888}]');

  test('is said to come from where it does', () => {
    expect(said('port', [target, machine('a', '10.0.0.1', 'ports: {http: 9000}')])).toEqual([
      'port 9000 is its own port named `http` @ a spec.ports.http',
    ]);
    expect(said('port', [target, machine('a', '10.0.0.1')])).toEqual([
      'port 8888 is the targetPort of the service @ se spec.ports.0.targetPort',
    ]);
    expect(said('port', [selectingEntry(), machine('a', '10.0.0.1')])).toEqual([
      'port 80 is the port of the service; there is no targetPort and no port of its own @ se spec.ports.0.number',
    ]);
  });

  test('of a pod may be that of a container', () => {
    const ports = '[{name: http, containerPort: 7777}]';
    expect(said('port', [target, pod('p', '{app: w}', '10.1.0.1', ports)])).toEqual([
      'port 7777 is its container port named `http` @ p spec.containers',
    ]);
  });
});

test('the weight is as written, or 1', () => {
  const weights = ['weight: 20', 'weight: 0', ''].map((weight, index) =>
    machine(`m${index}`, `10.0.0.${index}`, weight),
  );
  expect(said('weight', [selectingEntry(), ...weights, pod('p', '{app: w}', '10.1.0.1')])).toEqual([
    'weight 1, as every pod',
    'weight 20, as written @ m0 spec.weight',
    'weight 1: 0 counts as 1 @ m1 spec.weight',
    'weight 1, since none is written',
  ]);
});

test('the locality says what of it counts', () => {
  const documents = [
    selectingEntry(),
    machine('a', '10.0.0.1', 'locality: us/a/1/rack'),
    machine('b', '10.0.0.2', 'labels: {app: w, istio-locality: us.b}'),
    machine('c', '10.0.0.3'),
  ];
  expect(said('locality', documents)).toEqual([
    'no locality is written',
    'locality us/a/1: of us/a/1/rack only the first three parts count @ a spec.locality',
    'locality us/b, from a label @ b spec.labels',
  ]);
});

describe('the priority', () => {
  const documents = [
    selectingEntry(),
    machine('a', '10.0.0.1', 'locality: us/a'),
    machine('b', '10.0.0.2', 'locality: us/b'),
    machine('c', '10.0.0.3', 'locality: eu/a'),
  ];
  const near = { locality: 'us/a' };

  test('says why locality does not count', () => {
    expect(said('priority', documents, near)[0]).toBe('priority 0: without `outlierDetection` locality does not count');
    const off = rule('trafficPolicy: {loadBalancer: {localityLbSetting: {enabled: false}}}');
    expect(said('priority', [...documents, off], near)[0]).toBe(
      'priority 0: balancing by locality is switched off @ dr spec.trafficPolicy.loadBalancer',
    );
  });

  test('says how near an endpoint is', () => {
    expect(said('priority', [...documents, rule('trafficPolicy: {outlierDetection: {}}')], near)).toEqual([
      'priority 2: it is in another region than the client @ dr spec.trafficPolicy.outlierDetection',
      'priority 0: it is where the client is @ dr spec.trafficPolicy.outlierDetection',
      'priority 1: it is in the region of the client, in another zone @ dr spec.trafficPolicy.outlierDetection',
    ]);
  });

  test('says where failover leads', () => {
    const failover = rule(
      'trafficPolicy: {outlierDetection: {}, loadBalancer: {localityLbSetting: {failover: [{from: us, to: eu}]}}}',
    );
    expect(said('priority', [...documents, failover], near)[0]).toBe(
      'priority 2: `failover` leads from us to eu @ dr spec.trafficPolicy.loadBalancer.localityLbSetting.failover.0',
    );
  });

  test('says which label decides', () => {
    const labels = rule(
      'trafficPolicy: {outlierDetection: {}, loadBalancer: {localityLbSetting: {failoverPriority: [topology.kubernetes.io/region, version=v1]}}}',
    );
    expect(said('priority', [...documents, labels], near).map((text) => text.split(' @')[0])).toEqual([
      'priority 1: its label `topology.kubernetes.io/region` is `eu`, wanted is `us`',
      'priority 0: it has no label `version`, wanted is `v1`',
      'priority 0: it has no label `version`, wanted is `v1`',
    ]);
  });

  test('says what distribute gives', () => {
    const shares = rule(
      'trafficPolicy: {loadBalancer: {localityLbSetting: {distribute: [{from: us/*, to: {us/a: 80, eu/a: 20}}]}}}',
    );
    expect(said('priority', [...documents, shares], near)).toEqual([
      'priority 0: `distribute` gives this locality a weight of 20 @ dr spec.trafficPolicy.loadBalancer.localityLbSetting.distribute',
      'priority 0: `distribute` gives this locality a weight of 80 @ dr spec.trafficPolicy.loadBalancer.localityLbSetting.distribute',
    ]);
  });
});

describe('the mark for mutual TLS', () => {
  const speaking = machine('a', '10.0.0.1', 'serviceAccount: w');

  test('comes from the service account', () => {
    expect(said('tls', [selectingEntry(), speaking])).toEqual([
      'mutual TLS: it has a serviceAccount, `w` @ a spec.serviceAccount',
    ]);
    expect(said('tls', [selectingEntry(), machine('a', '10.0.0.1')])).toEqual(['plaintext: it has no serviceAccount']);
  });

  test('counts for nothing where the service is outside of the mesh, unless a DestinationRule says so (D6.7)', () => {
    const external = selectingEntry().replace('MESH_INTERNAL', 'MESH_EXTERNAL');
    expect(said('tls', [external, speaking])).toEqual([
      'plaintext: its mark counts for nothing, since the service is MESH_EXTERNAL @ se spec.location',
    ]);
    expect(said('tls', [external, speaking, rule('trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}')])).toEqual([
      'mutual TLS: it has a serviceAccount, `w` @ a spec.serviceAccount',
    ]);
  });

  test('is taken away by a DestinationRule or a PeerAuthentication', () => {
    expect(said('tls', [selectingEntry(), speaking, rule('trafficPolicy: {tls: {mode: SIMPLE}}')])).toEqual([
      'no mark: the DestinationRule sets tls.mode SIMPLE for all endpoints @ dr spec.trafficPolicy.tls.mode',
    ]);
    const policy = resource('PeerAuthentication', 'pa', '{mtls: {mode: DISABLE}}');
    expect(said('tls', [selectingEntry(), speaking, policy])).toEqual([
      'plaintext: a PeerAuthentication sets DISABLE for it @ pa spec.mtls.mode',
    ]);
  });
});

test('a host that is resolved itself has nothing of its own', () => {
  const host = resource(
    'ServiceEntry',
    'se',
    '{hosts: [w.example.com], resolution: DNS, ports: [{name: http, number: 80, protocol: HTTP}]}',
  );
  expect(said('weight', [host])).toEqual(['weight 1: the host itself is resolved']);
  expect(said('tls', [host])).toEqual(['plaintext: the host itself is resolved']);
});

describe('a cluster without endpoints says why', () => {
  const PORT = 'ports: [{name: http, number: 80, protocol: HTTP}]';

  test.each([
    [[selectingEntry()], 'no workload of namespace default that counts has app: w: requests get 503'],
    [[selectingEntry().replace('{labels: {app: w}}', '{}')], 'no workload is in namespace default: requests get 503'],
    [
      [resource('ServiceEntry', 'se', `{hosts: [w.example.com], resolution: STATIC, ${PORT}}`)],
      'it lists no endpoints and selects none: requests get 503',
    ],
    [
      [resource('ServiceEntry', 'se', `{hosts: [w.example.com], resolution: NONE, ${PORT}}`)],
      'connections go to the address that the client asked for',
    ],
    [
      [selectingEntry(), machine('a', '10.0.0.1', 'labels: {app: w, istio.io/draining: "true"}')],
      'no endpoint is left: requests get 503',
    ],
  ])('%#', (documents, reason) => {
    expect(emptyReason(simulate(documents).cluster(CLUSTER))).toBe(reason);
  });

  test('also of a subset and of a Service', () => {
    const subset = simulate([
      selectingEntry(),
      machine('a', '10.0.0.1'),
      rule('subsets: [{name: v1, labels: {v: "1"}}]'),
    ]);
    expect(emptyReason(subset.cluster('outbound|80|v1|w.example.com'))).toBe(
      'no endpoint has the labels of this subset: its requests get 503, they do not go to others',
    );
    const service = simulate([resource('Service', 'w', '{ports: [{name: http, port: 80}]}')]);
    expect(emptyReason(service.cluster('outbound|80||w.default.svc.cluster.local'))).toBe(
      'the Service has no selector, and no EndpointSlice here is for it: requests get 503',
    );
  });
});
