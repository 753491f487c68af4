/**
 * A complete VS Code without Microsoft's update servers: the npm package `code-server` carries VS Code's server and
 * workbench, and its own wrapper is not needed. `lib/vscode/out/server-main.js` is started directly.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from './paths.ts';
import { step } from './progress.ts';
import { runCommand } from './run-command.ts';

const PACKAGE = 'code-server';
const PACKAGE_VERSION = '4.139.1';
/** The VS Code inside that version. */
export const EMBEDDED_VERSION = '1.139.1';

/** Raised when the way of installing changes, so that old copies are not used. */
const LAYOUT = 1;
const STAMP = 'complete.json';
const QUIET = ['--no-audit', '--no-fund', '--loglevel=error'];

/**
 * Installs the embedded VS Code unless it is there already; the absolute path of its `server-main.js`.
 *
 * The copy is made in a folder of its own and renamed when it is whole, so an interrupted or a second, simultaneous
 * installation never leaves half a VS Code behind under the final name.
 */
export async function ensureEmbeddedVsCode(): Promise<string> {
  const folder = join(cacheFolder(), `vscode-${EMBEDDED_VERSION}-${process.platform}-${process.arch}`);
  const main = join(folder, vsCodeFolder(), 'out', 'server-main.js');
  if (await isComplete(folder, main)) return main;

  const building = `${folder}.${process.pid}.partial`;
  await rm(building, { recursive: true, force: true });
  await mkdir(building, { recursive: true });
  try {
    await step(`Installing VS Code ${EMBEDDED_VERSION} into ${folder} (600 MB, once)`, () => install(building));
    await writeFile(join(building, STAMP), `${JSON.stringify(expectedStamp())}\n`);
    await rm(folder, { recursive: true, force: true });
    await rename(building, folder);
  } catch (error) {
    await rm(building, { recursive: true, force: true });
    // Someone else may have finished the same installation in the meantime.
    if (!(await isComplete(folder, main))) throw error;
  }
  return main;
}

function vsCodeFolder(): string {
  return join('node_modules', PACKAGE, 'lib', 'vscode');
}

function expectedStamp(): Record<string, unknown> {
  return { package: PACKAGE, version: PACKAGE_VERSION, layout: LAYOUT };
}

async function isComplete(folder: string, main: string): Promise<boolean> {
  if (!existsSync(main)) return false;
  try {
    const stamp: unknown = JSON.parse(await readFile(join(folder, STAMP), 'utf8'));
    return JSON.stringify(stamp) === JSON.stringify(expectedStamp());
  } catch {
    return false;
  }
}

async function install(folder: string): Promise<void> {
  const vsCode = join(folder, vsCodeFolder());
  // A package.json of its own keeps npm from looking for one further up.
  await writeFile(join(folder, 'package.json'), '{"private": true}\n');
  // Install scripts are left out: one of them builds the wrapper, another `kerberos`, which needs system headers.
  await runCommand('npm', ['install', '--ignore-scripts', ...QUIET, `${PACKAGE}@${PACKAGE_VERSION}`], { cwd: folder });
  const dependencies = ['install', '--omit=dev', '--ignore-scripts', ...QUIET];
  await runCommand('npm', dependencies, { cwd: vsCode });
  await runCommand('npm', dependencies, { cwd: join(vsCode, 'extensions') });
  try {
    await runCommand('npm', ['rebuild', '@vscode/spdlog', '@vscode/native-watchdog', ...QUIET], { cwd: vsCode });
  } catch {
    // They need a compiler. Without them VS Code runs all the same: it logs to its console and has no watchdog.
    console.log('  (without its two compiled parts: no C++ compiler here; nothing depends on them)');
  }
}
