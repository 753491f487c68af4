import { readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';

/** The version of the package this program belongs to, read from the nearest `package.json` above it. */
export function packageVersion(): string {
  // In the bundle the first exists; a source file that Node runs directly has the second.
  let folder = typeof __dirname === 'string' ? __dirname : path.dirname(realpathSync(process.argv[1] ?? '.'));
  for (;;) {
    const version = versionIn(path.join(folder, 'package.json'));
    if (version !== undefined) return version;
    const parent = path.dirname(folder);
    if (parent === folder) return '0.0.0';
    folder = parent;
  }
}

function versionIn(file: string): string | undefined {
  try {
    const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const isOurs = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
    return isOurs ? String(manifest.version) : undefined;
  } catch {
    return undefined;
  }
}
