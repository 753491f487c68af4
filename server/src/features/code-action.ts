import type { CodeAction } from 'vscode-languageserver-types';
import type { Engine, LocatedProblem, Range } from '../engine.ts';
import { t } from '../l10n.ts';
import type { Fix, PlacedEdit } from '../problem.ts';
import type { Position } from '../text/line-index.ts';
import { toDiagnostic } from './diagnostics.ts';
import { toWorkspaceEdit } from './workspace-edit.ts';

/** The kind under which editors ask for everything that can be mended without a question, for example on saving. */
export const FIX_ALL_KIND = 'source.fixAll.istioWorkloads';

/**
 * Quick fixes for the problems that touch `range`, computed on the current state. Each carries its diagnostic and an edit
 * in `documentChanges`. Where a rule found more of the same in the file, one more action mends all of them.
 */
export function provideCodeActions(engine: Engine, uri: string, range: Range): CodeAction[] {
  const actions: CodeAction[] = [];
  const problems = engine.problems(uri);
  const rules = new Set<string>();
  for (const located of problems) {
    if (!touches(located.range, range)) continue;
    for (const fix of located.problem.fixes()) {
      const edit = toWorkspaceEdit(engine, fix.edits);
      if (!edit) continue;
      const action: CodeAction = { title: fix.title, kind: 'quickfix', diagnostics: [toDiagnostic(located)], edit };
      if (fix.isPreferred) {
        action.isPreferred = true;
        rules.add(located.problem.rule);
      }
      actions.push(action);
    }
  }
  for (const rule of rules) {
    const alike = problems.filter(({ problem }) => problem.rule === rule);
    const all = fixAll(engine, uri, alike);
    if (all === undefined || all.count < 2) continue;
    const title = t('Fix all {0} of "{1}" in this file', all.count, rule);
    actions.push({ title, kind: 'quickfix', diagnostics: alike.map(toDiagnostic), edit: all.edit });
  }
  return actions;
}

/** One action that makes every change in the file which is right in nearly every case; none where there is none. */
export function provideFixAll(engine: Engine, uri: string): CodeAction[] {
  const all = fixAll(engine, uri, engine.problems(uri));
  if (all === undefined) return [];
  return [{ title: t('Fix all Istio problems that have one right fix'), kind: FIX_ALL_KIND, edit: all.edit }];
}

/** The preferred fixes of `problems` that change this file alone; of those that meet in the text the first. */
function fixAll(engine: Engine, uri: string, problems: readonly LocatedProblem[]) {
  const taken: PlacedEdit[] = [];
  let count = 0;
  for (const { problem } of problems) {
    const fix = problem.fixes().find(({ isPreferred }) => isPreferred === true);
    if (!fix || !staysIn(uri, fix) || fix.edits.some((edit) => taken.some((other) => meet(edit, other)))) continue;
    taken.push(...fix.edits);
    count++;
  }
  const edit = count === 0 ? undefined : toWorkspaceEdit(engine, taken);
  return edit && { edit, count };
}

function staysIn(uri: string, { edits }: Fix): boolean {
  return edits.every(({ file }) => file === uri);
}

function meet(left: PlacedEdit, right: PlacedEdit): boolean {
  if (left.document !== right.document) return false;
  return left.range.start <= right.range.end && right.range.start <= left.range.end;
}

function touches(left: Range, right: Range): boolean {
  return !isBefore(left.end, right.start) && !isBefore(right.end, left.start);
}

function isBefore(left: Position, right: Position): boolean {
  return left.line < right.line || (left.line === right.line && left.character < right.character);
}
