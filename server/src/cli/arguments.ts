/** Reads a command's arguments against the options it declares. */
import { t } from '../l10n.ts';
import { closestTo } from './suggestions.ts';

export interface OptionSpec {
  /** With its dashes: `--format`. */
  readonly name: string;
  /** A single letter with its dash: `-q`. */
  readonly short?: string;
  /** How the value is called in the help (`FORMAT`); absent for a switch. */
  readonly value?: string;
  /** The only values accepted; absent where anything is. */
  readonly choices?: readonly string[];
  /** True if it may be given several times and take several values separated by commas. */
  readonly isList?: boolean;
  readonly help: string;
}

export interface ParsedArguments {
  readonly positionals: readonly string[];
  /** All values of an option in the order given; a switch has one empty value each time. */
  readonly values: ReadonlyMap<string, readonly string[]>;
}

/** The arguments, or in `error` one sentence that says which is wrong and what to do. */
export type ArgumentsResult = ParsedArguments | { readonly error: string };

/** Takes options anywhere, `--name value` and `--name=value`; after `--` everything is a positional, and `-` always is. */
export function parseArguments(args: readonly string[], options: readonly OptionSpec[]): ArgumentsResult {
  const positionals: string[] = [];
  const values = new Map<string, string[]>();
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] as string;
    if (arg === '--') {
      positionals.push(...args.slice(index + 1));
      break;
    }
    if (arg === '-' || !arg.startsWith('-')) {
      positionals.push(arg);
      continue;
    }
    const equals = arg.startsWith('--') ? arg.indexOf('=') : -1;
    const name = equals < 0 ? arg : arg.slice(0, equals);
    const option = options.find((candidate) => candidate.name === name || candidate.short === name);
    if (!option) return { error: unknownOption(name, options) };
    let value = equals < 0 ? undefined : arg.slice(equals + 1);
    if (option.value === undefined) {
      if (value !== undefined) return { error: t('{0} takes no value; write just {0}', option.name) };
      value = '';
    } else if (value === undefined) {
      index += 1;
      value = args[index];
      if (value === undefined) return { error: missingValue(option) };
    }
    const error = addValues(values, option, value);
    if (error !== undefined) return { error };
  }
  return { positionals, values };
}

/** The last value of an option: a later one overrules an earlier one. */
export function lastValue(parsed: ParsedArguments, name: string): string | undefined {
  return parsed.values.get(name)?.at(-1);
}

function addValues(values: Map<string, string[]>, option: OptionSpec, value: string): string | undefined {
  const added = option.isList ? value.split(',').filter((item) => item !== '') : [value];
  if (option.isList && added.length === 0) return missingValue(option);
  for (const item of added) {
    if (option.choices && !option.choices.includes(item)) return wrongChoice(option, option.choices, item);
  }
  values.set(option.name, [...(values.get(option.name) ?? []), ...added]);
  return undefined;
}

function unknownOption(name: string, options: readonly OptionSpec[]): string {
  const closest = closestTo(
    name,
    options.map((option) => option.name),
  );
  if (closest !== undefined) return t('unknown option {0}; did you mean {1}?', name, closest);
  return t('unknown option {0}; {1} lists the options', name, '--help');
}

function missingValue(option: OptionSpec): string {
  const example = option.choices ? option.choices.join('|') : (option.value ?? '');
  return t('{0} needs a value: {0} {1}', option.name, example);
}

function wrongChoice(option: OptionSpec, choices: readonly string[], value: string): string {
  const closest = closestTo(value, choices);
  if (closest !== undefined) return t('{0} does not know "{1}"; did you mean "{2}"?', option.name, value, closest);
  return t('{0} does not know "{1}"; it takes {2}', option.name, value, choices.join(', '));
}
