/** The work of `check`: read, analyse, print. */
import { readFileSync } from 'node:fs';
import { DEFAULT_SETTINGS, Engine } from '../../engine.ts';
import type { ReadResult } from '../../environment.ts';
import { t } from '../../l10n.ts';
import { isJson, looksLikeJsonManifest } from '../../lsp/file-rules.ts';
import { SEVERITIES, type Severity } from '../../problem.ts';
import type { RuleSettings } from '../../rules/run-rules.ts';
import { CommandError, type ExitCode, PROGRAM } from '../command.ts';
import { decodeText } from '../decode-text.ts';
import { type CheckResult, collectFindings, type Finding } from '../finding.ts';
import { cellsOf, padCells } from '../formats/cells.ts';
import { loadFormat } from '../formats/format.ts';
import { type InputFile, readableLabel, resolveInputs } from '../inputs.ts';
import { requireEntries, ruleBook } from '../rule-book.ts';
import type { Terminal } from '../terminal.ts';
import type { CheckOptions } from './check.ts';

/** Runs the check and prints its results; the exit code says whether something that counts was found. */
export async function checkFiles(options: CheckOptions, terminal: Terminal): Promise<ExitCode> {
  const startedAt = performance.now();
  const selection = selectRules(options);
  const inputs = resolveInputs(options.paths, terminal.cwd);
  const notes = [...inputs.notes];
  const engine = new Engine({
    settings: { ...DEFAULT_SETTINGS, rules: selection.settings },
    onError: (message, error) => terminal.note(`${PROGRAM}: ${t('internal error: {0} ({1})', message, String(error))}`),
  });
  engine.setFolders(inputs.folders);
  const files = await readAll(engine, inputs.files, notes, terminal);
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
  if (options.wantsStats) terminal.note(stats(result, readAt - startedAt, elapsedMs));
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

/** Hands all texts to the engine; returns the files that could be read. A named file that cannot be read ends the command. */
async function readAll(
  engine: Engine,
  files: readonly InputFile[],
  notes: string[],
  terminal: Terminal,
): Promise<InputFile[]> {
  const read: InputFile[] = [];
  engine.setLoading(true);
  for (const file of files) {
    const content = file.path === undefined ? decodeText(await terminal.readStandardInput()) : readText(file.path);
    if ('text' in content) {
      // Below a folder lies much JSON that has nothing to do with Kubernetes.
      if (!file.isNamed && isJson(file.label) && !looksLikeJsonManifest(content.text)) continue;
      engine.setDiskText(file.uri, content.text);
      read.push(file);
      continue;
    }
    const reason = `${readableLabel(file.label)} ${content.error}`;
    if (file.isNamed) throw new CommandError(reason);
    notes.push(t('{0}; it is left out', reason));
  }
  engine.setLoading(false);
  return read;
}

function readText(path: string): ReadResult {
  try {
    return decodeText(readFileSync(path));
  } catch (error) {
    return { error: t('cannot be read ({0}); check that it exists and may be read', describeError(error)) };
  }
}

function describeError(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}

/** What `--stats` prints: one figure a line. */
function stats({ summary }: CheckResult, readMs: number, elapsedMs: number): string {
  const rows: [name: string, value: string][] = [
    [t('files'), String(summary.files)],
    [t('documents'), String(summary.documents)],
    [t('resources'), String(summary.resources)],
    [t('reading'), milliseconds(readMs)],
    [t('in all'), milliseconds(elapsedMs)],
    [t('with start'), milliseconds(performance.now())],
    [t('peak memory'), t('{0} MB', Math.round(process.resourceUsage().maxRSS / 1024))],
  ];
  const width = Math.max(...rows.map(([name]) => cellsOf(name)));
  return rows.map(([name, value]) => `${padCells(name, width)}  ${value}`).join('\n');
}

function milliseconds(duration: number): string {
  return t('{0} ms', Math.round(duration));
}
