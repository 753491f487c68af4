/** Folders that a run works in and that are gone after it, also when it is interrupted. */
import { rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TUTORIAL_FOLDER } from './paths.ts';

/** Those to remove at the latest when this process ends. */
const folders = new Set<string>();

process.once('exit', () => {
  for (const folder of folders) {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // A file of it is still held open.
    }
  }
});

/** A new empty folder, absolute and without symbolic links in its path. It ends with this process unless it is kept. */
export async function makeTemporaryFolder({ isKept = false } = {}): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'istio-workloads-')));
  if (!isKept) folders.add(folder);
  return folder;
}

/** A copy of the tutorial's resources in `parent`, so that nothing a person or test types reaches the original. */
export async function copyTutorial(parent: string): Promise<string> {
  const folder = join(parent, 'tutorial');
  await mkdir(folder, { recursive: true });
  await cp(TUTORIAL_FOLDER, folder, { recursive: true });
  return folder;
}

/** Removes a folder and all in it; a file that is still held open is left to the operating system. */
export async function removeFolder(folder: string): Promise<void> {
  folders.delete(folder);
  await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
}
