/**
 * Measures our server, yaml-language-server and the command line on generated configuration, and compares.
 *   npm run bench                          everything; writes RESULTS.md
 *   npm run bench -- --quick               one round with few samples
 *   npm run bench -- --only 10,check       some parts: 10, 100, 1000 (documents in the file typed in), index,
 *                                          simulation, workspace, check
 *   npm run bench -- --rounds 5            more rounds
 *   npm run bench -- --crds FILE           gives the peer Istio's own schemas from a file of CRDs (or $ISTIO_CRDS)
 *   npm run bench -- --dist FOLDER         measures the bundles there instead of building dist/ anew
 *   npm run bench -- --json FILE           where all samples are written; default out/bench.json
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureTools, root } from '../../server/scripts/install.mjs';

ensureTools(import.meta.url);

const PARTS = ['10', '100', '1000', 'index', 'simulation', 'workspace', 'check'];
const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: PARTS.join(',') },
    rounds: { type: 'string' },
    crds: { type: 'string', default: process.env.ISTIO_CRDS },
    dist: { type: 'string' },
    json: { type: 'string', default: path.join(root, 'out/bench.json') },
  },
});
const parts = options.only.split(',');
const unknown = parts.filter((part) => !PARTS.includes(part));
const rounds = Number(options.rounds ?? (options.quick ? 1 : 3));
if (unknown.length > 0 || !Number.isInteger(rounds) || rounds < 1) {
  console.error(`bench  --only takes ${PARTS.join(', ')}; --rounds a number from 1`);
  process.exit(2);
}

const [load] = os.loadavg();
const { bundleAll } = await import('../../server/scripts/bundle.mjs');
const { measureChecking } = await import('./checking.mjs');
const { compactSchema } = await import('./compact-schema.mjs');
const { schemaFromCrds } = await import('./crd-schema.mjs');
const { measureIndexing } = await import('./indexing.mjs');
const { canMeter } = await import('./process-meter.mjs');
const { circumstances, markdownReport, notesOf, plainTable, rowsOf } = await import('./report.mjs');
const { Samples } = await import('./samples.mjs');
const { ourServer, peerServer } = await import('./servers.mjs');
const { measureSimulation } = await import('./simulating.mjs');
const { measureTyping } = await import('./typing.mjs');
const { measureWorkspace } = await import('./workspace.mjs');

if (options.dist === undefined) {
  const failed = (await bundleAll()).find(({ output, error }) => error && /server\.js|cli\.js/.test(output));
  if (failed) {
    console.error(`bench  ${failed.output} could not be built\n${failed.error}`);
    process.exit(1);
  }
}

const dist = path.resolve(options.dist ?? path.join(root, 'dist'));
const schema = options.crds ? "Istio's custom resource definitions" : 'written by hand, only the kinds that occur';
const samples = new Samples();

const keystrokes = { 10: 24, 100: 16, 1000: 10 };
const typed = parts.filter((part) => part in keystrokes).map(Number);
if (typed.length > 0) {
  const peer = await peerServer(options.crds ? schemaFromCrds(options.crds) : compactSchema());
  for (const documents of typed) {
    const scale = {
      documents,
      keystrokes: options.quick ? 4 : keystrokes[documents],
      completions: options.quick ? 1 : 4,
      requests: options.quick ? 1 : 4,
    };
    await measureTyping([ourServer(dist), peer], scale, rounds, samples);
  }
}
if (parts.includes('index')) await measureIndexing(rounds, samples);
if (parts.includes('simulation')) await measureSimulation(rounds, samples);
if (parts.includes('workspace')) {
  await measureWorkspace(ourServer(dist), { keystrokes: options.quick ? 6 : 24, rounds: Math.min(rounds, 2) }, samples);
}
if (parts.includes('check')) await measureChecking(dist, options.quick ? 2 : 7, samples);

const rows = rowsOf(samples);
console.log(plainTable(rows));
console.log(`\nSchema of the peer: ${schema}. Medians of ${rounds} rounds; load at the start ${load.toFixed(1)}.`);
if (!canMeter) console.log('CPU time and memory of another process can only be measured on Linux.');

mkdirSync(path.dirname(options.json), { recursive: true });
writeFileSync(options.json, `${JSON.stringify({ ...circumstances(), schema, rounds, load, samples }, null, 1)}\n`);
if (!options.quick && parts.length === PARTS.length) {
  const file = path.join(import.meta.dirname, 'RESULTS.md');
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  writeFileSync(file, markdownReport(rows, { schema, rounds, load, notes: notesOf(before) }));
}
