// Stands in front of a Node bundle and runs it from code that V8 compiled in an earlier run, which makes a start about
// 15 ms shorter. Node's own compile cache (`module.enableCompileCache`) holds only what is compiled before the first
// line runs, so most functions are missing from it; Node 20 has none. Whatever goes wrong with the cache, the bundle
// runs as if there were none. `bundle.mjs` fills in the two names.
const fs = require('node:fs');
const { createRequire } = require('node:module');
const os = require('node:os');
const path = require('node:path');
const vm = require('node:vm');

const BUNDLE = '%BUNDLE%';
/** Changes with every change of the bundle. */
const BUILD = '%BUILD%';
/** What a cache belongs to besides: V8 takes only what itself made, with the same flags. */
const RUNTIME = [process.version, process.arch, ...process.execArgv]
  .join(' ')
  .replace(/[^\w.-]+/g, '_')
  .slice(0, 100);
/** A server is often ended from outside, so its code is not kept only when it ends. */
const KEEP_AFTER_MS = 5000;

run(path.join(__dirname, BUNDLE));

function run(file) {
  const cacheFile = findCacheFile();
  const cachedData = cacheFile && readOrUndefined(cacheFile);
  const source = fs.readFileSync(file, 'utf8');
  const script = new vm.Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, {
    filename: file,
    cachedData,
    importModuleDynamically: vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  if (cacheFile && (cachedData === undefined || script.cachedDataRejected)) keepLater(script, cacheFile);
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, __dirname);
}

/** Where this user's compiled code for this bundle in this Node is; `undefined` where there is no safe place. */
function findCacheFile() {
  if (process.env.NODE_DISABLE_COMPILE_CACHE) return undefined;
  const user = process.getuid?.();
  const folder = path.join(os.tmpdir(), `istio-workloads-${user ?? 'cache'}`);
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { uid, mode } = fs.lstatSync(folder);
    // Code that somebody else could have written is not run.
    if (user !== undefined && (uid !== user || (mode & 0o022) !== 0 || (mode & 0o170000) !== 0o040000))
      return undefined;
  } catch {
    return undefined;
  }
  return path.join(folder, `${BUNDLE}-${BUILD}-${RUNTIME}`);
}

function readOrUndefined(file) {
  try {
    return fs.readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Writes the compiled code when the program has been running for a while or ends, whichever is first. */
function keepLater(script, file) {
  let isKept = false;
  const keep = () => {
    if (isKept) return;
    isKept = true;
    const partial = `${file}.${process.pid}`;
    try {
      fs.writeFileSync(partial, script.createCachedData(), { mode: 0o600 });
      fs.renameSync(partial, file);
      removeOlder(file);
    } catch {
      fs.rmSync(partial, { force: true });
    }
  };
  setTimeout(keep, KEEP_AFTER_MS).unref();
  process.once('exit', keep);
}

/** Removes what earlier versions of the bundle have left. */
function removeOlder(file) {
  const folder = path.dirname(file);
  for (const name of fs.readdirSync(folder)) {
    const isOlder = name.startsWith(`${BUNDLE}-`) && name.endsWith(`-${RUNTIME}`) && name !== path.basename(file);
    if (isOlder) fs.rmSync(path.join(folder, name), { force: true });
  }
}
