/**
 * Runs a command in a process group of its own and ends the whole group when the command ends, or when this process's
 * standard input closes: that happens however its parent dies, so nothing outlives a test run that was killed.
 *   node keeper.ts COMMAND ARGUMENT…
 */
import { spawn, spawnSync } from 'node:child_process';

/** How long the group may take to end by itself. */
const GRACE_MS = 3_000;

const [command = '', ...args] = process.argv.slice(2);
const child = spawn(command, args, {
  stdio: ['ignore', 'inherit', 'inherit'],
  // Scripts of Windows can't be started without its shell.
  shell: process.platform === 'win32' && !command.endsWith('.exe'),
});
let exitCode = 1;

child.once('error', (error) => {
  console.error(error.message);
  process.exit(127);
});
child.once('exit', (code) => {
  exitCode = code ?? 1;
  endGroup('SIGTERM');
  process.exit(exitCode);
});

// The group's signals reach this process too; it is the one that stays until all others are gone.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);

process.stdin.resume();
process.stdin.once('close', () => {
  endGroup('SIGTERM');
  setTimeout(() => endGroup('SIGKILL'), GRACE_MS);
});

function endGroup(signal: NodeJS.Signals): void {
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    return;
  }
  try {
    process.kill(-process.pid, signal);
  } catch {
    // Not the leader of a group: only the command itself can be ended.
    child.kill(signal);
  }
}
