/** Vitest's set-up for tests of what is in `dist`: builds it, so that no test meets an old bundle. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** `npm test` sets this variable after its own bundle step. */
const ALREADY_BUNDLED = 'ISTIO_WORKLOADS_BUNDLED';

export default function makeBundles(): void {
  if (process.env[ALREADY_BUNDLED] !== undefined) return;
  const root = path.resolve(import.meta.dirname, '../..');
  const result = spawnSync(process.execPath, ['server/scripts/bundle.mjs'], { cwd: root, encoding: 'utf8' });
  // A bundle that could not be built is missing, so the tests that need it fail; the others may pass.
  if (result.status !== 0) console.error(`Not all bundles could be built.\n${result.stderr}`);
  // A watching Vitest and several projects in one run need it once.
  process.env[ALREADY_BUNDLED] = '1';
}
