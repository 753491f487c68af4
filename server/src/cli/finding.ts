/** What a check found, in the form that all formats print: file names instead of URIs, absolute positions, sorted. */
import type { Engine, LocatedProblem, Range } from '../engine.ts';
import type { Severity } from '../problem.ts';
import { yamlProblems } from '../workspace/yaml-problems.ts';
import type { InputFile } from './inputs.ts';

export interface FindingResource {
  readonly apiVersion: string;
  readonly kind: string;
  /** As written; absent where the file has none. */
  readonly namespace?: string;
  readonly name: string;
}

export interface Finding {
  readonly file: string;
  readonly uri: string;
  readonly range: Range;
  readonly severity: Severity;
  readonly rule: string;
  readonly codes: readonly string[];
  readonly rejects: boolean;
  readonly message: string;
  readonly resource: FindingResource | undefined;
  readonly related: readonly {
    readonly file: string;
    readonly uri: string;
    readonly range: Range;
    readonly message: string;
  }[];
  /** Titles of the quick fixes that an editor would offer; computed when asked for. */
  readonly fixTitles: () => readonly string[];
}

export interface Summary {
  readonly files: number;
  readonly documents: number;
  readonly resources: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly hints: number;
}

export interface CheckResult {
  readonly findings: readonly Finding[];
  readonly summary: Summary;
}

/** Collects what the settled engine knows about `files`; `isShown` decides which findings count. */
export function collectFindings(
  engine: Engine,
  files: readonly InputFile[],
  isShown: (finding: Finding) => boolean,
): CheckResult {
  const labels = new Map(files.map((file) => [file.uri, file.label]));
  const findings: Finding[] = [];
  let documents = 0;
  let resources = 0;
  for (const file of files) {
    const indexed = engine.file(file.uri);
    if (!indexed) continue;
    for (const slot of indexed.source.slots) {
      if (slot.document.root !== undefined || slot.document.isBroken) documents += 1;
      resources += indexed.contents.get(slot)?.entries.length ?? 0;
    }
    const located = [...engine.problems(file.uri), ...(file.isNamed ? hiddenYamlProblems(engine, file.uri) : [])];
    for (const problem of located) {
      const finding = toFinding(problem, file, labels);
      if (isShown(finding)) findings.push(finding);
    }
  }
  findings.sort(compareFindings);
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  return {
    findings,
    summary: {
      files: files.length,
      documents,
      resources,
      errors: count('error'),
      warnings: count('warning'),
      infos: count('info'),
      hints: count('hint'),
    },
  };
}

/**
 * What is wrong with YAML that the engine leaves in peace because it does not look like a resource. Whoever names a
 * file means it as one, and the API server would refuse it. Templates stay in peace.
 */
function hiddenYamlProblems(engine: Engine, uri: string): LocatedProblem[] {
  const file = engine.file(uri);
  if (!file || file.isTemplate) return [];
  return file.source.slots.flatMap((slot) => {
    const content = file.contents.get(slot);
    if (content?.templateUse !== 'none' || content.problems.length > 0) return [];
    return yamlProblems(slot.document).flatMap((problem) => {
      const location = engine.locatePlace(uri, problem.place);
      return location ? [{ problem, range: location.range, related: [], entry: undefined }] : [];
    });
  });
}

function toFinding(located: LocatedProblem, file: InputFile, labels: ReadonlyMap<string, string>): Finding {
  const { problem, range, related, entry } = located;
  return {
    file: file.label,
    uri: file.uri,
    range,
    severity: problem.severity,
    rule: problem.rule,
    codes: problem.codes,
    rejects: problem.rejects,
    message: problem.message,
    resource: entry && {
      apiVersion: entry.resource.apiVersion,
      kind: entry.resource.kindNode.text,
      ...(entry.resource.namespace === undefined ? {} : { namespace: entry.resource.namespace }),
      name: entry.resource.name,
    },
    related: related.map(({ location, message }) => ({
      file: labels.get(location.uri) ?? location.uri,
      uri: location.uri,
      range: location.range,
      message,
    })),
    fixTitles: () => problem.fixes().map((fix) => fix.title),
  };
}

function compareFindings(left: Finding, right: Finding): number {
  return (
    compareText(left.file, right.file) ||
    left.range.start.line - right.range.start.line ||
    left.range.start.character - right.range.start.character ||
    compareText(left.rule, right.rule) ||
    left.range.end.line - right.range.end.line ||
    left.range.end.character - right.range.end.character ||
    compareText(left.message, right.message)
  );
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
