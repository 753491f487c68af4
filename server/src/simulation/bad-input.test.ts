/** Meshes that nobody should write and people do: the answer is istiod's, or says what was assumed. */
import { describe, expect, test } from 'vitest';
import { engineOf, parseFixture, uriOf } from '../testing/fixture.ts';
import { machine, resource, type Simulated, selectingEntry, simulate } from '../testing/simulated.ts';
import { answerLine, SOME_REQUEST, to, virtualService } from '../testing/traced.ts';
import { equallyOldDefinitions } from './mesh/ambiguous-hosts.ts';
import { SOME_CLIENT } from './mesh/client.ts';
import { leftOutOf } from './mesh/left-out.ts';
import { sharesOfCluster } from './mesh/shares.ts';
import type { TraceAnswer } from './routes/request.ts';
import { traceRequest } from './routes/trace.ts';
import { serviceAnswers } from './service-answer.ts';

const CLUSTER = 'outbound|80||w.example.com';
const MACHINE = machine('vm', '10.0.0.1');

/** A mesh in which resources may be refused. */
function anyMesh(...documents: readonly string[]): Simulated {
  return simulate(documents, { mayRefuse: true });
}

/** `name: reason` of everybody who is left out of the cluster. */
function leftOut({ mesh, cluster }: Simulated): string[] {
  const { listed } = leftOutOf(mesh, SOME_CLIENT, cluster(CLUSTER), 20);
  return listed.map(({ name, reason }) => `${name}: ${reason}`);
}

function refusals({ mesh }: Simulated): string[] {
  return mesh.rejected.map(({ object }) => object.name);
}

describe('resources that contradict each other', () => {
  test('two definitions of a host that are equally old and differ are both named', () => {
    const mesh = anyMesh(selectingEntry('second', 'resolution: DNS'), selectingEntry('first'), MACHINE);
    const { service } = mesh.cluster(CLUSTER);
    expect(service.object.name).toBe('first');
    const rivals = equallyOldDefinitions(mesh.mesh, service, 'default');
    expect(rivals.map(({ name }) => name)).toEqual(['first', 'second']);
  });

  test('the older one of two definitions counts, and nothing is left to assume', () => {
    const older = selectingEntry('second', 'resolution: DNS').replace(
      'name: second',
      'name: second, creationTimestamp: "2024-01-01T00:00:00Z"',
    );
    const mesh = anyMesh(selectingEntry('first'), older, MACHINE);
    const { service } = mesh.cluster(CLUSTER);
    expect(service.object.name).toBe('second');
    expect(equallyOldDefinitions(mesh.mesh, service, 'default')).toEqual([]);
  });

  test('of a resource that is written twice the last counts, and the other is named', () => {
    const { endpoints, redefinitions } = anyMesh(selectingEntry(), MACHINE, machine('vm', '10.0.0.2'));
    expect(endpoints(CLUSTER)).toEqual(['10.0.0.2:80']);
    expect(redefinitions).toHaveLength(1);
  });

  test('of a resource that is repeated word for word nothing is said', () => {
    const { endpoints, redefinitions } = anyMesh(selectingEntry(), MACHINE, MACHINE);
    expect(endpoints(CLUSTER)).toEqual(['10.0.0.1:80']);
    expect(redefinitions).toEqual([]);
  });

  test('of a resource that is written twice the one that is not refused counts', () => {
    const mesh = anyMesh(selectingEntry(), MACHINE, machine('vm', '10.0.0.2', 'weight: -1'));
    expect(mesh.endpoints(CLUSTER)).toEqual(['10.0.0.1:80']);
    expect(refusals(mesh)).toEqual(['vm']);
  });
});

describe('resources that are half typed', () => {
  const entry = 'apiVersion: networking.istio.io/v1\nkind: WorkloadEntry\nmetadata: {name: half, namespace: default}\n';

  test.each([
    ['a key without a colon', 'spec:\n  labels: {app: w}\n  addr'],
    ['a key without a value', 'spec:\n  address:\n  labels: {app: w}\n'],
    ['a brace that is not closed', 'spec: {address: 10.0.0.9, labels: {app: w\n'],
    ['a value of another type', 'spec:\n  address: [10.0.0.9]\n  labels: {app: w}\n'],
    ['labels that are a list', 'spec:\n  address: 10.0.0.9\n  labels: [app]\n'],
  ])('%s changes nothing for the others', (_, rest) => {
    const mesh = anyMesh(selectingEntry(), MACHINE, entry + rest);
    expect(mesh.endpoints(CLUSTER)).toEqual(['10.0.0.1:80']);
    expect(refusals(mesh)).toEqual(['half']);
    expect(leftOut(mesh).join()).toMatch(/^half: |^$/);
  });

  test.each(['spec:', 'spec:\n  hosts:\n  -\n', 'spec:\n  hosts: w.example.com\n  ports: 80\n', 'spec: []\n'])(
    'a service of no more than %j has no cluster',
    (spec) => {
      const half =
        'apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: {name: half, namespace: default}\n';
      expect(anyMesh(half + spec, MACHINE).names()).toEqual([]);
    },
  );
});

