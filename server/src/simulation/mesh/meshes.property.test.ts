/** What holds for the clusters of any mesh and client. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryClient, arbitraryMesh } from '../../testing/arbitrary-mesh.ts';
import { describeMember, machine, resource, simulate } from '../../testing/simulated.ts';
import { hasLabels } from '../json-value.ts';
import { absentClusters } from './absent-clusters.ts';
import { type MeshClient, SOME_CLIENT } from './client.ts';
import { clustersOf, type MeshCluster } from './clusters.ts';
import { traceMember } from './explain.ts';
import { leftOutOf } from './left-out.ts';
import type { MeshIndex } from './mesh-index.ts';
import { sharesOfCluster } from './shares.ts';

const RUNS = { numRuns: 60 };

function forAll(check: (clusters: readonly MeshCluster[], mesh: MeshIndex, client: MeshClient) => void): void {
  fc.assert(
    fc.property(arbitraryMesh, arbitraryClient, (documents, more) => {
      const client = { ...SOME_CLIENT, ...more };
      const { mesh } = simulate(documents, { mayRefuse: true });
      check(clustersOf(mesh, client), mesh, client);
    }),
    RUNS,
  );
}

test('the shares of a cluster sum to 100 %, those of a priority too', () => {
  forAll((clusters) => {
    for (const cluster of clusters) {
      const shares = sharesOfCluster(cluster);
      if (shares.size === 0) continue;
      expect([...shares.values()].reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
      for (const priority of new Set(cluster.groups.map((group) => group.priority))) {
        const members = cluster.groups.filter((group) => group.priority === priority).flatMap((group) => group.members);
        if (members.length === 0) continue;
        expect(members.reduce((sum, member) => sum + (shares.get(member)?.inPriority ?? 0), 0)).toBeCloseTo(1, 9);
      }
    }
  });
});

test('priorities go from 0 without a gap', () => {
  forAll((clusters) => {
    for (const { groups } of clusters) {
      const used = [...new Set(groups.map(({ priority }) => priority))].sort((left, right) => left - right);
      expect(used).toEqual(used.map((_, index) => index));
    }
  });
});

test('no endpoint is outside of its selector, its namespace or its subset', () => {
  forAll((clusters) => {
    for (const { groups, subset, service } of clusters) {
      for (const { endpoint } of groups.flatMap(({ members }) => members)) {
        if (!endpoint) continue;
        expect(endpoint.instance.namespace).toBe(service.namespace);
        expect(hasLabels(endpoint.service.selector, endpoint.labels)).toBe(true);
        expect(hasLabels(subset?.labels ?? {}, endpoint.labels)).toBe(true);
      }
    }
  });
});

test('nobody is both in a cluster and left out of it, and everything can be explained', () => {
  forAll((clusters, mesh, client) => {
    for (const cluster of clusters) {
      const names = new Set(
        leftOutOf(mesh, client, cluster, 1000).listed.map(({ object, name }) => `${object.kind} ${name}`),
      );
      for (const group of cluster.groups) {
        for (const member of group.members) {
          const { endpoint } = member;
          if (endpoint) expect(names).not.toContain(`${endpoint.instance.object.kind} ${endpoint.instance.name}`);
          const steps = traceMember(mesh, client, cluster, group, member);
          expect(steps.map(({ value }) => value)).toEqual(['port', 'weight', 'locality', 'priority', 'tls']);
        }
      }
    }
    for (const { reason } of absentClusters(mesh, client, clusters)) expect(reason).not.toBe('');
  });
});

test('the order of files changes nothing', () => {
  const shuffled = arbitraryMesh.chain((documents) =>
    fc.record({
      documents: fc.constant(documents),
      others: fc.shuffledSubarray([...documents], { minLength: documents.length }),
      more: arbitraryClient,
    }),
  );
  fc.assert(
    fc.property(shuffled, ({ documents, others, more }) => {
      expect(describe(others, more)).toEqual(describe(documents, more));
    }),
    RUNS,
  );
});

test('a resource that has nothing to do with it changes nothing', () => {
  const unrelated = fc.constantFrom(
    machine('a/other', '10.9.0.1', 'labels: {app: z}'),
    machine('c/other', '10.9.0.1', 'labels: {app: web}'),
    resource('DestinationRule', 'a/other', '{host: z.example.org, trafficPolicy: {outlierDetection: {}}}'),
    resource(
      'ServiceEntry',
      'c/other',
      "{hosts: [x.example.com], exportTo: ['.'], resolution: STATIC, ports: [{name: http, number: 80, protocol: HTTP}]}",
    ),
    resource('Sidecar', 'c/other', '{egress: [{hosts: ["./*"]}]}'),
    resource('PeerAuthentication', 'c/other', '{mtls: {mode: DISABLE}}'),
    resource('Namespace', 'c', '{}'),
  );
  fc.assert(
    fc.property(arbitraryMesh, arbitraryClient, unrelated, (documents, more, other) => {
      expect(describe([...documents, other], more)).toEqual(describe(documents, more));
    }),
    RUNS,
  );
});

/** All clusters with their endpoints, as text. */
function describe(documents: readonly string[], more: Partial<MeshClient>): readonly string[] {
  const { mesh } = simulate(documents, { mayRefuse: true });
  return clustersOf(mesh, { ...SOME_CLIENT, ...more }).map(({ name, type, groups }) => {
    const members = groups.flatMap((group) => [
      `${group.locality}=${group.weight}`,
      ...group.members.map((member) => describeMember(group, member)),
    ]);
    return `${name} ${type} ${members.join(', ')}`;
  });
}
