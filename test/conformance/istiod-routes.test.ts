/** Where istiod's configuration sends requests, from a folder beside the repository: it must be where we say they go. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { MeshRequest, TraceAnswer } from '../../server/src/simulation/routes/request.ts';
import { traceRequest } from '../../server/src/simulation/routes/trace.ts';
import { simulate } from '../../server/src/testing/simulated.ts';
import { SOME_REQUEST } from '../../server/src/testing/traced.ts';

interface Answer {
  readonly outcome: string;
  readonly virtualService?: string;
  readonly clusters?: TraceAnswer['clusters'];
}

interface RouteCase {
  readonly requests: readonly Partial<MeshRequest>[];
  readonly answers: readonly Answer[];
  readonly rejected: readonly { readonly kind: string; readonly namespace: string; readonly name: string }[];
}

const shared = process.env.ISTIO_WORKLOADS_SHARED;
const folder = shared === undefined ? undefined : path.join(shared, 'istiod-routes/cases');

test.skipIf(folder === undefined || !existsSync(folder))(
  'every request goes where istiod sends it',
  () => {
    const names = readdirSync(folder ?? '').filter((file) => file.endsWith('.json'));
    const wrong = names.flatMap((name) => differences(path.join(folder ?? '', name)));
    expect(wrong).toEqual([]);
  },
  120_000,
);

function differences(file: string): string[] {
  const { requests, answers, rejected } = JSON.parse(readFileSync(file, 'utf8')) as RouteCase;
  const { mesh } = simulate([readFileSync(file.replace(/json$/, 'yaml'), 'utf8')], { mayRefuse: true });
  const refused = mesh.rejected.map(({ object }) => object);
  const wrong = names(refused) === names(rejected) ? [] : [`${path.basename(file)}: we refuse ${names(refused)}`];
  requests.forEach((request, index) => {
    const { virtualService, ...answer } = traceRequest(mesh, { ...SOME_REQUEST, ...request });
    const name = virtualService && `${virtualService.namespace}/${virtualService.name}`;
    const ours = line({ ...answer, ...(name !== undefined && { virtualService: name }) });
    const theirs = line(answers[index] ?? { outcome: '' });
    if (ours !== theirs) wrong.push(`${path.basename(file)}, request ${index}: istiod ${theirs}, we ${ours}`);
  });
  return wrong;
}

function names(resources: RouteCase['rejected']): string {
  return resources
    .map(({ kind, namespace, name }) => `${kind} ${namespace || 'default'}/${name}`)
    .sort()
    .join(', ');
}

function line({ outcome, virtualService = '-', clusters = [] }: Answer): string {
  const targets = clusters.map(({ cluster, weight }) => `${cluster}=${weight}`).sort();
  return [outcome, virtualService, ...targets].join(' ');
}
