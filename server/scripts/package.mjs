// `npm run package`: builds the bundles and packs them as `istio-workloads-<version>.vsix`.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureTools, root, toolEnvironment } from './install.mjs';

/** Where the package is written, absolute. */
export function packagePath() {
  const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  return path.join(root, `${name}-${version}.vsix`);
}

/** Builds the package with vsce, which makes the bundles first by way of the script `vscode:prepublish`. */
function buildPackage() {
  for (const file of readdirSync(root)) if (/^istio-workloads-.*\.vsix$/.test(file)) rmSync(path.join(root, file));
  const argv = [
    'node_modules/@vscode/vsce/vsce',
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    packagePath(),
  ];
  const result = spawnSync(process.execPath, argv, {
    cwd: root,
    env: toolEnvironment(),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return result.status ?? 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  ensureTools(import.meta.url);
  const status = buildPackage();
  if (status === 0)
    console.log(`package  ${path.basename(packagePath())} ${(statSync(packagePath()).size / 1024).toFixed(0)} kB`);
  process.exitCode = status;
}
