/** What the simulation of a mesh costs once its resources are in the index, with limits of its own: nobody else answers the same. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../../server/scripts/install.mjs';
import { bundle } from './indexing.mjs';

const WORKER = path.join(import.meta.dirname, 'simulation-worker.mjs');
const SIZES = [1000, 10_000];

const SIMULATION = `export { Engine } from './server/src/engine.ts';
export { clustersOf } from './server/src/simulation/mesh/clusters.ts';
export { meshFromEntries } from './server/src/simulation/mesh/mesh-from-entries.ts';
export { DEFAULT_MESH } from './server/src/simulation/mesh/mesh-settings.ts';
export { traceRequest } from './server/src/simulation/routes/trace.ts';
export { serviceAnswers } from './server/src/simulation/service-answer.ts';`;

/**
 * @param {number} rounds
 * @param {import('./samples.mjs').Samples} samples measures are named `simulation-<documents>.<what>`; of memory "ours" is that
 *   of a process that has answered all questions, "index" that of one that was asked nothing
 */
export async function measureSimulation(rounds, samples) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'istio-workloads-bench-'));
  try {
    const module = await bundle(folder, 'simulation', { stdin: { contents: SIMULATION, resolveDir: root } });
    for (let round = 0; round < rounds; round++) {
      for (const documents of SIZES) {
        process.stderr.write(`bench  simulation of ${documents} documents, round ${round + 1} of ${rounds}\n`);
        const add = (what, value, who = 'ours') => samples.add(`simulation-${documents}.${what}`, who, value);
        const index = runWorker('index', module, documents);
        const asked = runWorker('ask', module, documents);
        for (const [who, memory] of [
          ['index', index.memory],
          ['ours', asked.memory],
        ]) {
          add('held', memory.held, who);
          add('peak', memory.peak, who);
        }
        for (const [what, { times, wrong }] of Object.entries(asked.answers)) {
          for (const ms of times) add(what, ms);
          for (let answer = 0; answer < wrong; answer++) {
            samples.add(`simulation-${documents}.${what}`, 'ours', undefined, false);
          }
        }
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runWorker(task, module, documents) {
  const args = ['--expose-gc', WORKER, task, module, String(documents)];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }));
}