test('a machine that Istio refuses is left out, and told with the reason', () => {
  const mesh = anyMesh(selectingEntry(), MACHINE, machine('heavy', '10.0.0.2', 'weight: 4294967296'));
  expect(mesh.endpoints(CLUSTER)).toEqual(['10.0.0.1:80']);
  expect(leftOut(mesh)).toEqual([
    'heavy: Istio refuses it: 4294967296 is out of range; this field takes 0 to 4294967295.',
  ]);
});

test('a selector that matches 5,000 entries has 5,000 endpoints that share all requests', () => {
  const entries = Array.from({ length: 5000 }, (_, at) => machine(`vm-${at}`, `10.1.${at >> 8}.${at & 255}`));
  const mesh = anyMesh(selectingEntry(), entries.join('---\n'));
  const cluster = mesh.cluster(CLUSTER);
  const shares = [...sharesOfCluster(cluster).values()].map(({ share }) => share);
  expect(shares).toHaveLength(5000);
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
  expect(leftOut(mesh)).toEqual([]);
});

describe('delegates', () => {
  const SERVICE = [selectingEntry(), MACHINE];
  const delegate = (name: string, to: string): string =>
    resource('VirtualService', name, `{http: [{delegate: {name: ${to}}}]}`);

  function follow(...documents: readonly string[]): TraceAnswer {
    return traceRequest(anyMesh(...SERVICE, ...documents).mesh, SOME_REQUEST);
  }

  function answers({ outcome, clusters, steps }: TraceAnswer): unknown {
    const why = steps.map(({ what }) => what).filter((what) => what.startsWith('default/root has no part in it: '));
    return [outcome, clusters.map(({ cluster }) => cluster), ...why];
  }

  test('in a circle are refused, and the service itself answers', () => {
    const root = virtualService('root', 'w.example.com', '{delegate: {name: one}}');
    expect(answers(follow(root, delegate('one', 'two'), delegate('two', 'one')))).toEqual([
      'route',
      [CLUSTER],
      'default/root has no part in it: Istio refuses default/one: This VirtualService has no hosts and so is a delegate itself; Istio refuses a further one.',
    ]);
  });

  test('of a VirtualService to itself lead nowhere', () => {
    expect(answers(follow(virtualService('root', 'w.example.com', '{delegate: {name: root}}')))).toEqual([
      'route',
      [CLUSTER],
      'default/root has no part in it: default/root has hosts of its own, so it is no delegate.',
    ]);
  });

  test('that are missing are said to be', () => {
    expect(answers(follow(virtualService('root', 'w.example.com', '{delegate: {name: gone}}')))).toEqual([
      'route',
      [CLUSTER],
      'default/root has no part in it: there is no VirtualService default/gone.',
    ]);
  });
});

describe('hosts that are wildcards only', () => {
  const wild = (host: string): string =>
    resource(
      'ServiceEntry',
      'wild',
      `{hosts: ["${host}"], location: MESH_EXTERNAL, resolution: NONE, ports: [{number: 80, name: http, protocol: HTTP}]}`,
    );

  test('of a ServiceEntry lead where the client wanted to go', () => {
    expect(anyMesh(wild('*.example.com')).names()).toEqual(['outbound|80||*.example.com ORIGINAL_DST']);
  });

  test('that are all hosts are refused', () => {
    const mesh = anyMesh(wild('*'));
    expect(mesh.names()).toEqual([]);
    expect(refusals(mesh)).toEqual(['wild']);
  });

  test('of VirtualServices decide by the longest', () => {
    const documents = [
      selectingEntry(),
      MACHINE,
      virtualService('a', '"*.com"', to('other.example.com')),
      virtualService('b', '"*.example.com"', to('w.example.com')),
    ];
    expect(answerLine(documents)).toBe('route default/b 80||w.example.com');
  });
});

