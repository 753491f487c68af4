/** How long it takes to index many documents, compared with only parsing the same text with `yaml`. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../../server/scripts/install.mjs';

const WORKER = path.join(import.meta.dirname, 'index-worker.mjs');
const DOCUMENTS = 10_000;
const YAML_IN_BUNDLES = path.join(root, 'node_modules/yaml/browser/index.js');

/**
 * @param {number} rounds
 * @param {import('./samples.mjs').Samples} samples measures are `index-plain.*` and `index-anchors.*`; "ours" is the
 *   index alone, "checked" with all rules, "reader" our splitting and parsing alone, "peer" the library as Node loads it, "shipped" the faster build of it that our
 *   bundles contain
 */
export async function measureIndexing(rounds, samples) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'istio-workloads-bench-'));
  try {
    const engine = await bundle(folder, 'engine', { entryPoints: ['server/src/engine.ts'] });
    const contestants = [
      { who: 'peer', task: 'parser', module: import.meta.resolve('yaml') },
      { who: 'ours', task: 'index', module: engine },
      { who: 'checked', task: 'check', module: engine },
      {
        who: 'reader',
        task: 'reader',
        module: await bundle(folder, 'reader', { stdin: { contents: READER, resolveDir: root } }),
      },
      { who: 'shipped', task: 'parser', module: await bundle(folder, 'yaml', { entryPoints: [YAML_IN_BUNDLES] }) },
    ];
    for (const variant of ['plain', 'anchors']) {
      for (let round = 0; round < rounds; round++) {
        process.stderr.write(`bench  index of ${DOCUMENTS} documents (${variant}), round ${round + 1} of ${rounds}\n`);
        for (const { who, task, module } of round % 2 ? contestants.toReversed() : contestants) {
          const { found, ms, cpu } = runWorker(task, module, variant);
          samples.add(`index-${variant}.ms`, who, ms, found === DOCUMENTS);
          samples.add(`index-${variant}.cpu`, who, cpu, found === DOCUMENTS);
        }
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Our splitting and parsing without anything that is done with what is read. */
const READER = `export { parseDocument } from './server/src/yaml/parse-document.ts';
export { splitDocuments } from './server/src/yaml/split-documents.ts';`;

/** Bundles as `server/scripts/bundle.mjs` does; returns the URL of the module. */
export async function bundle(folder, name, source) {
  const { build } = await import('esbuild');
  const outfile = path.join(folder, `${name}.mjs`);
  await build({
    absWorkingDir: root,
    ...source,
    outfile,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    alias: { yaml: YAML_IN_BUNDLES },
    logLevel: 'error',
  });
  return pathToFileURL(outfile).href;
}

/** @returns {{ found: number, ms: number, cpu: number }} */
function runWorker(task, module, variant) {
  const args = [WORKER, task, module, String(DOCUMENTS), variant];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }));
}
