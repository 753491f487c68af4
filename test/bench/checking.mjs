/** `istio-workloads check` on folders of growing size: wall time and memory. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { generateWorkspace } from './generate.mjs';
import { now } from './process-meter.mjs';
import { writeFiles } from './typing.mjs';

const PROBE = path.join(import.meta.dirname, 'peak-memory.cjs');

/**
 * What `istioctl analyze --use-kube=false` (Go) took for as many documents, in seconds and megabytes, on a machine of
 * two cores (AMD EPYC); written down, not measured along.
 */
export const ISTIOCTL = {
  10: { seconds: 0.06, memory: 88 },
  1000: { seconds: 0.43, memory: 102 },
  10000: { seconds: 4.65, memory: 215 },
};

/**
 * @param {string} dist the folder with the bundles
 * @param {number} rounds
 * @param {import('./samples.mjs').Samples} samples measures are named `check-<documents>.<what>`
 */
export async function measureChecking(dist, rounds, samples) {
  const check = (...args) => runCheck(path.join(dist, 'cli/main.js'), ...args);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'istio-workloads-bench-'));
  try {
    for (const documents of Object.keys(ISTIOCTL).map(Number)) {
      const mesh = path.join(folder, String(documents));
      writeFiles(mesh, generateWorkspace(documents));
      // One run that does not count: it brings the files and the compiled code into caches, as any second run has them.
      await check(mesh);
      process.stderr.write(`bench  check of ${documents} documents, ${rounds} rounds\n`);
      for (let round = 0; round < rounds; round++) {
        const { ms, isRight } = await check(mesh);
        samples.add(`check-${documents}.ms`, 'ours', ms, isRight);
      }
      const report = path.join(folder, 'peak-memory');
      const { isRight } = await check(mesh, { PEAK_MEMORY_FILE: report }, ['--require', PROBE]);
      samples.add(`check-${documents}.memory`, 'ours', Number(readFileSync(report, 'utf8')), isRight);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the command once; right is an exit code of 0, as nothing is wrong in the files. */
function runCheck(cli, folder, environment = {}, nodeOptions = []) {
  const startedAt = now();
  const child = spawn(process.execPath, [...nodeOptions, cli, 'check', '.'], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: 'ignore',
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve({ ms: now() - startedAt, isRight: code === 0 }));
  });
}
