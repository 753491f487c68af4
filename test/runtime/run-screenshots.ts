/**
 * Uses the packaged extension as a person does and takes pictures on the way, into `out/screenshots`. What is in a
 * picture is asserted by its text first; pictures are for looking at.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchChromium } from './chromium.ts';
import { SCREENSHOT_FOLDER } from './paths.ts';
import { SCENES, type Scene } from './scenes.ts';
import type { Counts } from './suite-results.ts';
import { copyTutorial } from './temporary-folder.ts';
import { startVsCodeServer } from './vscode-server.ts';
import { TEST_SETTINGS } from './vscode-settings.ts';
import { Workbench } from './workbench.ts';

/** The pictures are small: what says nothing about the extension would take room in them. */
const PICTURE_SETTINGS = { 'editor.minimap.enabled': false } as const;

/** Takes all pictures; `work` is an empty folder for this run, absolute. Each picture counts as one test. */
export function runScreenshots(vsix: string, work: string): Promise<Counts> {
  return runScenes(SCENES, vsix, work);
}

/** Plays these scenes one after the other and takes a picture of each. */
export async function runScenes(scenes: readonly Scene[], vsix: string, work: string): Promise<Counts> {
  const folder = await copyTutorial(work);
  for (const { file } of scenes) if (file) await writeFile(join(folder, file.name), file.text);
  await mkdir(SCREENSHOT_FOLDER, { recursive: true });
  const [server, browser] = await Promise.all([
    startVsCodeServer({ dataFolder: join(work, 'vscode'), vsix, settings: { ...TEST_SETTINGS, ...PICTURE_SETTINGS } }),
    launchChromium(),
  ]);
  let passed = 0;
  let failed = 0;
  try {
    const workbench = await Workbench.open(browser, server.urlOf(folder), { size: { width: 1000, height: 560 } });
    for (const scene of scenes) {
      if (await show(workbench, scene)) passed++;
      else failed++;
    }
  } finally {
    await browser.close();
    await server.stop();
  }
  return { passed, failed };
}

async function show(workbench: Workbench, scene: Scene): Promise<boolean> {
  const startedMs = performance.now();
  const picture = join(SCREENSHOT_FOLDER, `${scene.name}.png`);
  try {
    await scene.play(workbench);
    // What fades in is shown as it will be.
    await workbench.page.screenshot({ path: picture, animations: 'disabled' });
    console.log(`    ✔ ${scene.title} (${Math.round(performance.now() - startedMs)} ms): ${picture}`);
    return true;
  } catch (error) {
    await workbench.page.screenshot({ path: picture }).catch(() => undefined);
    console.log(
      `    ✘ ${scene.title}; see ${picture}\n        ${(error as Error).message.replaceAll('\n', '\n        ')}`,
    );
    return false;
  } finally {
    await workbench.clear();
  }
}
