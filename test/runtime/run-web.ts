/**
 * The suite of `test/web`: the package as a web extension, in the browser's worker extension host. That host and the
 * server's worker below it want the extension from the page's own origin.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readPackage } from '../package/read-package.ts';
import { launchChromium } from './chromium.ts';
import { startFront } from './same-origin.ts';
import { bundleSuite } from './suite-bundle.ts';
import { type Counts, SuiteResults } from './suite-results.ts';
import { copyTutorial } from './temporary-folder.ts';
import { startVsCodeServer } from './vscode-server.ts';
import { TEST_SETTINGS } from './vscode-settings.ts';
import { Workbench } from './workbench.ts';

/** Under the page's origin; VS Code itself has nothing there. */
const EXTENSION_PATH = '/extension-under-test';
/** VS Code runs a suite in the host of the extension in whose folder it lies. */
const SUITE_PATH = `${EXTENSION_PATH}/suite.js`;

/** Runs the suite; `work` is an empty folder for this run, absolute. */
export async function runWeb(vsix: string, work: string): Promise<Counts> {
  const suite = join(work, 'suite.js');
  const [tutorial] = await Promise.all([copyTutorial(work), bundleSuite('test/web/main.ts', suite)]);
  const files = new Map(readPackage(vsix).map((file) => [`${EXTENSION_PATH}/${file.name}`, file]));
  const suiteText = await readFile(suite, 'utf8');
  const workspace = await makeWorkspace(work, tutorial);
  const [server, browser] = await Promise.all([
    startVsCodeServer({ dataFolder: join(work, 'vscode'), settings: TEST_SETTINGS }),
    launchChromium(),
  ]);
  const front = await startFront(server.port, (path) => (path === SUITE_PATH ? suiteText : files.get(path)?.read()));
  const authority = `127.0.0.1:${front.port}`;
  const results = new SuiteResults();
  try {
    void server.ended.then(() => results.giveUp('VS Code ended'));
    const url = new URL(server.urlOf(workspace));
    url.host = authority;
    const opened = Workbench.open(browser, url.href, {
      onConsole: (line) => results.read(line),
      prepare: (context) =>
        context.addInitScript(developExtension, {
          authority,
          extensionPath: EXTENSION_PATH,
          suitePath: SUITE_PATH,
        }),
    });
    // A suite that is at its end already has given its counts.
    opened.catch((error: Error) => results.giveUp(`The workbench did not open (${error.message})`));
    return await results.ended;
  } finally {
    await browser.close();
    await front.stop();
    await server.stop();
  }
}

/** Two folders, so that the suite can add a third without a new extension host. */
async function makeWorkspace(work: string, tutorial: string): Promise<string> {
  const empty = join(work, 'empty');
  await mkdir(empty);
  const file = join(work, 'suite.code-workspace');
  await writeFile(file, JSON.stringify({ folders: [{ path: tutorial }, { path: empty }] }));
  return file;
}

interface Development {
  readonly authority: string;
  readonly extensionPath: string;
  readonly suitePath: string;
}

/** Runs in the page before anything else: adds the extension and its suite to the workbench's configuration. */
function developExtension({ authority, extensionPath, suitePath }: Development): void {
  const original = Element.prototype.getAttribute;
  Element.prototype.getAttribute = function (this: Element, name: string): string | null {
    const value = original.call(this, name);
    if (name !== 'data-settings' || this.id !== 'vscode-workbench-web-configuration' || value === null) return value;
    const settings: Record<string, unknown> = JSON.parse(value);
    settings.developmentOptions = {
      extensions: [{ scheme: 'http', authority, path: extensionPath }],
      extensionTestsPath: { scheme: 'http', authority, path: suitePath },
    };
    return JSON.stringify(settings);
  };
}
