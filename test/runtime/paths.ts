/** Where things are: the project, and the cache that outlives `node_modules`. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The folder of `package.json`, absolute. */
export const PROJECT_FOLDER = resolve(import.meta.dirname, '../..');

/** Pictures of the last run; ignored by git. */
export const SCREENSHOT_FOLDER = join(PROJECT_FOLDER, 'out', 'screenshots');

/** Our own copy of the tutorial's resources; never opened itself, only copied. */
export const TUTORIAL_FOLDER = join(PROJECT_FOLDER, 'test', 'tutorial');

/** Downloads that a second run and a second clone use again: `$ISTIO_WORKLOADS_CACHE`, else a folder of the person's. */
export function cacheFolder(): string {
  const chosen = process.env.ISTIO_WORKLOADS_CACHE;
  return chosen ? resolve(chosen) : join(homedir(), '.cache', 'istio-workloads-vscode');
}
