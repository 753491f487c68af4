/** Samples that lie beside the repository, where the environment names a folder of them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { Engine } from '../../server/src/engine.ts';
import { isRefused, problemsOf, type Stage, stageOf, type VerdictCase } from './cases.ts';

const shared = process.env.ISTIO_WORKLOADS_SHARED;

function verdictFiles(): string[] {
  const folder = shared === undefined ? undefined : path.join(shared, 'istio-verdicts');
  if (folder === undefined || !existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ndjson'))
    .map((file) => path.join(folder, file));
}

test.each(verdictFiles())('agrees with the verdicts in %s', (file) => {
  const cases = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as VerdictCase);
  const tally = new Map<Stage, { agreed: number; total: number }>();
  const wrong: string[] = [];
  for (const verdict of cases) {
    const stage = stageOf(verdict);
    const counts = tally.get(stage) ?? { agreed: 0, total: 0 };
    tally.set(stage, counts);
    counts.total += 1;
    if (isRefused(verdict.yaml) !== verdict.accepted) counts.agreed += 1;
    else wrong.push(describeCase(verdict));
    if (verdict.accepted && problemsOf(verdict.yaml).some(({ severity }) => severity === 'error')) {
      wrong.push(`${describeCase(verdict)} (error)`);
    }
  }
  console.log(
    `${path.basename(file)}: ${[...tally].map(([stage, { agreed, total }]) => `${stage} ${agreed}/${total}`).join(', ')}`,
  );
  expect(wrong).toEqual([]);
});

function describeCase({ id, yaml, crd, webhook, syntax }: VerdictCase): string {
  const said = problemsOf(yaml).map(({ rule, message }) => `${rule}: ${message}`);
  return `${id}: ${syntax ?? crd ?? webhook ?? 'accepted'} | ${said.join('; ')}`;
}

/** What Istio does refuse of the samples: the tutorial fails over from a locality instead of a region. */
const REFUSED: Readonly<Record<string, string>> = { tutorial: 'destination-rule/failover-not-region' };

test.each(['corpus', 'tutorial'])('finds nothing severe in %s', (name) => {
  if (shared === undefined || !existsSync(path.join(shared, name))) return;
  const folder = path.join(shared, name);
  const engine = new Engine();
  engine.setFolders([pathToFileURL(folder).href]);
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(?:ya?ml|json)$/.test(file)) continue;
    engine.setDiskText(pathToFileURL(path.join(folder, file)).href, readFileSync(path.join(folder, file), 'utf8'));
  }
  engine.settle();
  const severe = [...engine.uris].flatMap((uri) =>
    engine
      .problems(uri)
      .filter(({ problem }) => problem.severity === 'error' || problem.rejects)
      .filter(({ problem }) => problem.rule !== REFUSED[name])
      .map(({ problem, range }) => `${uri}:${range.start.line + 1} ${problem.rule}: ${problem.message}`),
  );
  expect(severe).toEqual([]);
});
