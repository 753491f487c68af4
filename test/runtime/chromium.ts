/** The browser that shows the workbench in tests; on Debian as root it is installed, elsewhere the command is named. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { step } from './progress.ts';
import { runCommand } from './run-command.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge', 'chrome'];
const OTHER_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  join(process.env.ProgramFiles ?? 'C:\\Program Files', 'Google', 'Chrome', 'Application', 'chrome.exe'),
  join(process.env['ProgramFiles(x86)'] ?? 'C:\\Program Files (x86)', 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
];

/** Another process that holds the package database is waited for this long, too. */
const APT_TIMEOUT_MS = 5 * 60_000;
const LAUNCH_TIMEOUT_MS = 60_000;

/** Nothing that a test does not need, and nothing that goes to the network by itself. */
const ARGUMENTS = [
  ...['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--lang=en-US'],
];

/** The absolute path of a Chromium, installed first where that is possible; rejects with the one command to run. */
export async function ensureChromium(): Promise<string> {
  const found = findChromium();
  if (found) return found;
  if (!(await isDebian())) {
    throw new Error('No Chromium or Chrome was found. Run: npx playwright-core install --with-deps chromium');
  }
  if (process.getuid?.() !== 0) {
    throw new Error('No Chromium was found. Run: sudo apt-get install -y chromium fonts-dejavu-core');
  }
  await step('Installing Chromium with apt-get (once)', async () => {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    const lock = ['-o', 'DPkg::Lock::Timeout=240'];
    const install = ['install', '-y', '--no-install-recommends', ...lock, 'chromium', 'fonts-dejavu-core'];
    await runCommand('apt-get', ['update'], { env, timeoutMs: APT_TIMEOUT_MS });
    await runCommand('apt-get', install, { env, timeoutMs: APT_TIMEOUT_MS });
  });
  const installed = findChromium();
  if (!installed) throw new Error('apt-get installed Chromium, but no executable named chromium is on the PATH.');
  return installed;
}

/** Starts a browser without a window. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = await ensureChromium();
  // Chromium refuses to use its sandbox as root; without root it keeps it.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({
    executablePath,
    headless: true,
    args: [...ARGUMENTS, ...sandbox],
    timeout: LAUNCH_TIMEOUT_MS,
    // Who interrupts the run gets to its own clean-up.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

function findChromium(): string | undefined {
  const chosen = process.env.ISTIO_WORKLOADS_CHROMIUM;
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const candidates = [...(chosen ? [chosen] : []), ...onPath, ...OTHER_PLACES, ownBrowserOfPlaywright()];
  return candidates.find((path) => path !== undefined && existsSync(path));
}

/** Where `playwright-core install chromium` puts its own; it may not be there. */
function ownBrowserOfPlaywright(): string | undefined {
  try {
    return chromium.executablePath();
  } catch {
    return undefined;
  }
}

async function isDebian(): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return /^ID=debian$/m.test(release);
}
