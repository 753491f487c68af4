/** Meshes with istiod's own answers, where the environment names a folder of them: `cases/NAME.yaml` with `cases/NAME.json`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Engine } from '../../server/src/engine.ts';
import { SOME_CLIENT } from '../../server/src/simulation/mesh/client.ts';
import { clustersOf, type MeshCluster } from '../../server/src/simulation/mesh/clusters.ts';
import { localityText, parseLocality } from '../../server/src/simulation/mesh/localities.ts';
import { meshFromEntries } from '../../server/src/simulation/mesh/mesh-from-entries.ts';
import { DEFAULT_MESH } from '../../server/src/simulation/mesh/mesh-settings.ts';

interface ExpectedEndpoint {
  readonly locality: string;
  readonly priority: number;
  readonly localityWeight: number;
  readonly address: string;
  readonly port: number;
  readonly weight: number;
  readonly tls: string;
  readonly health: string;
}

interface Expected {
  readonly client: Record<string, unknown>;
  readonly rejected: readonly { readonly kind: string; readonly namespace: string; readonly name: string }[];
  readonly clusters: readonly {
    readonly name: string;
    readonly type: string;
    readonly outlierDetection?: boolean;
    readonly endpoints?: readonly ExpectedEndpoint[];
  }[];
}

interface Case {
  readonly id: string;
  readonly yaml: string;
  readonly expected: Expected;
}

const shared = process.env.ISTIO_WORKLOADS_SHARED;
const cases = shared === undefined ? [] : readCases(path.join(shared, 'istiod-endpoints', 'cases'));

function readCases(folder: string): Case[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const id = file.slice(0, -'.json'.length);
      const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
      return { id, yaml: read(`${id}.yaml`), expected: JSON.parse(read(file)) as Expected };
    });
}

test.runIf(cases.length > 0)(
  'clusters and endpoints equal those of istiod',
  () => {
    const wrong = cases.filter(({ yaml, expected }) => answerOf(yaml, expected) !== expectedText(expected));
    console.log(`endpoints: equal ${cases.length - wrong.length} of ${cases.length}`);
    expect(wrong.map(({ id }) => id)).toEqual([]);
  },
  120_000,
);

/** What we make of the mesh for the client, in the form of `expectedText`. */
function answerOf(yaml: string, { client }: Expected): string {
  const engine = new Engine();
  engine.setFolders(['file:///mesh']);
  engine.setDiskText('file:///mesh/all.yaml', yaml);
  engine.settle();
  const { mesh } = meshFromEntries(engine.entriesOf('file:///mesh/all.yaml'), DEFAULT_MESH);
  const rejected = mesh.rejected.map(({ object }) => `${object.kind} ${object.namespace}/${object.name}`);
  const clusters = clustersOf(mesh, { ...SOME_CLIENT, ...client }).map(clusterText);
  return sorted([...rejected, ...clusters]);
}

function clusterText({ name, type, policy, groups }: MeshCluster): string {
  const endpoints = groups.flatMap((group) =>
    group.members.map(({ address, port, weight, tls, health }) =>
      endpointText({
        locality: localityText(parseLocality(group.locality)),
        priority: group.priority,
        localityWeight: group.weight,
        address,
        port,
        weight,
        tls,
        health,
      }),
    ),
  );
  return `${name} ${type} ${policy.outlierDetection !== undefined}\n${sorted(endpoints)}`;
}

function expectedText({ rejected, clusters }: Expected): string {
  return sorted([
    ...rejected.map(({ kind, namespace, name }) => `${kind} ${namespace || 'default'}/${name}`),
    ...clusters.map(
      ({ name, type, outlierDetection, endpoints }) =>
        `${name} ${type} ${outlierDetection === true}\n${sorted((endpoints ?? []).map(endpointText))}`,
    ),
  ]);
}

function endpointText(endpoint: ExpectedEndpoint): string {
  const { priority, locality, address, port, localityWeight, weight, tls, health } = endpoint;
  return `  ${priority} ${locality} ${address} ${port} ${localityWeight} ${weight} ${tls} ${health}`;
}

function sorted(lines: readonly string[]): string {
  return [...lines].sort().join('\n');
}
