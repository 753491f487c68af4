// Type-checks every part of the project with the global names that exist where it runs. Exits with the number of parts
// that failed.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureTools, root } from './install.mjs';

export const parts = ['core', 'browser', 'node', 'client', 'test'];

/** Checks one part; `output` holds the compiler's messages. A part that has no file yet passes. */
export function checkTypes(part) {
  const compiler = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  if (!existsSync(compiler)) throw new Error(`${compiler} is missing: run npm ci.`);
  const argv = [compiler, '--project', `tsconfig.${part}.json`, '--pretty', process.stdout.isTTY ? 'true' : 'false'];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, argv, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ part, ok: code === 0, output }));
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  ensureTools(import.meta.url);
  const results = await Promise.all(parts.map(checkTypes));
  const seen = new Set();
  for (const { part, ok, output } of results) {
    // A file that several parts share is reported once.
    const lines = output.split('\n').filter((line) => line.trim() !== '' && !seen.has(line));
    for (const line of lines) seen.add(line);
    if (!ok) console.error(`${lines.join('\n')}\ntsconfig.${part}.json has type errors.`);
  }
  process.exit(results.filter((result) => !result.ok).length);
}
