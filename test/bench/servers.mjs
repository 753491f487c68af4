/** The two servers under test: how they are started, and where each has a fault planted and a completion asked for. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const PEER = 'yaml-language-server';
export const PEER_VERSION = '2.0.0';

/**
 * @typedef {object} Sentinel A place in the text with a known question to ask about it.
 * @property {RegExp} value finds the value; the group `value` is the text itself
 * @property {string} added typed at the end of the value to make it wrong, or
 * @property {number} removed how many characters at the end are deleted to make it wrong
 * @property {(value: string) => string[]} completions what must be offered once the value is deleted
 *
 * @typedef {import('./language-client.mjs').ServerSpec & { sentinel: Sentinel, debounceMs: number }} Contestant
 */

/**
 * Our server as it is shipped.
 * @param {string} dist the folder with the bundles
 * @returns {Contestant}
 */
export function ourServer(dist) {
  return {
    name: 'ours',
    command: process.execPath,
    args: [path.join(dist, 'server/main.js'), '--stdio'],
    settings: { istioWorkloads: {} },
    initializationOptions: {},
    // A label that stops matching: the ServiceEntry then selects nothing.
    sentinel: {
      value: /workloadSelector:\n {4}labels:\n {6}app: (?<value>[\w-]+)/dg,
      added: 'x',
      removed: 0,
      completions: (value) => [value],
    },
    debounceMs: 0,
  };
}

/**
 * The peer at its best: installed once into a cache and bundled into one file as its VS Code extension ships it, with
 * one schema for all kinds on the local disk and nothing fetched.
 * @param {object} schema
 * @returns {Promise<Contestant>}
 */
export async function peerServer(schema) {
  const cache = path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'istio-workloads-bench');
  const folder = path.join(cache, `${PEER}-${PEER_VERSION}`);
  const installed = path.join(folder, 'node_modules', PEER);
  if (!existsSync(installed)) install(folder);
  const bundle = path.join(folder, 'bundle', 'server.mjs');
  if (!existsSync(bundle)) await bundleInto(bundle, path.join(installed, 'out/src/server.js'));
  const schemaFile = path.join(folder, 'schema.json');
  writeFileSync(schemaFile, JSON.stringify(schema));
  return {
    name: 'peer',
    command: process.execPath,
    args: [bundle, '--stdio'],
    settings: {
      yaml: {
        validate: true,
        hover: true,
        completion: true,
        schemaStore: { enable: false },
        kubernetesCRDStore: { enable: false },
        schemas: { [pathToFileURL(schemaFile).href]: ['*.yaml'] },
      },
      http: { proxy: '', proxyStrictSSL: true },
      '[yaml]': { 'editor.tabSize': 2 },
      editor: { tabSize: 2, detectIndentation: true },
    },
    initializationOptions: { l10nPath: path.join(installed, 'l10n') },
    // A value that is not one of the allowed ones.
    sentinel: {
      value: /^ {2}resolution: (?<value>STATIC)$/dgm,
      added: '',
      removed: 1,
      completions: () => ['STATIC', 'DNS'],
    },
    debounceMs: 200,
  };
}

function install(folder) {
  console.error(`bench  installing ${PEER} ${PEER_VERSION} into ${folder}`);
  mkdirSync(folder, { recursive: true });
  // Without a manifest of its own, npm would look for one further up.
  writeFileSync(path.join(folder, 'package.json'), '{"private": true}\n');
  const args = [
    'install',
    `${PEER}@${PEER_VERSION}`,
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  execFileSync('npm', args, {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
}

async function bundleInto(outfile, entry) {
  const { build } = await import('esbuild');
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'error',
  });
}
