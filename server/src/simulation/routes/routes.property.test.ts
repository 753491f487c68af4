/** What holds for the way of any request through any mesh. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resource, simulate } from '../../testing/simulated.ts';
import { gateway, SOME_REQUEST, server } from '../../testing/traced.ts';
import type { MeshRequest } from './request.ts';
import { traceRequest } from './trace.ts';

const RUNS = { numRuns: 60 };
const HOSTS = ['a.example.com', 'b.example.com', 'c.example.org'];

const host = fc.constantFrom(...HOSTS);
const namespace = fc.constantFrom('one', 'one', 'two');

const service = fc.record({
  namespace,
  host,
  protocol: fc.constantFrom('HTTP', 'HTTP', 'TCP', 'TLS'),
  more: fc.constantFrom('', ', addresses: [10.1.0.1]', ", exportTo: ['.']"),
});

const match = fc.constantFrom(
  '',
  'match: [{uri: {prefix: /x}}], ',
  'match: [{headers: {h: {exact: a}}}, {port: 80, uri: {regex: "/[a-x]+"}}], ',
  'match: [{sourceLabels: {app: client}}], ',
  'match: [{gateways: [one/gw]}], ',
);

const rule = fc
  .record({
    match,
    routes: fc.array(fc.record({ host, weight: fc.nat(90) }), { minLength: 1, maxLength: 3 }),
  })
  .map(({ match: when, routes }) => {
    const list = routes.map(
      (one, index) => `{destination: {host: ${one.host}}, weight: ${one.weight + (index === 0 ? 1 : 0)}}`,
    );
    return `{${when}route: [${list.join(', ')}]}`;
  });

const virtualService = fc
  .record({
    namespace,
    hosts: fc.uniqueArray(fc.constantFrom(...HOSTS, '"*.example.com"', 'nowhere.net'), { minLength: 1, maxLength: 2 }),
    http: fc.array(rule, { minLength: 1, maxLength: 3 }),
    more: fc.constantFrom('', ', gateways: [one/gw]', ', gateways: [mesh, one/gw]', ", exportTo: ['.']"),
  })
  .map((one) => ({
    namespace: one.namespace,
    spec: `{hosts: [${one.hosts.join(', ')}], http: [${one.http.join(', ')}]${one.more}}`,
  }));

/** The documents of a mesh; every resource has a name of its own. */
const arbitraryMesh = fc
  .record({
    services: fc.array(service, { minLength: 1, maxLength: 4 }),
    virtualServices: fc.array(virtualService, { minLength: 1, maxLength: 4 }),
    servers: fc.uniqueArray(fc.constantFrom('"*"', '"*.example.com"', 'one/a.example.com'), {
      minLength: 1,
      maxLength: 2,
    }),
  })
  .map(({ services, virtualServices, servers }) => [
    ...services.map((one, index) =>
      resource(
        'ServiceEntry',
        `${one.namespace}/se${index}`,
        `{hosts: [${one.host}], location: MESH_INTERNAL, resolution: STATIC, ports: [{name: p, number: 80, protocol: ${one.protocol}}], endpoints: [{address: 10.0.0.${index}}]${one.more}}`,
      ),
    ),
    ...virtualServices.map(({ namespace: own, spec }, index) => resource('VirtualService', `${own}/vs${index}`, spec)),
    ...servers.map((hosts, index) => gateway(`one/gw${index === 0 ? '' : index}`, server(80, 'HTTP', hosts))),
  ]);

const arbitraryRequest: fc.Arbitrary<MeshRequest> = fc
  .record({
    from: fc.constantFrom('sidecar' as const, 'gateway' as const),
    namespace,
    app: fc.constantFrom('client', 'other'),
    host: fc.constantFrom(...HOSTS, 'nowhere.net', 'unknown.net'),
    address: fc.constantFrom(undefined, undefined, '10.1.0.1'),
    path: fc.constantFrom('/', '/x', '/x/y?a=b'),
    protocol: fc.constantFrom('http' as const, 'http' as const, 'tcp' as const, 'tls' as const),
    h: fc.constantFrom('a', 'b'),
  })
  .map(({ app, h, ...request }) => ({
    ...SOME_REQUEST,
    ...request,
    labels: { app, ...(request.from === 'gateway' && { istio: 'ingressgateway' }) },
    headers: { h },
  }));

