/** The command line's entry point: connects `run` to the process. */
import path from 'node:path';
import { setL10nBundle, t } from '../l10n.ts';
import { PROGRAM } from './command.ts';
import { readBundle, wantedLanguages } from './language.ts';
import { run } from './run.ts';
import { DEFAULT_COLUMNS, decideColor, type Terminal } from './terminal.ts';

// Whoever read our output may have seen enough (`| head`): then nothing more is written, and the exit code stays.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || error.code === 'EOF') return;
    process.exitCode = 2;
    if (stream === process.stdout) note(`${PROGRAM}: ${t('the results cannot be written: {0}', error.message)}`);
  });
}

function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** `undefined` where the folder has been deleted. */
function workingDirectory(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}

async function main(): Promise<void> {
  // Translations lie beside the bundle; source files that Node runs directly are English.
  const languages = wantedLanguages(process.env);
  const bundle =
    languages.length > 0 && typeof __dirname === 'string'
      ? readBundle(path.join(__dirname, '../l10n'), languages)
      : undefined;
  if (bundle) setL10nBundle(bundle);

  const cwd = workingDirectory();
  if (cwd === undefined) {
    note(`${PROGRAM}: ${t('the working directory does not exist any more; change to another')}`);
    process.exitCode = 2;
    return;
  }
  const isScreen = process.stdout.isTTY === true;
  const terminal: Terminal = {
    cwd,
    env: process.env,
    isInteractive: isScreen,
    usesColor: decideColor(process.env, isScreen),
    columns: (isScreen && process.stdout.columns) || DEFAULT_COLUMNS,
    print: (text) => void process.stdout.write(text),
    note,
    readStandardInput: async () => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
      return Buffer.concat(chunks);
    },
  };
  const code = await run(process.argv.slice(2), terminal);
  process.exitCode ??= code;
}

void main();
