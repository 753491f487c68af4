/** `istio-workloads check`: its options and help; the work is in `check-files.ts`. */
import { t } from '../../l10n.ts';
import { SEVERITIES, type Severity } from '../../problem.ts';
import { type IstioRelease, NEWEST_RELEASE, OLDEST_RELEASE, readRelease } from '../../schema/istio-release.ts';
import { lastValue, type ParsedArguments } from '../arguments.ts';
import { type Command, type CommandDescription, PROGRAM } from '../command.ts';
import { FORMATS, type FormatName } from '../formats/format.ts';

export interface CheckOptions {
  readonly paths: readonly string[];
  readonly format: FormatName;
  /** The least severe findings that count. */
  readonly severity: Severity;
  /** The least severe findings that make the command fail; `never` for none. */
  readonly failOn: Severity | 'never';
  /** What `--rule` names; empty for all. */
  readonly rules: readonly string[];
  /** What `--no-rule` names. */
  readonly disabledRules: readonly string[];
  /** The release of Istio to check for. */
  readonly release: IstioRelease;
  readonly isQuiet: boolean;
  readonly wantsStats: boolean;
}

export const check: Command = {
  name: 'check',
  describe,
  run: async (parsed, terminal) => {
    const { checkFiles } = await import('./check-files.ts');
    return checkFiles(readOptions(parsed), terminal);
  },
};

/** Newest first. */
const RELEASES: readonly string[] = Array.from(
  { length: NEWEST_RELEASE - OLDEST_RELEASE + 1 },
  (_, index) => `1.${NEWEST_RELEASE - index}`,
);

function describe(): CommandDescription {
  return {
    operands: '[PATH…]',
    summary: t('Reports what is wrong with Istio configuration in files and folders.'),
    details: [
      t('PATH is a file, a folder or "-" for standard input; without one, the working directory is read.'),
      t('A folder is one mesh with all YAML and JSON files below it, except those that .gitignore names.'),
      t('Files named by themselves form one mesh together, and are read even if they are ignored.'),
    ],
    options: [
      { name: '--format', value: 'FORMAT', choices: FORMATS, help: t('text (the default), json, sarif or github.') },
      {
        name: '--severity',
        value: 'LEVEL',
        choices: SEVERITIES,
        help: t('Leave out what is below error, warning, info or hint (the default).'),
      },
      {
        name: '--rule',
        value: 'RULE',
        isList: true,
        help: t('Apply only this rule; may be repeated. What makes YAML unreadable is shown all the same.'),
      },
      { name: '--no-rule', value: 'RULE', isList: true, help: t('Leave this rule out; may be repeated.') },
      {
        name: '--fail-on',
        value: 'LEVEL',
        choices: [...SEVERITIES, 'never'],
        help: t('Exit with 1 from this level on: error (the default), warning, info, hint, or never.'),
      },
      {
        name: '--istio-version',
        value: 'RELEASE',
        choices: RELEASES,
        help: t('Check for this release of Istio; without it, for the newest known one ({0}).', RELEASES[0] ?? ''),
      },
      { name: '--quiet', short: '-q', help: t('Print findings only: no summary, no notes.') },
      { name: '--stats', help: t('Print files, documents, time and peak memory on standard error.') },
    ],
    examples: [
      { line: `${PROGRAM} check`, explanation: t('Check the working directory.') },
      {
        line: `${PROGRAM} check --format sarif mesh/ > findings.sarif`,
        explanation: t('Write a report for code scanning.'),
      },
      {
        line: `kubectl get serviceentries,workloadentries -A -o yaml | ${PROGRAM} check -`,
        explanation: t('Check what a cluster has.'),
      },
      { line: `${PROGRAM} check --format github --fail-on warning`, explanation: t('Annotate a pull request.') },
    ],
  };
}

function readOptions(parsed: ParsedArguments): CheckOptions {
  return {
    paths: parsed.positionals.length > 0 ? parsed.positionals : ['.'],
    format: (lastValue(parsed, '--format') ?? 'text') as FormatName,
    severity: (lastValue(parsed, '--severity') ?? 'hint') as Severity,
    failOn: (lastValue(parsed, '--fail-on') ?? 'error') as Severity | 'never',
    rules: parsed.values.get('--rule') ?? [],
    disabledRules: parsed.values.get('--no-rule') ?? [],
    release: readRelease(lastValue(parsed, '--istio-version') ?? '') ?? NEWEST_RELEASE,
    isQuiet: parsed.values.has('--quiet'),
    wantsStats: parsed.values.has('--stats'),
  };
}
