// `npm test`: everything that is checked, step by step, from a fresh clone on. The last line of its output is
// `N passed, N failed`, the sum over all steps; the exit code is 1 if anything failed or a step broke down.
//   npm test -- --only unit,cli     only these steps, in the usual order
//   npm test -- --list              the names of the steps
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureTools, root } from './install.mjs';

/**
 * @typedef {object} StepResult
 * @property {number} passed
 * @property {number} failed
 * @property {string} [output] what to show when something failed
 */

/** @type {Record<string, () => Promise<StepResult>>} */
const steps = {
  types: runTypes,
  lint: () => runOne(['node_modules/@biomejs/biome/bin/biome', 'ci', '--colors=off', '.']),
  generated: runGenerated,
  unit: () => runVitest('unit'),
  bundle: runBundle,
  protocol: () => runVitest('protocol'),
  cli: () => runVitest('cli'),
  bundles: () => runVitest('bundles'),
  package: runPackage,
  electron: () => runEndToEnd('electron'),
  web: () => runEndToEnd('web'),
  screenshots: () => runEndToEnd('screenshots'),
};

/** Longer than any step takes on a slow machine. */
const STEP_LIMIT_MS = 8 * 60_000;

/** The script that runs just now. */
let running;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    endRunning();
    process.exit(130);
  });
}

const selected = selectSteps(process.argv.slice(2));
ensureTools(import.meta.url);
const results = mkdtempSync(path.join(tmpdir(), 'istio-workloads-test-'));
let passed = 0;
let failed = 0;
for (const [index, name] of selected.entries()) {
  const started = Date.now();
  const head = `[${String(index + 1).padStart(2)}/${selected.length}] ${name.padEnd(12)}`;
  console.log(`${head} …`);
  const result = await steps[name]().catch((error) => ({ passed: 0, failed: 1, output: error.stack ?? String(error) }));
  passed += result.passed;
  failed += result.failed;
  if (result.failed > 0) console.log((result.output ?? '').trimEnd());
  const verdict = result.failed === 0 ? 'ok' : `${result.failed} FAILED of`;
  console.log(`${head} ${verdict} ${result.passed + result.failed} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
rmSync(results, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

function selectSteps(argv) {
  const names = Object.keys(steps);
  if (argv.includes('--list')) {
    console.log(names.join('\n'));
    process.exit(0);
  }
  if (argv.length === 0) return names;
  const [option, list, ...rest] = argv[0].startsWith('--only=') ? ['--only', argv[0].slice(7), ...argv.slice(1)] : argv;
  const wanted = (list ?? '').split(',').filter((name) => name !== '');
  const unknown = wanted.filter((name) => !names.includes(name));
  if (option !== '--only' || rest.length > 0 || wanted.length === 0 || unknown.length > 0) {
    console.error(`Usage: npm test -- [--only STEP,…]   The steps: ${names.join(', ')}`);
    process.exit(2);
  }
  return names.filter((name) => wanted.includes(name));
}

/**
 * Runs a Node script; what it printed, both streams together, and its exit code. A script that hangs is ended, with all
 * that it has started.
 */
function runNode(argv, { environment = {}, isShown = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...process.execArgv, ...argv], {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A process group of its own, so that it can be ended as a whole.
      detached: process.platform !== 'win32',
    });
    running = child;
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (chunk) => {
        output += chunk;
        // Only the last line of all may look like the result.
        if (isShown) process.stdout.write(chunk.replace(/^\d+ passed, \d+ failed\n/gm, ''));
      });
    }
    const limit = setTimeout(() => {
      output += `\nEnded after ${STEP_LIMIT_MS / 60_000} minutes.\n`;
      endRunning();
    }, STEP_LIMIT_MS);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(limit);
      running = undefined;
      resolve({ code: code ?? 1, output });
    });
  });
}

function endRunning() {
  if (running?.pid === undefined) return;
  try {
    if (process.platform === 'win32') running.kill('SIGKILL');
    else process.kill(-running.pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}

/** A tool whose only verdict is its exit code. */
async function runOne(argv) {
  const { code, output } = await runNode(argv);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, output };
}

/** Each part of the project counts as one test. */
async function runTypes() {
  const { checkTypes, parts } = await import('./types.mjs');
  const checked = await Promise.all(parts.map(checkTypes));
  const bad = checked.filter((result) => !result.ok);
  return {
    passed: checked.length - bad.length,
    failed: bad.length,
    output: bad.map(({ part, output }) => `tsconfig.${part}.json:\n${output}`).join('\n'),
  };
}

/** Each generated file counts as one test. */
async function runGenerated() {
  const { staleFiles } = await import('./generate.mjs');
  const { checked, stale } = await staleFiles();
  const output = stale.map((file) => `${file} is not what \`npm run generate\` makes.`).join('\n');
  return { passed: checked.length - stale.length, failed: stale.length, output };
}

