import type { Diagnostic, Range } from 'vscode-languageserver';

/** Whether two lists of diagnostics look the same to whoever sees them. */
export function areSameDiagnostics(left: readonly Diagnostic[], right: readonly Diagnostic[]): boolean {
  if (left.length !== right.length) return false;
  return left.every((diagnostic, index) => isSame(diagnostic, right[index] as Diagnostic));
}

function isSame(left: Diagnostic, right: Diagnostic): boolean {
  return (
    left.code === right.code &&
    left.severity === right.severity &&
    left.message === right.message &&
    isSameRange(left.range, right.range) &&
    left.tags?.join() === right.tags?.join() &&
    isSameRelated(left.relatedInformation ?? [], right.relatedInformation ?? []) &&
    (left.data === right.data || JSON.stringify(left.data) === JSON.stringify(right.data))
  );
}

type Related = NonNullable<Diagnostic['relatedInformation']>;

function isSameRelated(left: Related, right: Related): boolean {
  if (left.length !== right.length) return false;
  return left.every((item, index) => {
    const other = right[index] as Related[number];
    return (
      item.message === other.message &&
      item.location.uri === other.location.uri &&
      isSameRange(item.location.range, other.location.range)
    );
  });
}

function isSameRange(left: Range, right: Range): boolean {
  return (
    left.start.line === right.start.line &&
    left.start.character === right.start.character &&
    left.end.line === right.end.line &&
    left.end.character === right.end.character
  );
}
