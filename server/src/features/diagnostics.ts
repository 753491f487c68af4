import type { Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-types';
import type { Engine, LocatedProblem } from '../engine.ts';
import type { Severity } from '../problem.ts';

/** Named as the extension is, so that a person sees who speaks. */
const SOURCE = 'Istio Workloads';

const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = { error: 1, warning: 2, info: 3, hint: 4 };

/** What is wrong in the file at `uri`, in the order of its text: the one answer behind push and pull. */
export function provideDiagnostics(engine: Engine, uri: string): Diagnostic[] {
  return engine.problems(uri).map(toDiagnostic);
}

/** A problem as the protocol has it; `code` is the rule's id. */
export function toDiagnostic({ problem, range, related }: LocatedProblem): Diagnostic {
  const diagnostic: Diagnostic = {
    range,
    severity: SEVERITY[problem.severity],
    code: problem.rule,
    source: SOURCE,
    message: problem.message,
  };
  if (related.length > 0) diagnostic.relatedInformation = [...related];
  return diagnostic;
}
