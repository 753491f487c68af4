// Makes the development tools available on a machine that has nothing but Node 20 and npm. Imports only what Node
// itself brings, since it runs before `npm ci`.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository, absolute. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

const modules = path.join(root, 'node_modules');
const stamp = path.join(modules, '.installed');
const binaries = path.join(modules, '.bin');
/** Holds the id of the process that is installing; beside `node_modules`, which `npm ci` removes. */
const turn = path.join(root, '.installing');
const TURN_LIMIT_MS = 10 * 60_000;
const projectNode = path.join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Major version that runs TypeScript files as they are. The npm package `node` brings it where the machine's is older. */
const neededMajor = 24;

/** The manifest can't say that our sources are ES modules, since VS Code would then take the bundles for such. */
const nodeFlags = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'];

/** The environment with the project's tools, its newer Node among them, first on the PATH. */
export function toolEnvironment(environment = process.env) {
  const key = Object.keys(environment).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const rest = (environment[key] ?? '').split(path.delimiter).filter((folder) => folder !== binaries);
  return { ...environment, [key]: [binaries, ...rest].join(path.delimiter) };
}

/** Installs the development tools if they are missing or older than the lock file. Ends the process if that fails. */
export function ensureInstalled() {
  const wanted = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex');
  const isInstalled = () => existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === wanted;
  if (isInstalled()) return;
  takeTurn();
  try {
    // Whoever was first may have done it all.
    if (!isInstalled()) install(wanted);
  } finally {
    rmSync(turn, { force: true });
  }
}

/** Runs `npm ci` and notes for which lock file it did. */
function install(wanted) {
  const started = Date.now();
  console.log('install  npm ci …');
  const environment = { ...process.env };
  // `npm run` hands its own settings down; some of them would change what `npm ci` does.
  for (const name of Object.keys(environment))
    if (/^npm_(config_(global|prefix|omit|include)|lifecycle)/i.test(name)) delete environment[name];
  const result = spawnSync(
    'npm',
    ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      env: environment,
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    },
  );
  if (result.status !== 0) fail('`npm ci` did not succeed; see its messages above.');
  if (!existsSync(projectNode)) installNodeBinary(environment);
  writeFileSync(stamp, `${wanted}\n`);
  console.log(`install  done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** Two installations at once destroy each other: waits until no other process is at it, and says that this one is. */
function takeTurn() {
  const limit = Date.now() + TURN_LIMIT_MS;
  for (let isWaiting = false; ; isWaiting = true) {
    try {
      writeFileSync(turn, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!isRunning(ownerOf(turn))) rmSync(turn, { force: true });
    else if (Date.now() > limit) fail(`Another installation does not end; if there is none, delete ${turn}.`);
    else {
      if (!isWaiting) console.log('install  waiting for another installation to end …');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    }
  }
}

/** This process itself, where the file is gone or not written yet: it is looked at again. */
function ownerOf(file) {
  try {
    return Number(readFileSync(file, 'utf8')) || process.pid;
  } catch {
    return process.pid;
  }
}

function isRunning(processId) {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Runs the package `node`'s own install script, for an npm that was told not to run install scripts. */
function installNodeBinary(environment) {
  const folder = path.join(modules, 'node');
  const script = path.join(folder, 'installArchSpecificPackage.js');
  if (existsSync(script)) spawnSync(process.execPath, [script], { cwd: folder, env: environment, stdio: 'inherit' });
}

/**
 * Installs what is missing and makes sure that the script given by `import.meta.url` runs in a Node that is new enough
 * for the tools: in any other it runs the script again in the project's own Node and ends with its exit code.
 */
export function ensureTools(scriptUrl) {
  ensureInstalled();
  Object.assign(process.env, toolEnvironment());
  const hasProjectNode = existsSync(projectNode);
  const isNewEnough = Number(process.versions.node.split('.')[0]) >= neededMajor;
  if (!hasProjectNode && !isNewEnough) {
    fail(`Node ${neededMajor} is needed, this is ${process.versions.node}, and the package "node" has none for here.`);
  }
  const isProjectNode = !hasProjectNode || realpathSync(process.execPath) === realpathSync(projectNode);
  if (isProjectNode && nodeFlags.every((flag) => process.execArgv.includes(flag))) return;
  const node = hasProjectNode ? projectNode : process.execPath;
  const result = spawnSync(node, [...nodeFlags, fileURLToPath(scriptUrl), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.exit(result.status ?? 1);
}

function fail(message) {
  if (existsSync(turn) && ownerOf(turn) === process.pid) rmSync(turn, { force: true });
  console.error(`install  ${message}`);
  process.exit(1);
}
