/** Child processes that end with all that they have started: when told to, and when this process ends in any way. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

export interface KeptProcess {
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** The exit code, once the process and its group have ended; never rejects. */
  readonly ended: Promise<number>;
  /** Ends the whole group; resolves when it is gone. */
  stop(): Promise<number>;
}

export interface KeptProcessOptions {
  /** Absolute; the current folder when absent. */
  readonly cwd?: string;
  /** On top of this process's environment; `undefined` removes a name. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

const KEEPER = join(import.meta.dirname, 'keeper.ts');

/** Starts `command`. One that does not exist ends with code 127 and says why on its standard error. */
export function startKept(command: string, args: readonly string[], options: KeptProcessOptions = {}): KeptProcess {
  const child: ChildProcessByStdio<Writable, Readable, Readable> = spawn(
    process.execPath,
    [...process.execArgv, KEEPER, command, ...args],
    {
      cwd: options.cwd,
      env: { ...environmentWithThisNode(), ...options.env },
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    },
  );
  // Closing it is how the keeper is told to end; that it has gone already is no news then.
  child.stdin.on('error', () => undefined);
  const ended = new Promise<number>((resolve) => {
    child.once('error', () => resolve(127));
    child.once('close', (code) => resolve(code ?? 1));
  });
  return {
    stdout: child.stdout,
    stderr: child.stderr,
    ended,
    stop() {
      child.stdin.destroy();
      child.stdout.resume();
      child.stderr.resume();
      return ended;
    },
  };
}

/** This process's environment with this process's Node first on the PATH, so that `npm` and scripts use it too. */
function environmentWithThisNode(): Record<string, string | undefined> {
  const path = process.env.PATH ?? '';
  const nodeFolder = dirname(process.execPath);
  return { ...process.env, PATH: path.startsWith(nodeFolder + delimiter) ? path : nodeFolder + delimiter + path };
}
