import { describe, expect, test } from 'vitest';
import { lastValue, type OptionSpec, type ParsedArguments, parseArguments } from './arguments.ts';

const OPTIONS: readonly OptionSpec[] = [
  { name: '--format', value: 'FORMAT', choices: ['text', 'json'], help: '' },
  { name: '--rule', value: 'RULE', isList: true, help: '' },
  { name: '--quiet', short: '-q', help: '' },
];

function parsed(...args: string[]): ParsedArguments {
  const result = parseArguments(args, OPTIONS);
  if ('error' in result) throw new Error(result.error);
  return result;
}

function errorOf(...args: string[]): string {
  const result = parseArguments(args, OPTIONS);
  return 'error' in result ? result.error : 'no error';
}

describe('arguments', () => {
  test('take a value after a space or an equals sign', () => {
    expect(lastValue(parsed('--format', 'json'), '--format')).toBe('json');
    expect(lastValue(parsed('--format=json'), '--format')).toBe('json');
  });

  test('may stand before, between and after paths', () => {
    expect(parsed('a', '-q', 'b', '--format', 'json', 'c').positionals).toEqual(['a', 'b', 'c']);
  });

  test('of a list are repeated or separated by commas', () => {
    expect(parsed('--rule', 'a,b', '--rule=c').values.get('--rule')).toEqual(['a', 'b', 'c']);
  });

  test('given twice count the last time', () => {
    expect(lastValue(parsed('--format', 'json', '--format', 'text'), '--format')).toBe('text');
  });

  test('after two dashes are paths', () => {
    expect(parsed('--', '--format', '-')).toMatchObject({ positionals: ['--format', '-'] });
  });

  test('have a short form', () => {
    expect(parsed('-q').values.has('--quiet')).toBe(true);
  });

  test('know a single dash as standard input', () => {
    expect(parsed('-').positionals).toEqual(['-']);
  });
});

describe('an error', () => {
  test.each([
    [['--fromat', 'json'], 'unknown option --fromat; did you mean --format?'],
    [['--zzz'], 'unknown option --zzz; --help lists the options'],
    [['-x'], 'unknown option -x; --help lists the options'],
    [['--format'], '--format needs a value: --format text|json'],
    [['--rule', ','], '--rule needs a value: --rule RULE'],
    [['--format', 'jsn'], '--format does not know "jsn"; did you mean "json"?'],
    [['--format', 'xml'], '--format does not know "xml"; it takes text, json'],
    [['--quiet=yes'], '--quiet takes no value; write just --quiet'],
  ])('%j: %s', (args, message) => {
    expect(errorOf(...args)).toBe(message);
  });
});
