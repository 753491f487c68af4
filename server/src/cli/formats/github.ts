/** Workflow commands that GitHub Actions turns into annotations of the changed files. */
import path from 'node:path';
import type { Severity } from '../../problem.ts';
import type { CheckResult, Finding } from '../finding.ts';
import { toUri } from '../inputs.ts';
import type { FormatContext } from './format.ts';

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

/** Prints one annotation a finding and nothing else. */
export function printGithub(result: CheckResult, { terminal }: FormatContext): void {
  const prefix = pathFromWorkspace(terminal.env.GITHUB_WORKSPACE, terminal.cwd);
  terminal.print(result.findings.map((finding) => `${annotation(finding, prefix, terminal.cwd)}\n`).join(''));
}

function annotation(finding: Finding, prefix: string, cwd: string): string {
  const { start, end } = finding.range;
  const isBelowCwd = finding.uri.startsWith(`${toUri(cwd)}/`);
  const properties: [string, string | number][] = [
    ['file', isBelowCwd ? prefix + finding.file : finding.file],
    ['line', start.line + 1],
  ];
  // GitHub takes columns only for what lies on one line.
  if (start.line === end.line) {
    properties.push(['endLine', end.line + 1], ['col', start.character + 1], ['endColumn', end.character + 1]);
  } else {
    properties.push(['endLine', end.line + 1]);
  }
  properties.push(['title', finding.rule]);
  const list = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(',');
  return `::${COMMANDS[finding.severity]} ${list}::${escapeData(finding.message)}`;
}

/** Annotations are placed relative to the checkout, which a step with `working-directory` is a folder of. */
function pathFromWorkspace(workspace: string | undefined, cwd: string): string {
  if (!workspace) return '';
  const relative = path.relative(workspace, cwd);
  if (relative === '' || relative.startsWith('..') || path.isAbsolute(relative)) return '';
  return `${relative.split(path.sep).join('/')}/`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
