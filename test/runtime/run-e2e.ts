/**
 * Tests of the packaged extension in a real VS Code:
 *   node test/runtime/run-e2e.ts electron|web|screenshots
 * `ISTIO_WORKLOADS_VSIX` names the package. The last line is `N passed, N failed`; `ISTIO_WORKLOADS_RESULT` may name a
 * file for the same as JSON. `npm test -- --only electron` builds the package first.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Counts } from './suite-results.ts';
import { makeTemporaryFolder, removeFolder } from './temporary-folder.ts';
import { within } from './until.ts';

type Part = (vsix: string, work: string) => Promise<Counts>;

const PARTS: Readonly<Record<string, () => Promise<Part>>> = {
  electron: async () => (await import('./run-electron.ts')).runElectron,
  web: async () => (await import('./run-web.ts')).runWeb,
  screenshots: async () => (await import('./run-screenshots.ts')).runScreenshots,
};

/** Including a first installation of VS Code and a browser; the caller waits a little longer. */
const LIMIT_MS = 7 * 60_000;

async function main(): Promise<Counts> {
  const name = process.argv[2] ?? '';
  const part = PARTS[name];
  if (!part) throw new Error(`Which part? One of ${Object.keys(PARTS).join(', ')}.`);
  const vsix = process.env.ISTIO_WORKLOADS_VSIX;
  if (!vsix || !existsSync(vsix)) {
    throw new Error(`ISTIO_WORKLOADS_VSIX names no package. Run: npm test -- --only ${name}`);
  }
  const run = await part();
  const work = await makeTemporaryFolder();
  try {
    return await within(LIMIT_MS, `The part "${name}"`, run(resolve(vsix), work));
  } finally {
    await removeFolder(work);
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

const counts = await main().catch((error: Error): Counts => {
  console.error(error.stack ?? String(error));
  return { passed: 0, failed: 1 };
});
const resultFile = process.env.ISTIO_WORKLOADS_RESULT;
if (resultFile) writeFileSync(resultFile, JSON.stringify(counts));
console.log(`${counts.passed} passed, ${counts.failed} failed`);
// Whatever is still waited for has lost its meaning.
process.exit(counts.failed === 0 && counts.passed > 0 ? 0 : 1);
