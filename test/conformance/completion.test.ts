/** Completion by construction: what is taken out of a document that Istio accepts must be offered again. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { completeAgain, type TrialOptions } from '../../server/src/testing/complete-again.ts';
import type { VerdictCase } from './cases.ts';
import { CEL_CASES } from './cel-cases.ts';
import type { Pair } from './own-cases.ts';

/** Of all keys and fixed values that are taken out, this share must be completed again. */
const WANTED = 0.999;

interface Sample {
  readonly name: string;
  readonly yaml: string;
}

function check(samples: readonly Sample[], options: TrialOptions = {}): void {
  let count = 0;
  const failures: string[] = [];
  for (const { name, yaml } of samples) {
    const trials = completeAgain(yaml, options);
    count += trials.count;
    failures.push(...trials.failures.map((failure) => `${name} ${failure}`));
  }
  console.log(`${count - failures.length} of ${count} completed again`);
  expect(count).toBeGreaterThan(0);
  expect(failures.length, failures.join('\n')).toBeLessThanOrEqual(count * (1 - WANTED));
}

/** Every pair that a file `…-cases.ts` beside this one exports. */
async function ownPairs(): Promise<Pair[]> {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('-cases.ts'));
  const lists = await Promise.all(
    files.map(async (file): Promise<Record<string, unknown>> => {
      return import(pathToFileURL(path.join(import.meta.dirname, file)).href);
    }),
  );
  const listed = lists.flatMap((exported) => Object.values(exported).filter(Array.isArray).flat() as Pair[]);
  return [...listed, ...Object.values(CEL_CASES)];
}

const shared = process.env.ISTIO_WORKLOADS_SHARED;

/** Their documents are about one rare field each, which is found by typing. */
test('what is taken out of our own accepted cases is offered again', async () => {
  const pairs = await ownPairs();
  const every = shared === undefined ? 5 : 1;
  const samples = pairs
    .map(({ name, accepted }) => ({ name, yaml: accepted }))
    .filter((_, index) => index % every === 0);
  check(samples, { first: 50 });
}, 300_000);

/** Samples that lie beside the repository, where the environment names a folder of them. */
function verdictFiles(): string[] {
  const folder = shared === undefined ? undefined : path.join(shared, 'istio-verdicts');
  if (folder === undefined || !existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ndjson'))
    .map((file) => path.join(folder, file));
}

test.each(verdictFiles())(
  'what is taken out of the accepted documents of %s is offered again',
  (file) => {
    const verdicts = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as VerdictCase);
    check(verdicts.filter(({ accepted }) => accepted).map(({ id, yaml }) => ({ name: id, yaml })));
  },
  60_000,
);