/** Each bundle counts as one test. */
async function runBundle() {
  const { bundleAll } = await import('./bundle.mjs');
  const built = await bundleAll();
  const bad = built.filter((bundle) => bundle.error !== undefined);
  if (bad.length === 0) process.env.ISTIO_WORKLOADS_BUNDLED = '1';
  return {
    passed: built.length - bad.length,
    failed: bad.length,
    output: bad.map(({ output, error }) => `${output}:\n${error}`).join('\n'),
  };
}

async function runVitest(project) {
  const report = path.join(results, `${project}.json`);
  const { code, output } = await runNode(
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      ...['--project', project],
      ...['--reporter', 'default', '--reporter', 'json', '--outputFile.json', report],
    ],
    { environment: { NO_COLOR: '1' } },
  );
  return withExitCode(code, existsSync(report) ? countVitest(readFileSync(report, 'utf8')) : undefined, output);
}

function countVitest(json) {
  const { testResults, numPassedTests, numFailedTests } = JSON.parse(json);
  // A file that can't even be loaded has no test to fail.
  const broken = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  );
  return { passed: numPassedTests, failed: numFailedTests + broken.length };
}

/** No count, or a bad exit code in spite of good counts, is a failure of the step itself. */
function withExitCode(code, counts, output) {
  if (counts === undefined) return { passed: 0, failed: 1, output };
  if (code !== 0 && counts.failed === 0) return { passed: counts.passed, failed: 1, output };
  if (counts.passed + counts.failed === 0) return { passed: 0, failed: 1, output: `${output}\nNo test was run.` };
  return { ...counts, output };
}

async function runPackage() {
  const failure = await makePackage();
  if (failure !== undefined) return failure;
  const checks = await runVitest('package');
  return { ...checks, passed: checks.passed + 1 };
}

/** Builds the .vsix; `undefined` if that went well. */
async function makePackage() {
  const { code, output } = await runNode(['server/scripts/package.mjs']);
  if (code !== 0) return { passed: 0, failed: 1, output };
  const { packagePath } = await import('./package.mjs');
  process.env.ISTIO_WORKLOADS_VSIX = packagePath();
  return undefined;
}

/**
 * The tests inside a real VS Code, which install the package that `ISTIO_WORKLOADS_VSIX` names. The runner says how it
 * went either in the file that `ISTIO_WORKLOADS_RESULT` names (`{"passed": 1, "failed": 0}`) or in a line
 * `N passed, N failed`; the last such line counts.
 */
async function runEndToEnd(suite) {
  // With `--only`, nothing older than the sources is tested.
  if (!selected.includes('package') && process.env.ISTIO_WORKLOADS_VSIX === undefined) {
    const failure = await makePackage();
    if (failure !== undefined) return failure;
  }
  const runners = ['test/runtime/run-e2e.mjs', 'test/runtime/run-e2e.ts'];
  const runner = runners.find((file) => existsSync(path.join(root, file)));
  if (runner === undefined) return { passed: 0, failed: 1, output: `${runners[0]} does not exist.` };
  const report = path.join(results, `${suite}.json`);
  const { code, output } = await runNode([runner, suite], {
    environment: { ISTIO_WORKLOADS_RESULT: report },
    isShown: true,
  });
  if (existsSync(report)) return withExitCode(code, JSON.parse(readFileSync(report, 'utf8')), '');
  const [line] = [...output.matchAll(/^(\d+) passed, (\d+) failed$/gm)].slice(-1);
  return withExitCode(code, line && { passed: Number(line[1]), failed: Number(line[2]) }, '');
}
