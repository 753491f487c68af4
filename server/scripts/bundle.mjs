// Builds everything that runs at a user's place into `dist/`.
//   node server/scripts/bundle.mjs            minified, without source maps
//   node server/scripts/bundle.mjs --dev      readable, with source maps
//   node server/scripts/bundle.mjs --watch    as --dev, again after every change

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureTools, root } from './install.mjs';
import { writeL10nBundles } from './l10n.mjs';
import { lazyBuiltins } from './lazy-builtins.mjs';
import { lazyModule } from './lazy-module.mjs';

/** The oldest Node that runs the server and the CLI, and the oldest browser that VS Code for the Web supports. */
const NODE_TARGET = 'node20';
const BROWSER_TARGET = 'es2022';

/** The texts about fields: as large as a third of the server, and of use only once somebody reads one. */
const documentation = {
  filter: /\/documentation-texts\.generated\.ts$/,
  file: './documentation.js',
  name: 'DOCUMENTATION_FILES',
};

/** The texts of snippets, of use only where a resource is begun. */
const snippets = { filter: /\/snippet-texts\.generated\.ts$/, file: './snippets.js', name: 'SNIPPET_FILES' };

/**
 * One bundle each: `entry` becomes `output`. A bundle with a `loader` is reached through a tiny file of that name,
 * which keeps compiled code between runs.
 */
export const bundles = [
  { entry: 'client/src/node/main.ts', output: 'dist/client/extension.js', runtime: 'node', external: ['vscode'] },
  {
    entry: 'client/src/browser/main.ts',
    output: 'dist/client/browser/extension.js',
    runtime: 'worker',
    external: ['vscode'],
    format: 'cjs',
  },
  {
    entry: 'server/src/node/main.ts',
    output: 'dist/server/server.js',
    runtime: 'node',
    loader: 'dist/server/main.js',
    external: [documentation.file, snippets.file],
    lazy: [documentation, snippets],
  },
  {
    entry: 'server/src/schema/documentation-texts.generated.ts',
    output: 'dist/server/documentation.js',
    runtime: 'node',
  },
  { entry: 'server/src/features/snippet-texts.generated.ts', output: 'dist/server/snippets.js', runtime: 'node' },
  { entry: 'server/src/browser/main.ts', output: 'dist/server/browser/main.js', runtime: 'worker', format: 'iife' },
  { entry: 'server/src/cli/main.ts', output: 'dist/cli/cli.js', runtime: 'node', loader: 'dist/cli/main.js' },
];

/** The file in front of a bundle: see `loader.cjs`. While developing it does nothing, so that breakpoints are met. */
async function loaderText(bundle, isDev) {
  const name = path.basename(bundle.output);
  const shebang = '#!/usr/bin/env node\n';
  if (isDev) return `${shebang}require('./${name}');\n`;
  const esbuild = await import('esbuild');
  const text = await readFile(path.join(root, bundle.output));
  const loader = await readFile(path.join(root, 'server/scripts/loader.cjs'), 'utf8');
  const build = createHash('sha256').update(text).digest('hex').slice(0, 16);
  const filled = loader.replace('%BUNDLE%', name).replace('%BUILD%', build);
  const { code } = await esbuild.transform(filled, {
    minify: true,
    target: NODE_TARGET,
    format: 'cjs',
    platform: 'node',
  });
  return `${shebang}${code}`;
}

/** The entry points that do not exist; empty when everything can be built. */
export function missingEntries(selected = bundles) {
  return selected.map((bundle) => bundle.entry).filter((entry) => !existsSync(path.join(root, entry)));
}

