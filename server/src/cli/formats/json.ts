/** The stable JSON form; `version` changes when something in it breaks. */
import type { CheckResult, Finding } from '../finding.ts';
import type { FormatContext } from './format.ts';

/** Prints the result as one JSON object. */
export function printJson(result: CheckResult, { terminal }: FormatContext): void {
  const report = { version: 1, problems: result.findings.map(toProblem), summary: result.summary };
  terminal.print(`${JSON.stringify(report, undefined, 2)}\n`);
}

function toProblem(finding: Finding): unknown {
  const { file, range, severity, rule, codes, rejects, message, resource, related } = finding;
  return {
    file,
    range,
    severity,
    rule,
    codes,
    rejects,
    message,
    resource,
    related: related.map((place) => ({ file: place.file, range: place.range, message: place.message })),
    fixes: finding.fixTitles().map((title) => ({ title })),
  };
}
