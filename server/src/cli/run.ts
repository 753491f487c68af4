/** From the arguments of the process to its exit code: chooses the command, and turns every failure into one line. */
import { t } from '../l10n.ts';
import { parseArguments } from './arguments.ts';
import {
  type Command,
  CommandError,
  commandHelp,
  commonOptions,
  type ExitCode,
  PROGRAM,
  programHelp,
} from './command.ts';
import { COMMANDS } from './commands/commands.ts';
import { packageVersion } from './package-version.ts';
import { closestTo } from './suggestions.ts';
import type { Terminal } from './terminal.ts';

/** Runs what `args` (without Node and the script) ask for; never rejects. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    return await dispatch(args, terminal);
  } catch (error) {
    if (error instanceof CommandError) terminal.note(`${PROGRAM}: ${oneLine(error.message)}`);
    else terminal.note(`${PROGRAM}: ${t('internal error, please report it: {0}', describeCrash(error))}`);
    return 2;
  }
}

async function dispatch(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  if (args.length === 0) {
    terminal.note(programHelp(COMMANDS).trimEnd());
    return 2;
  }
  const { command, rest } = findCommand(args);
  if (!command) return runWithoutCommand(args, terminal);
  // Help is given even if something else is wrong with the line.
  if (beforeDoubleDash(rest).some((arg) => arg === '--help' || arg === '-h')) {
    terminal.print(commandHelp(command));
    return 0;
  }
  const parsed = parseArguments(rest, [...command.describe().options, ...commonOptions()]);
  if ('error' in parsed) throw new CommandError(parsed.error);
  return command.run(parsed, terminal);
}

/** The first argument that is no option and no option's value names the command; options may stand before it. */
function findCommand(args: readonly string[]): {
  readonly command: Command | undefined;
  readonly rest: readonly string[];
} {
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] as string;
    if (arg.startsWith('-') && arg !== '-') continue;
    const command = COMMANDS.find((candidate) => candidate.name === arg);
    if (command) return { command, rest: [...args.slice(0, index), ...args.slice(index + 1)] };
    // It may be the value of an option before the command (`--format json check`).
    if (index === 0 || !takesValue(args[index - 1] as string)) break;
  }
  return { command: undefined, rest: args };
}

function takesValue(option: string): boolean {
  return COMMANDS.some((command) =>
    command.describe().options.some((candidate) => candidate.value !== undefined && candidate.name === option),
  );
}

function runWithoutCommand(args: readonly string[], terminal: Terminal): ExitCode {
  const options = beforeDoubleDash(args);
  const word = args.find((arg) => !arg.startsWith('-'));
  if (options.includes('--help') || options.includes('-h')) {
    terminal.print(programHelp(COMMANDS));
    return 0;
  }
  if (options.includes('--version') || options.includes('-V')) {
    terminal.print(`${packageVersion()}\n`);
    return 0;
  }
  if (word === 'help' && args.length === 1) {
    terminal.print(programHelp(COMMANDS));
    return 0;
  }
  const first = args[0] as string;
  if (first.startsWith('-') && first !== '-') {
    const parsed = parseArguments([first], [...commonOptions(), { name: '--version', help: '' }, ...allOptions()]);
    if ('error' in parsed && !takesValue(first)) throw new CommandError(parsed.error);
    throw new CommandError(t('no command; write for example "{0}"', `${PROGRAM} check ${args.join(' ')}`));
  }
  const closest = closestTo(
    first,
    COMMANDS.map((command) => command.name),
  );
  if (closest !== undefined) throw new CommandError(t('unknown command "{0}"; did you mean "{1}"?', first, closest));
  throw new CommandError(t('unknown command "{0}"; "{1}" lists the commands', first, `${PROGRAM} --help`));
}

function allOptions(): ReturnType<Command['describe']>['options'] {
  return COMMANDS.flatMap((command) => command.describe().options);
}

function beforeDoubleDash(args: readonly string[]): readonly string[] {
  const end = args.indexOf('--');
  return end < 0 ? args : args.slice(0, end);
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ');
}

function describeCrash(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const place = error.stack?.split('\n')[1]?.trim();
  return oneLine(place === undefined ? error.message : `${error.message} (${place})`);
}
