/** The work of `check`: read, analyse, print. */
import { DEFAULT_SETTINGS, Engine } from '../../engine.ts';
import { t } from '../../l10n.ts';
import { SEVERITIES, type Severity } from '../../problem.ts';
import { ruleBook } from '../../rules/rule-book.ts';
import type { RuleSettings } from '../../rules/run-rules.ts';
import { type ExitCode, PROGRAM } from '../command.ts';
import { type CheckResult, collectFindings, type Finding } from '../finding.ts';
import { loadFormat } from '../formats/format.ts';
import { resolveInputs } from '../inputs.ts';
import { readFiles, stats } from '../read-files.ts';
import { requireEntries } from '../rule-book.ts';
import type { Terminal } from '../terminal.ts';
import type { CheckOptions } from './check.ts';

/** Runs the check and prints its results; the exit code says whether something that counts was found. */
export async function checkFiles(options: CheckOptions, terminal: Terminal): Promise<ExitCode> {
  const startedAt = performance.now();
  const selection = selectRules(options);
  const inputs = resolveInputs(options.paths, terminal.cwd);
  const notes = [...inputs.notes];
  const engine = new Engine({
    settings: { ...DEFAULT_SETTINGS, rules: selection.settings, release: options.release },
    onError: (message, error) => terminal.note(`${PROGRAM}: ${t('internal error: {0} ({1})', message, String(error))}`),
  });
  engine.setFolders(inputs.folders);
  const files = await readFiles(engine, inputs.files, notes, terminal);
  const readAt = performance.now();
  engine.settle();
  const result = collectFindings(engine, files, (finding) => isShown(finding, options, selection));
  const elapsedMs = performance.now() - startedAt;

  if (!options.isQuiet) for (const note of notes) terminal.note(`${PROGRAM}: ${note}`);
  const format = await loadFormat(options.format);
  format(result, {
    engine,
    terminal,
    elapsedMs,
    isQuiet: options.isQuiet,
  });
  if (options.wantsStats) terminal.note(stats(result.summary, readAt - startedAt, elapsedMs));
  return isFailure(result, options.failOn) ? 1 : 0;
}

interface RuleSelection {
  readonly settings: RuleSettings;
  /** Ids that `--rule` names; empty for all. */
  readonly only: ReadonlySet<string>;
  /** Ids that `--no-rule` names. */
  readonly disabled: ReadonlySet<string>;
}

function selectRules(options: CheckOptions): RuleSelection {
  const only = new Set(options.rules.flatMap((word) => requireEntries(word).map((entry) => entry.id)));
  const disabled = new Set(options.disabledRules.flatMap((word) => requireEntries(word).map((entry) => entry.id)));
  const settings: Record<string, 'off'> = {};
  for (const { id } of ruleBook()) {
    if (disabled.has(id) || (only.size > 0 && !only.has(id))) settings[id] = 'off';
  }
  return { settings, only, disabled };
}

/** Whoever asks for one rule must still learn that a file could not be read by it. */
function isShown(finding: Finding, options: CheckOptions, { only, disabled }: RuleSelection): boolean {
  if (!isAtLeast(finding.severity, options.severity) || disabled.has(finding.rule)) return false;
  return only.size === 0 || only.has(finding.rule) || finding.rejects;
}

function isAtLeast(severity: Severity, level: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(level);
}

function isFailure(result: CheckResult, failOn: Severity | 'never'): boolean {
  return failOn !== 'never' && result.findings.some((finding) => isAtLeast(finding.severity, failOn));
}