/** Everything that is said of a request, as plain data. */
function told(documents: readonly string[], request: MeshRequest): unknown {
  const {
    outcome,
    virtualService: by,
    clusters,
    detail,
    steps,
  } = traceRequest(simulate(documents, { mayRefuse: true }).mesh, request);
  return { outcome, by: by && `${by.namespace}/${by.name}`, clusters, detail, steps: steps.map(({ what }) => what) };
}

test('the order of files changes nothing', () => {
  const shuffled = arbitraryMesh.chain((documents) =>
    fc.tuple(fc.constant(documents), fc.shuffledSubarray([...documents], { minLength: documents.length })),
  );
  fc.assert(
    fc.property(shuffled, arbitraryRequest, ([documents, others], request) => {
      expect(told(others, request)).toEqual(told(documents, request));
    }),
    RUNS,
  );
});

test('a resource that has nothing to do with it changes nothing', () => {
  const unrelated = fc.constantFrom(
    resource(
      'ServiceEntry',
      'three/se',
      '{hosts: [z.net], resolution: NONE, ports: [{name: p, number: 90, protocol: HTTP}]}',
    ),
    resource(
      'VirtualService',
      'three/vs',
      "{hosts: [z.net], exportTo: ['.'], http: [{route: [{destination: {host: z.net}}]}]}",
    ),
    resource('DestinationRule', 'three/dr', '{host: z.net, subsets: [{name: v1, labels: {a: b}}]}'),
    resource('Sidecar', 'three/sc', '{egress: [{hosts: ["./*"]}]}'),
    resource('Gateway', 'three/gw', `{selector: {istio: none}, servers: [${server(81, 'HTTP', 'z.net')}]}`),
    resource('WorkloadEntry', 'three/we', '{address: 10.9.0.1, labels: {app: client}}'),
  );
  fc.assert(
    fc.property(arbitraryMesh, arbitraryRequest, unrelated, (documents, request, other) => {
      const { steps: _, ...answer } = told(documents, request) as { readonly steps: unknown };
      expect(told([...documents, other], request)).toMatchObject(answer);
    }),
    RUNS,
  );
});

test('a request is asked to its end: it has an outcome, steps with a text, and an end for each cluster', () => {
  fc.assert(
    fc.property(arbitraryMesh, arbitraryRequest, (documents, request) => {
      const { mesh } = simulate(documents, { mayRefuse: true });
      const { outcome, clusters, ends, steps } = traceRequest(mesh, request);
      expect(steps.length).toBeGreaterThan(0);
      expect(steps[0]?.isDetail).toBe(false);
      for (const { what, statement } of steps) {
        expect(what).toMatch(/[.]$/);
        expect(what).not.toContain('undefined');
        expect(statement).toMatch(/^D\d+\.\d+$|^D10$/);
      }
      expect(clusters.length > 0).toBe(outcome === 'route');
      expect(ends.map(({ cluster }) => cluster)).toEqual(clusters.map(({ cluster }) => cluster));
      if (outcome === 'route') expect(ends.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    }),
    RUNS,
  );
});

test('the weights of a route are those that are written', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(100), { minLength: 2, maxLength: 5 }), (weights) => {
      fc.pre(weights.some((weight) => weight > 0));
      const routes = weights.map((weight, index) => `{destination: {host: h${index}.net}, weight: ${weight}}`);
      const documents = [
        resource('ServiceEntry', 'se', '{hosts: [w.example.com], ports: [{name: p, number: 80, protocol: HTTP}]}'),
        resource('VirtualService', 'vs', `{hosts: [w.example.com], http: [{route: [${routes.join(', ')}]}]}`),
      ];
      const { clusters } = traceRequest(simulate(documents).mesh, SOME_REQUEST);
      expect(clusters.map(({ weight }) => weight)).toEqual(weights.filter((weight) => weight > 0));
    }),
    RUNS,
  );
});
