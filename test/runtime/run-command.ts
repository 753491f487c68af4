/** Runs a command to its end, quietly: its output is kept, and shown only when the command fails. */
import { type KeptProcessOptions, startKept } from './kept-process.ts';

export interface CommandOptions extends KeptProcessOptions {
  /** The command is ended and counts as failed after this long; ten minutes when absent. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10 * 60_000;

/** How much of a failed command's output is worth reading. */
const SHOWN_LINES = 40;

/**
 * The command's output, standard output and standard error in the order they came. Rejects with the command and the
 * end of its output when it fails, cannot be started, or does not end in time.
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  { timeoutMs = TIMEOUT_MS, ...options }: CommandOptions = {},
): Promise<string> {
  const running = startKept(command, args, options);
  const chunks: string[] = [];
  for (const stream of [running.stdout, running.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => chunks.push(chunk));
  }
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    void running.stop();
  }, timeoutMs);
  const code = await running.ended;
  clearTimeout(timer);
  if (code === 0 && !isLate) return chunks.join('');
  const why = isLate ? `did not end within ${Math.round(timeoutMs / 1000)} s` : `exit code ${code}`;
  const lines = chunks.join('').trimEnd().split('\n').slice(-SHOWN_LINES);
  throw new Error([`${[command, ...args].join(' ')}: ${why}`, ...lines].join('\n    '));
}
