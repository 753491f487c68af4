/** The form for people: one block a finding, grouped by file, with the source line and carets. */
import type { Engine } from '../../engine.ts';
import { t } from '../../l10n.ts';
import type { Severity } from '../../problem.ts';
import type { CheckResult, Finding, Summary } from '../finding.ts';
import { readableLabel } from '../inputs.ts';
import { type Paint, painter, type Style } from '../terminal.ts';
import { padCells, withoutControls } from './cells.ts';
import { excerptOf } from './excerpt.ts';
import type { FormatContext } from './format.ts';

const STYLES: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', info: 'blue', hint: 'cyan' };
const SEVERITY_WIDTH = 7;
/** Narrower screens wrap. */
const MIN_EXCERPT_WIDTH = 40;

/** Prints all findings, and a summary unless quiet. */
export function printText(result: CheckResult, context: FormatContext): void {
  const { terminal, engine } = context;
  const paint = painter(terminal.usesColor);
  for (const findings of byFile(result.findings)) {
    const positions = findings.map(({ range }) => `${range.start.line + 1}:${range.start.character + 1}`);
    const positionWidth = Math.max(...positions.map((position) => position.length));
    const lines = [paint('bold', withoutControls(readableLabel(findings[0]?.file ?? '')))];
    findings.forEach((finding, index) => {
      const position = (positions[index] as string).padStart(positionWidth);
      lines.push(...block(finding, position, engine, terminal.columns, paint));
    });
    terminal.print(`${lines.join('\n')}\n\n`);
  }
  if (!context.isQuiet) {
    // A time differs from run to run, so only a person sees it.
    const elapsedMs = terminal.isInteractive ? Math.round(context.elapsedMs) : undefined;
    terminal.print(`${summaryLine(result.summary, elapsedMs, paint)}\n`);
  }
}

function* byFile(findings: readonly Finding[]): Iterable<readonly Finding[]> {
  let group: Finding[] = [];
  for (const finding of findings) {
    if (group.length > 0 && group[0]?.file !== finding.file) {
      yield group;
      group = [];
    }
    group.push(finding);
  }
  if (group.length > 0) yield group;
}

/** `  12:7  warning  message`, the source line with carets, what is related, and the rule with its first fix. */
function block(finding: Finding, position: string, engine: Engine, columns: number, paint: Paint): string[] {
  const style = STYLES[finding.severity];
  const gutterIndent = ' '.repeat(position.length + 4);
  const textIndent = ' '.repeat(gutterIndent.length + SEVERITY_WIDTH + 2);
  const severity = paint(style, padCells(severityName(finding.severity), SEVERITY_WIDTH));
  const message = finding.message.split(/\r\n|\r|\n/).map(withoutControls);
  const lines = [`  ${paint('dim', position)}  ${severity}  ${message.join(`\n${textIndent}`)}`];
  const number = String(finding.range.start.line + 1);
  const width = Math.max(MIN_EXCERPT_WIDTH, columns - gutterIndent.length - number.length - 5);
  const caret = finding.severity === 'error' ? '^' : '~';
  const { line: source, character } = lineAt(engine, finding);
  const { range } = finding;
  const to = range.end.line === range.start.line ? range.end.character : source.trimEnd().length;
  const excerpt = excerptOf(source, character, to, width, caret);
  const related = finding.related.map(
    (place) =>
      `${withoutControls(place.message)} ${paint('dim', `(${withoutControls(readableLabel(place.file))}:${place.range.start.line + 1})`)}`,
  );
  const [firstRelated, ...otherRelated] = related;
  const bar = paint('dim', '│');
  const gutter = (label: string, text: string): string =>
    `${gutterIndent}${bar} ${paint('dim', label.padStart(number.length))} ${bar} ${text}`.trimEnd();
  lines.push(gutter(number, excerpt.line));
  lines.push(gutter('', paint(style, excerpt.carets) + (firstRelated === undefined ? '' : ` ${firstRelated}`)));
  for (const other of otherRelated) lines.push(gutter('', `${' '.repeat(excerpt.carets.length)} ${other}`));
  lines.push(textIndent + paint('dim', [finding.rule, ...fixNote(finding)].join(' · ')));
  return lines;
}

function fixNote(finding: Finding): string[] {
  const [title] = finding.fixTitles();
  return title === undefined ? [] : [t('fix: {0}', inMidSentence(withoutControls(title)))];
}

/** A title starts with a capital; what follows a colon does not. */
function inMidSentence(title: string): string {
  return /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}

/** The source line that a finding starts on, without its line break. */
function lineAt(engine: Engine, finding: Finding): { readonly line: string; readonly character: number } {
  const source = engine.file(finding.uri)?.source;
  if (!source) return { line: '', character: 0 };
  const { line, character } = finding.range.start;
  const start = source.offsetAt({ line, character: 0 });
  const end = source.offsetAt({ line, character: Number.MAX_SAFE_INTEGER });
  return { line: source.text.slice(start, end), character };
}

function severityName(severity: Severity): string {
  switch (severity) {
    case 'error':
      return t('error');
    case 'warning':
      return t('warning');
    case 'info':
      return t('info');
    case 'hint':
      return t('hint');
  }
}

/** `0 errors, 1 warning in 10 files (12 resources, 41 ms)`. */
function summaryLine(summary: Summary, elapsedMs: number | undefined, paint: Paint): string {
  const errors = counted(summary.errors, t('1 error'), t('{0} errors', summary.errors));
  const warnings = counted(summary.warnings, t('1 warning'), t('{0} warnings', summary.warnings));
  const counts = [
    summary.errors > 0 ? paint('red', errors) : errors,
    summary.warnings > 0 ? paint('yellow', warnings) : warnings,
  ];
  if (summary.infos > 0) counts.push(counted(summary.infos, t('1 info'), t('{0} infos', summary.infos)));
  if (summary.hints > 0) counts.push(counted(summary.hints, t('1 hint'), t('{0} hints', summary.hints)));
  const files = counted(summary.files, t('1 file'), t('{0} files', summary.files));
  const resources = counted(summary.resources, t('1 resource'), t('{0} resources', summary.resources));
  const aside = elapsedMs === undefined ? resources : t('{0}, {1} ms', resources, elapsedMs);
  return t('{0} in {1} ({2})', counts.join(', '), files, aside);
}

function counted(count: number, one: string, many: string): string {
  return count === 1 ? one : many;
}
