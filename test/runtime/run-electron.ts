/** The suite of `test/electron`, in the extension host of a VS Code that has the package installed as a person would. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchChromium } from './chromium.ts';
import { runCommand } from './run-command.ts';
import { bundleSuite } from './suite-bundle.ts';
import { type Counts, SuiteResults } from './suite-results.ts';
import { copyTutorial } from './temporary-folder.ts';
import { startVsCodeServer } from './vscode-server.ts';
import { QUIET_SETTINGS, TEST_SETTINGS } from './vscode-settings.ts';
import { Workbench } from './workbench.ts';

const DOWNLOADED_VERSION = 'stable';
const INSTALL_LIMIT_MS = 2 * 60_000;

/** Runs the suite; `work` is an empty folder for this run, absolute. */
export async function runElectron(vsix: string, work: string): Promise<Counts> {
  const suite = join(work, 'suite.js');
  const [folder] = await Promise.all([copyTutorial(work), bundleSuite('test/electron/main.ts', suite)]);
  return canDownload() ? runDownloaded(vsix, work, folder, suite) : runEmbedded(vsix, work, folder, suite);
}

/** Microsoft's update servers can be reached from GitHub's machines; elsewhere a person says so. */
function canDownload(): boolean {
  const choice = process.env.ISTIO_WORKLOADS_VSCODE;
  if (choice !== undefined && choice !== '' && choice !== 'download' && choice !== 'embedded') {
    throw new Error(`ISTIO_WORKLOADS_VSCODE is "${choice}"; it can be "download" or "embedded".`);
  }
  return choice === 'download' || (!choice && process.env.GITHUB_ACTIONS === 'true');
}

async function runEmbedded(vsix: string, work: string, folder: string, suite: string): Promise<Counts> {
  const [server, browser] = await Promise.all([
    startVsCodeServer({ dataFolder: join(work, 'vscode'), vsix, settings: TEST_SETTINGS }),
    launchChromium(),
  ]);
  // Only now: it waits for the suite's first word, and both may have had to be installed before.
  const results = new SuiteResults();
  try {
    const url = server.urlOf(folder, [
      ['extensionDevelopmentPath', server.remoteUri(await makeEmptyExtension(work))],
      ['extensionTestsPath', server.remoteUri(suite)],
    ]);
    void server.ended.then(() => results.giveUp('VS Code ended'));
    // The suite may be at its end before the explorer shows the folder.
    const opened = Workbench.open(browser, url, { onConsole: (line) => results.read(line) });
    const [counts] = await Promise.all([results.ended, opened.catch(() => undefined)]);
    return counts;
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** VS Code from Microsoft, kept in the cache; on Linux it needs a display, such as `xvfb-run -a npm test`. */
async function runDownloaded(vsix: string, work: string, folder: string, suite: string): Promise<Counts> {
  const { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } = await import(
    '@vscode/test-electron'
  );
  const { cacheFolder } = await import('./paths.ts');
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    throw new Error('The downloaded VS Code needs a display. Run: xvfb-run -a npm test');
  }
  const executable = await downloadAndUnzipVSCode({
    version: DOWNLOADED_VERSION,
    cachePath: join(cacheFolder(), 'downloaded'),
  });
  const userData = join(work, 'user-data');
  const profile = [`--extensions-dir=${join(work, 'extensions')}`, `--user-data-dir=${userData}`];
  await mkdir(join(userData, 'User'), { recursive: true });
  await writeFile(
    join(userData, 'User', 'settings.json'),
    JSON.stringify({ ...QUIET_SETTINGS, ...TEST_SETTINGS }, null, 2),
  );
  const [cli = 'code'] = resolveCliArgsFromVSCodeExecutablePath(executable);
  await runCommand(cli, [...profile, '--no-sandbox', '--install-extension', vsix], { timeoutMs: INSTALL_LIMIT_MS });

  const events = join(work, 'events.txt');
  const failure = await runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: await makeEmptyExtension(work),
    extensionTestsPath: suite,
    extensionTestsEnv: { ISTIO_WORKLOADS_EVENTS: events },
    launchArgs: [folder, ...profile],
  }).then(
    () => undefined,
    (error: Error) => error,
  );
  const results = new SuiteResults();
  for (const line of (await readFile(events, 'utf8').catch(() => '')).split('\n')) results.read(line);
  results.giveUp(`VS Code ended${failure ? ` (${failure.message})` : ''}`);
  return results.ended;
}

/** VS Code runs a suite only beside an extension under development; this one is empty, and the installed one is tested. */
async function makeEmptyExtension(work: string): Promise<string> {
  const folder = join(work, 'empty-extension');
  await mkdir(folder);
  const manifest = { name: 'suite', publisher: 'istio-workloads', version: '0.0.1', engines: { vscode: '*' } };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}