describe('equal names in two namespaces', () => {
  test('are two machines, each for the services of its own namespace', () => {
    const mesh = anyMesh(selectingEntry(), MACHINE, machine('other/vm', '10.0.0.2'));
    expect(mesh.endpoints(CLUSTER)).toEqual(['10.0.0.1:80']);
    expect(mesh.redefinitions).toEqual([]);
    expect(leftOut(mesh)).toEqual(['vm: it lies in namespace `other`; a service selects in its own, `default`']);
  });

  test('and one host: a client gets the definition of its own namespace', () => {
    const documents = [selectingEntry(), MACHINE, selectingEntry('other/se'), machine('other/vm', '10.0.0.2')];
    const mesh = anyMesh(...documents);
    expect(mesh.endpoints(CLUSTER)).toEqual(['10.0.0.1:80']);
    expect(mesh.endpoints(CLUSTER, { namespace: 'other' })).toEqual(['10.0.0.2:80']);
  });
});

test('of variants in several folders each service has those of its own folder', () => {
  const of = (folder: string, address: string): string =>
    `//- ${folder}/mesh.yaml\n${selectingEntry()}---\n${machine('vm', address)}`;
  const engine = engineOf(parseFixture(`${of('dev', '10.0.0.1')}${of('prod', '10.0.0.2')}`));
  const addresses = ['dev', 'prod'].map((folder) => {
    const uri = uriOf(`${folder}/mesh.yaml`);
    const view = engine.viewOf(uri);
    const [service] = engine.entriesOf(uri);
    if (!view || !service) throw new Error(`no file ${uri}`);
    return serviceAnswers(view, service).answers.flatMap(({ members }) =>
      members.map(({ endpoint }) => endpoint.address),
    );
  });
  expect(addresses).toEqual([['10.0.0.1'], ['10.0.0.2']]);
});

test('weights whose sum overflows stay those of the endpoints; that of their locality is the largest there is', () => {
  const heavy = ['a', 'b'].map((name, at) => machine(name, `10.0.0.${at + 1}`, 'weight: 4294967295'));
  const mesh = anyMesh(selectingEntry(), ...heavy);
  expect(mesh.endpoints(CLUSTER)).toEqual(['10.0.0.1:80 weight 4294967295', '10.0.0.2:80 weight 4294967295']);
  const cluster = mesh.cluster(CLUSTER);
  expect(cluster.groups.map(({ weight }) => weight)).toEqual([4294967295]);
  expect([...sharesOfCluster(cluster).values()].map(({ share }) => share)).toEqual([0.5, 0.5]);
});

test('of a locality with five parts three count, and endpoints with the same three stay apart', () => {
  const entries = [machine('a', '10.0.0.1', 'locality: r/z/s/x/y'), machine('b', '10.0.0.2', 'locality: r/z/s/q')];
  const mesh = anyMesh(selectingEntry(), ...entries);
  expect(mesh.endpoints(CLUSTER)?.toSorted()).toEqual(['10.0.0.1:80 r/z/s', '10.0.0.2:80 r/z/s']);
  expect(mesh.cluster(CLUSTER).groups).toHaveLength(2);
});

describe('addresses', () => {
  const ENTRIES = [
    machine('six', '"2001:db8::1"'),
    machine('socket', 'unix:///run/app.sock'),
    machine('name', 'vm.example.com'),
  ];

  test('that are IPv6 answer for STATIC; sockets and host names are left out, each with its reason', () => {
    const mesh = anyMesh(selectingEntry(), ...ENTRIES);
    expect(mesh.endpoints(CLUSTER)).toEqual(['2001:db8::1:80']);
    expect(leftOut(mesh).toSorted()).toEqual([
      'name: host name address, but resolution is STATIC',
      'socket: address of a Unix domain socket, but resolution is STATIC',
    ]);
  });

  test('of any kind answer for DNS', () => {
    const mesh = anyMesh(selectingEntry('se', 'resolution: DNS'), ...ENTRIES);
    expect(mesh.endpoints(CLUSTER)?.toSorted()).toEqual([
      '2001:db8::1:80',
      'unix:///run/app.sock:0',
      'vm.example.com:80',
    ]);
    expect(leftOut(mesh)).toEqual([]);
  });

  test('count for nothing with NONE, which keeps the address that the client asked for', () => {
    const mesh = anyMesh(selectingEntry('se', 'resolution: NONE'), ...ENTRIES);
    expect(mesh.names()).toEqual([`${CLUSTER} ORIGINAL_DST`]);
    expect(mesh.endpoints(CLUSTER)).toEqual([]);
  });
});
