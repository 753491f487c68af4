/** What `npm start` does once the tools are there. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { PROJECT_FOLDER, SCREENSHOT_FOLDER } from './paths.ts';
import { step } from './progress.ts';
import { runCommand } from './run-command.ts';
import { runScenes } from './run-screenshots.ts';
import { SCENES_OF_CHECK } from './scenes.ts';
import { copyTutorial, makeTemporaryFolder, removeFolder } from './temporary-folder.ts';
import { startVsCodeServer } from './vscode-server.ts';

const USAGE = `Usage: npm start               opens the extension on a copy of the tutorial
       npm start -- --check    the same without a person: exits with 0 if what should be on the screen is there`;

/** The conventional exit code of a process that a person has interrupted. */
const INTERRUPTED = 130;

/** Returns the exit code. The folder with the copy lasts as long as the editor is open. */
export async function openTutorial(args: readonly string[]): Promise<number> {
  // Child processes and folders end with this process.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(INTERRUPTED));
  const unknown = args.find((argument) => argument !== '--check');
  if (unknown !== undefined) {
    console.error(`Unknown argument "${unknown}".\n${USAGE}`);
    return 2;
  }
  const vsix = await buildPackage();
  if (args.includes('--check')) return check(vsix);
  const code = findCode();
  return code ? openInOwn(code, vsix) : openInEmbedded(vsix);
}

/** Builds the .vsix; its absolute path. */
async function buildPackage(): Promise<string> {
  const { packagePath } = await import('../../server/scripts/package.mjs');
  await step('Building the extension', () =>
    runCommand(process.execPath, ['server/scripts/package.mjs'], { cwd: PROJECT_FOLDER }),
  );
  return packagePath();
}

async function check(vsix: string): Promise<number> {
  const work = await makeTemporaryFolder();
  try {
    const { passed, failed } = await step('Opening the tutorial in VS Code and looking at it', () =>
      runScenes(SCENES_OF_CHECK, vsix, work),
    );
    if (failed > 0) console.error(`${failed} of ${passed + failed} views are not as they should be; see above.`);
    else console.log(`All is there. Pictures: ${SCREENSHOT_FOLDER}`);
    return failed > 0 ? 1 : 0;
  } finally {
    await removeFolder(work);
  }
}

/** The person's own VS Code, with the extension from this folder beside the others. It stays open when this ends. */
async function openInOwn(code: string, vsix: string): Promise<number> {
  const work = await makeTemporaryFolder({ isKept: true });
  const folder = await copyTutorial(work);
  const own = [
    // VS Code does not start as root otherwise.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...['--extensions-dir', join(work, 'extensions'), '--user-data-dir', join(work, 'user')],
  ];
  await step('Installing the extension into a profile of its own', () =>
    runCommand(code, [...own, '--install-extension', vsix]),
  );
  console.log(`Opening ${folder} in VS Code.`);
  await runCommand(code, [
    ...own,
    '--disable-workspace-trust',
    '--new-window',
    folder,
    join(folder, '03-whoami-se.yaml'),
  ]);
  return 0;
}

async function openInEmbedded(vsix: string): Promise<number> {
  const work = await makeTemporaryFolder();
  const interrupted = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.removeAllListeners(signal);
      process.once(signal, () => resolve());
    }
  });
  try {
    const folder = await copyTutorial(work);
    const server = await step('Starting VS Code', () => startVsCodeServer({ dataFolder: join(work, 'vscode'), vsix }));
    console.log(`\nOpen this address in a browser:\n\n  ${server.urlOf(folder)}\n\nCtrl-C ends it.`);
    const code = await Promise.race([server.ended, interrupted]);
    if (typeof code === 'number') {
      console.error(`VS Code ended by itself, with exit code ${code}.`);
      return 1;
    }
    await server.stop();
    return 0;
  } finally {
    await removeFolder(work);
  }
}

/** The absolute path of the person's `code`; `undefined` where there is none that can open a window of its own. */
function findCode(): string | undefined {
  if (process.env.ISTIO_WORKLOADS_VSCODE === 'embedded') return undefined;
  // In a terminal of VS Code on a remote machine, `code` speaks to the window at the other end and knows no profiles.
  if (process.env.VSCODE_IPC_HOOK_CLI) return undefined;
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return undefined;
  const names = process.platform === 'win32' ? ['code.cmd'] : ['code'];
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
