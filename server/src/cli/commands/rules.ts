/** `istio-workloads rules`: the table of all rules. */
import { t } from '../../l10n.ts';
import type { Severity } from '../../problem.ts';
import type { BookEntry } from '../../rules/rule-book.ts';
import { lastValue, type ParsedArguments } from '../arguments.ts';
import { type Command, type CommandDescription, CommandError, type ExitCode, PROGRAM } from '../command.ts';
import { painter, type Style, type Terminal } from '../terminal.ts';

export const rules: Command = { name: 'rules', describe, run };

function describe(): CommandDescription {
  return {
    operands: '',
    summary: t('Lists all rules.'),
    details: [],
    options: [{ name: '--format', value: 'FORMAT', choices: ['text', 'json'], help: t('text (the default) or json.') }],
    examples: [
      { line: `${PROGRAM} rules`, explanation: t('Show every rule with its severity and what it demands.') },
      { line: `${PROGRAM} rules --format json`, explanation: t('The same for programs.') },
    ],
  };
}

async function run(parsed: ParsedArguments, terminal: Terminal): Promise<ExitCode> {
  const [extra] = parsed.positionals;
  if (extra !== undefined) {
    throw new CommandError(t('"rules" takes no argument; for one rule write "{0}"', `${PROGRAM} explain ${extra}`));
  }
  const { ruleBook } = await import('../../rules/rule-book.ts');
  const book = ruleBook();
  if (lastValue(parsed, '--format') === 'json') {
    terminal.print(`${JSON.stringify({ version: 1, rules: book.map(ruleJson) }, undefined, 2)}\n`);
    return 0;
  }
  const styles: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', info: 'blue', hint: 'cyan' };
  const paint = painter(terminal.usesColor);
  const width = Math.max(...book.map((entry) => entry.id.length));
  const lines = book.map((entry) => {
    const severity = paint(styles[entry.severity], entry.severity.padEnd(7));
    return `${entry.id.padEnd(width)}  ${severity}  ${entry.docs().summary}\n`;
  });
  terminal.print(lines.join(''));
  return 0;
}

/** One rule for programs; what a rule does not have is absent or empty. */
export function ruleJson(entry: BookEntry): Readonly<Record<string, unknown>> {
  return {
    id: entry.id,
    ...(entry.alias === undefined ? {} : { alias: entry.alias }),
    severity: entry.severity,
    codes: entry.codes ?? [],
    rejects: entry.rejects ?? false,
    summary: entry.docs().summary,
  };
}
