/** The form of a subcommand, and how its help is laid out. */
import { t } from '../l10n.ts';
import type { OptionSpec, ParsedArguments } from './arguments.ts';
import { cellsOf, padCells } from './formats/cells.ts';
import type { Terminal } from './terminal.ts';

/** Nothing at or above the level that counts was found; something was; the command could not do its work. */
export type ExitCode = 0 | 1 | 2;

export interface CommandExample {
  readonly line: string;
  readonly explanation: string;
}

export interface CommandDescription {
  /** What follows the command's name in its usage line (`[PATH…]`). */
  readonly operands: string;
  readonly summary: string;
  /** More to know, as lines ready to print. */
  readonly details: readonly string[];
  readonly options: readonly OptionSpec[];
  readonly examples: readonly CommandExample[];
}

export interface Command {
  readonly name: string;
  /** A function, so that the texts are made in the language chosen at start-up. */
  readonly describe: () => CommandDescription;
  readonly run: (parsed: ParsedArguments, terminal: Terminal) => Promise<ExitCode>;
}

/** Ends a command with exit code 2; the message is the one line that says what is wrong and what to do. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

export const PROGRAM = 'istio-workloads';

/** The options that every command has. */
export function commonOptions(): OptionSpec[] {
  return [{ name: '--help', short: '-h', help: t('Show this help.') }];
}

/** The text of `istio-workloads COMMAND --help`. */
export function commandHelp(command: Command): string {
  const { operands, summary, details, options, examples } = command.describe();
  const lines = [summary, '', `${t('Usage:')} ${PROGRAM} ${command.name} ${t('[OPTIONS]')} ${operands}`.trimEnd()];
  if (details.length > 0) lines.push('', ...details);
  lines.push(
    '',
    t('Options:'),
    ...table([...options, ...commonOptions()].map((option) => [optionForm(option), option.help])),
  );
  lines.push('', t('Examples:'));
  for (const example of examples) lines.push(`  ${example.line}`, `      ${example.explanation}`);
  return `${lines.join('\n')}\n`;
}

/** The text of `istio-workloads --help`. */
export function programHelp(commands: readonly Command[]): string {
  const lines = [
    t('Checks Istio configuration for workloads in pods and on virtual machines, as the editor extension does.'),
    '',
    `${t('Usage:')} ${PROGRAM} ${t('COMMAND [OPTIONS] …')}`,
    '',
    t('Commands:'),
    ...table(
      commands.map((command) => {
        const { operands, summary } = command.describe();
        return [`${command.name} ${operands}`.trimEnd(), summary];
      }),
    ),
    '',
    t('Options:'),
    ...table([
      ['-h, --help', t('Show this help; after a command, the help of that command.')],
      ['--version', t('Show the version.')],
    ]),
    '',
    t('Exit codes: 0 nothing found, 1 something found, 2 the command could not do its work.'),
    '',
    t('Examples:'),
    `  ${PROGRAM} check`,
    `      ${t('Check all YAML and JSON files below the working directory.')}`,
    `  ${PROGRAM} check --help`,
    `      ${t('Show what "check" can do.')}`,
  ];
  return `${lines.join('\n')}\n`;
}

function optionForm(option: OptionSpec): string {
  const name = option.short === undefined ? option.name : `${option.short}, ${option.name}`;
  return option.value === undefined ? name : `${name} ${option.value}`;
}

/** Two columns, the first as wide as its widest cell. */
export function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => cellsOf(left)));
  return rows.map(([left, right]) => `  ${padCells(left, width)}  ${right}`);
}
