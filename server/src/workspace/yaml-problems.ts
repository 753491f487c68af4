import type { Problem } from '../problem.ts';
import type { YamlDocument } from '../yaml/nodes.ts';

/** What is wrong with the text of a document, in the form in which rules report. */
export function yamlProblems(document: YamlDocument): readonly Problem[] {
  return document.problems.map((problem) => ({
    rule: `yaml/${problem.code}`,
    severity: problem.severity,
    message: problem.message,
    place: { document, range: { start: problem.start, end: problem.end } },
    related: [],
    codes: [],
    rejects: problem.severity === 'error',
    fixes: () => [],
  }));
}
