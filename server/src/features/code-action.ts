import type { CodeAction } from 'vscode-languageserver-types';
import type { Engine, Range } from '../engine.ts';
import type { Position } from '../text/line-index.ts';
import { toDiagnostic } from './diagnostics.ts';
import { toWorkspaceEdit } from './workspace-edit.ts';

/**
 * Quick fixes for the problems that touch `range`, computed on the current state. Each carries its diagnostic and an edit
 * in `documentChanges`.
 */
export function provideCodeActions(engine: Engine, uri: string, range: Range): CodeAction[] {
  const actions: CodeAction[] = [];
  for (const located of engine.problems(uri)) {
    if (!touches(located.range, range)) continue;
    for (const fix of located.problem.fixes()) {
      const edit = toWorkspaceEdit(engine, fix.edits);
      if (!edit) continue;
      const action: CodeAction = { title: fix.title, kind: 'quickfix', diagnostics: [toDiagnostic(located)], edit };
      if (fix.isPreferred) action.isPreferred = true;
      actions.push(action);
    }
  }
  return actions;
}

function touches(left: Range, right: Range): boolean {
  return !isBefore(left.end, right.start) && !isBefore(right.end, left.start);
}

function isBefore(left: Position, right: Position): boolean {
  return left.line < right.line || (left.line === right.line && left.character < right.character);
}
