import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Engine } from '../engine.ts';
import { arbitraryMesh } from '../testing/arbitrary-mesh.ts';
import { propertyRuns } from '../testing/arbitrary-yaml.ts';
import { engineOf, parseFixture, uriOf } from '../testing/fixture.ts';
import { engineWith, resource } from '../testing/simulated.ts';
import type { MeshView } from '../workspace/mesh-view.ts';
import type { ResourceEntry } from '../workspace/resource-entry.ts';
import type { MeshIndex } from './mesh/mesh-index.ts';
import { meshAround } from './mesh-around.ts';
import { meshInSight } from './mesh-in-sight.ts';
import { isSelecting } from './selection.ts';
import { selectionEndpoints } from './selection-endpoints.ts';
import { clientIn, countEndpoints, portAnswer, serviceAnswers, servicesOfResource } from './service-answer.ts';

function servicesIn(engine: Engine): { readonly view: MeshView; readonly entry: ResourceEntry }[] {
  return [...engine.uris].flatMap((uri) => {
    const view = engine.viewOf(uri);
    const entries = engine
      .entriesOf(uri)
      .filter(({ resource: { kind } }) => ['Service', 'ServiceEntry'].includes(kind));
    return view ? entries.map((entry) => ({ view, entry })) : [];
  });
}

/** Everything that is said of a service's endpoints, as plain data. */
function answersOn(mesh: MeshIndex, entry: ResourceEntry): unknown {
  return servicesOfResource(mesh, entry).flatMap((service) =>
    service.ports.flatMap((port) =>
      ['', 'us/a/1'].flatMap((locality) =>
        ['', 'v1'].map((subset) => {
          const answer = portAnswer(mesh, service, port, clientIn(entry.namespace, locality), subset);
          const members = answer.members.map(({ endpoint, priority, share }) => [
            endpoint.address,
            endpoint.port,
            priority,
            share,
          ]);
          return [service.host, port.number, subset, locality, answer.cluster?.type, answer.dependsOnClient, members];
        }),
      ),
    ),
  );
}

/** What else may decide about a service. */
const AROUND = [
  resource('Service', 'istio-system/eastwest', '{externalIPs: [203.0.113.1], ports: [{port: 15443, name: tls}]}', {
    metadata: 'labels: {topology.istio.io/network: n1}',
  }),
  resource('Namespace', 'istio-system', '{}', { metadata: 'labels: {topology.istio.io/network: n1}' }),
  resource('Namespace', 'a', '{}', {
    metadata: 'annotations: {networking.istio.io/traffic-distribution: PreferClose}',
  }),
  resource('Node', 'node-a', '{}', { metadata: 'labels: {topology.kubernetes.io/region: us}' }),
  'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio, namespace: istio-system}\ndata:\n  mesh: |\n    localityLbSetting: {enabled: false}\n',
];

describe('the mesh around a service', () => {
  test('answers as the whole mesh does', () => {
    fc.assert(
      fc.property(arbitraryMesh, fc.subarray(AROUND), (documents, around) => {
        for (const { view, entry } of servicesIn(engineWith([...documents, ...around]))) {
          const whole = meshInSight(view, new Set([entry]));
          expect(answersOn(meshAround(view, entry), entry)).toEqual(answersOn(whole, entry));
        }
      }),
      { numRuns: propertyRuns(60) },
    );
  });

  test('brings as many endpoints as a glance at the selection alone counts', () => {
    fc.assert(
      fc.property(arbitraryMesh, (documents) => {
        for (const { view, entry } of servicesIn(engineWith(documents))) {
          if (!isSelecting(entry)) continue;
          const { answers } = serviceAnswers(view, entry);
          // Others may define the same host.
          const own = answers.flatMap(({ members }) =>
            members.flatMap(({ endpoint }) => (endpoint.service.object.entry === entry ? [endpoint] : [])),
          );
          expect(selectionEndpoints(view, entry)?.count ?? 0).toBeGreaterThanOrEqual(countEndpoints(own));
        }
      }),
      { numRuns: propertyRuns(30) },
    );
  });
});

const VARIANTS = `
//- se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a-se}
spec: {hosts: [a.internal.com], ports: [{number: 80, name: http}], resolution: STATIC, workloadSelector: {labels: {app: a}}}
//- one/we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: a-we}
spec: {address: 10.0.0.1, labels: {app: a}}
//- two/we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: a-we}
spec: {address: 10.0.0.2, labels: {app: b}}
`;

describe('the mesh in sight', () => {
  function sightOf(engine: Engine, path: string): MeshIndex {
    const view = engine.viewOf(uriOf(path));
    if (!view) throw new Error(`no file ${path}`);
    return meshInSight(view);
  }

  test('has one variant of each resource, and the one that is wished for where several are equally near', () => {
    const engine = engineOf(parseFixture(VARIANTS));
    const view = engine.viewOf(uriOf('se.yaml')) as MeshView;
    expect(
      sightOf(engine, 'se.yaml')
        .ofKind('WorkloadEntry')
        .map(({ spec }) => spec.address),
    ).toEqual(['10.0.0.1']);
    const wanted = engine.entriesOf(uriOf('two/we.yaml'));
    const mesh = meshInSight(view, new Set(), wanted);
    expect(mesh.ofKind('WorkloadEntry').map(({ spec }) => spec.address)).toEqual(['10.0.0.2']);
  });

  test('is kept until a resource changes', () => {
    const engine = engineOf(parseFixture(VARIANTS), { open: ['one/we.yaml'] });
    const before = sightOf(engine, 'se.yaml');
    expect(sightOf(engine, 'se.yaml')).toBe(before);
    engine.openFile(uriOf('one/we.yaml'), '', 2);
    expect(sightOf(engine, 'se.yaml')).not.toBe(before);
    expect(
      sightOf(engine, 'se.yaml')
        .ofKind('WorkloadEntry')
        .map(({ spec }) => spec.address),
    ).toEqual(['10.0.0.2']);
  });

  test('leaves out what is refused, and says why', () => {
    const engine = engineOf(parseFixture(VARIANTS.replace('address: 10.0.0.1', 'address: 10.0.0.1, ports: {http: 0}')));
    const mesh = sightOf(engine, 'one/we.yaml');
    expect(mesh.ofKind('WorkloadEntry')).toEqual([]);
    expect(mesh.rejected.map(({ object }) => object.name)).toEqual(['a-we']);
  });

  test('takes the settings of the mesh from a file that holds them', () => {
    const engine = engineOf(
      parseFixture(`${VARIANTS}//- mesh.yaml
apiVersion: v1
kind: ConfigMap
metadata: {name: istio, namespace: istio-system}
data:
  mesh: |
    outboundTrafficPolicy: {mode: REGISTRY_ONLY}
`),
    );
    expect(sightOf(engine, 'se.yaml').settings.outboundTrafficPolicy).toBe('REGISTRY_ONLY');
  });
});