function options(bundle, isDev) {
  const isNode = bundle.runtime === 'node';
  return {
    absWorkingDir: root,
    entryPoints: [bundle.entry],
    outfile: bundle.output,
    bundle: true,
    format: bundle.format ?? 'cjs',
    platform: isNode ? 'node' : 'browser',
    target: isNode ? NODE_TARGET : BROWSER_TARGET,
    // ES modules first, in Node too: their unused parts are left out, and the UMD form of some packages can't be bundled.
    mainFields: isNode ? ['module', 'main'] : ['browser', 'module', 'main'],
    external: bundle.external ?? [],
    // The library's ES module form everywhere: joined into one scope and with its unused half left out, it starts in a
    // third of the time that its CommonJS form takes, and with the compile cache in about 2 ms.
    alias: { yaml: path.join(root, 'node_modules/yaml/browser/index.js') },
    plugins: [...(isNode ? [lazyBuiltins(['crypto', 'child_process'])] : []), ...(bundle.lazy ?? []).map(lazyModule)],
    minify: !isDev,
    keepNames: false,
    charset: 'utf8',
    legalComments: 'none',
    sourcemap: isDev ? 'linked' : false,
    metafile: true,
    logLevel: 'silent',
  };
}

/** Builds one bundle; throws esbuild's own error, whose message names the places, when it can't. */
async function buildOne(esbuild, bundle, isDev) {
  if (missingEntries([bundle]).length > 0)
    throw new Error(`${bundle.entry} does not exist, so ${bundle.output} can't be built.`);
  const { metafile, warnings } = await esbuild.build(options(bundle, isDev));
  if (warnings.length > 0) throw new Error((await esbuild.formatMessages(warnings, { kind: 'warning' })).join('\n'));
  await finish(bundle, metafile, isDev);
  return { ...bundle, bytes: Object.values(metafile.outputs)[0].bytes };
}

/** What has to be beside a bundle: its loader, and the list of what it was made from, which the tests read. */
async function finish(bundle, metafile, isDev) {
  if (bundle.loader !== undefined) {
    await writeFile(path.join(root, bundle.loader), await loaderText(bundle, isDev));
    await chmod(path.join(root, bundle.loader), 0o755);
  }
  const meta = path.join(root, 'dist/meta', `${bundle.output.replace(/^dist\//, '').replaceAll('/', '.')}on`);
  await mkdir(path.dirname(meta), { recursive: true });
  await writeFile(meta, JSON.stringify(metafile));
}

/**
 * Builds all bundles and the localisation files. The answer has one entry a bundle: its size in bytes, or the error
 * that kept it from being built.
 */
export async function bundleAll({ isDev = false } = {}) {
  const esbuild = await import('esbuild');
  await rm(path.join(root, 'dist'), { recursive: true, force: true });
  const results = await Promise.all(
    bundles.map((bundle) =>
      buildOne(esbuild, bundle, isDev).catch((error) => ({ ...bundle, error: String(error.message ?? error) })),
    ),
  );
  await writeL10nBundles();
  return results;
}

/** Builds again after every change. VS Code's task `watch` waits for the two lines that say when. */
async function watch() {
  const esbuild = await import('esbuild');
  let running = 0;
  for (const bundle of bundles) {
    const missing = missingEntries([bundle]);
    if (missing.length > 0) throw new Error(`${missing[0]} does not exist.`);
    const settings = options(bundle, true);
    settings.logLevel = 'warning';
    settings.plugins.push({
      name: 'finish',
      setup(build) {
        build.onStart(() => {
          if (running++ === 0) console.log('bundle   watching: build started');
        });
        build.onEnd(async ({ metafile }) => {
          if (metafile) await finish(bundle, metafile, true);
          if (--running === 0) {
            await writeL10nBundles();
            console.log('bundle   watching: build finished');
          }
        });
      },
    });
    const context = await esbuild.context(settings);
    await context.watch();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  ensureTools(import.meta.url);
  if (process.argv.includes('--watch')) {
    await watch();
  } else {
    const results = await bundleAll({ isDev: process.argv.includes('--dev') });
    for (const { output, bytes, error } of results) {
      if (error === undefined) console.log(`bundle   ${output} ${(bytes / 1024).toFixed(0)} kB`);
      else console.error(`bundle   ${output} FAILED\n${error}`);
    }
    process.exitCode = results.some((result) => result.error !== undefined) ? 1 : 0;
  }
}
