import { join } from 'node:path';
import { build } from 'esbuild';
import { PROJECT_FOLDER } from './paths.ts';

/** Bundles a suite for an extension host, which loads one CommonJS file; `outputFile` is absolute. */
export async function bundleSuite(
  entry: 'test/electron/main.ts' | 'test/web/main.ts',
  outputFile: string,
): Promise<void> {
  await build({
    absWorkingDir: PROJECT_FOLDER,
    entryPoints: [join(PROJECT_FOLDER, entry)],
    outfile: outputFile,
    bundle: true,
    format: 'cjs',
    platform: entry === 'test/web/main.ts' ? 'browser' : 'node',
    target: 'es2023',
    external: ['vscode'],
    // Mocha would hand itself to any module system it can see, and take the place of the suite's own exports.
    define: { module: 'undefined', define: 'undefined' },
    // Stacks of failed tests name the sources.
    sourcemap: 'inline',
    logLevel: 'error',
  });
}
