import type { FoldingRange } from 'vscode-languageserver-types';
import type { Engine } from '../engine.ts';

/** Beyond so many ranges no editor shows them, and a longer answer only costs. */
const MAX_RANGES = 20_000;

/**
 * One range a document, one for each comment of several lines, and one for each key or item with more indented lines
 * below it: an editor that is given ranges no longer folds by indentation itself. Found line by line, without parsing.
 */
export function provideFoldingRanges(engine: Engine, uri: string): FoldingRange[] {
  const file = engine.file(uri);
  if (!file) return [];
  const ranges: FoldingRange[] = [];
  for (const slot of file.source.slots) {
    if (ranges.length > MAX_RANGES) break;
    foldDocument(slot.text.split(/\r\n|\n|\r/), slot.startLine, ranges);
  }
  return ranges.slice(0, MAX_RANGES);
}

interface OpenFold {
  readonly line: number;
  readonly indent: number;
}

function foldDocument(lines: readonly string[], startLine: number, ranges: FoldingRange[]): void {
  let last = lines.length - 1;
  while (last > 0 && isBlank(lines[last])) last--;
  const first = lines.findIndex((line) => !isBlank(line) && !isComment(line));
  if (first < 0) {
    foldComments(lines, startLine, ranges);
    return;
  }
  add(ranges, startLine + first, startLine + last);
  foldComments(lines, startLine, ranges);
  const open: OpenFold[] = [];
  let lastContent = first;
  const closeTo = (indent: number): void => {
    for (let fold = open.at(-1); fold && fold.indent >= indent; fold = open.at(-1)) {
      // What starts with the document folds with it.
      if (fold.line > first) add(ranges, startLine + fold.line, startLine + lastContent);
      open.pop();
    }
  };
  const isMarked = lines[first]?.startsWith('---') ?? false;
  for (let index = isMarked ? first + 1 : first; index <= last; index++) {
    const line = lines[index] as string;
    if (isBlank(line) || isComment(line)) continue;
    const indent = indentOf(line);
    closeTo(indent);
    open.push({ line: index, indent });
    lastContent = index;
  }
  closeTo(-1);
}

/** Comments of two and more lines. */
function foldComments(lines: readonly string[], startLine: number, ranges: FoldingRange[]): void {
  let start: number | undefined;
  for (let index = 0; index <= lines.length; index++) {
    const line = lines[index];
    if (line !== undefined && isComment(line)) {
      start ??= index;
    } else if (start !== undefined) {
      if (index - 1 > start)
        ranges.push({ startLine: startLine + start, endLine: startLine + index - 1, kind: 'comment' });
      start = undefined;
    }
  }
}

function add(ranges: FoldingRange[], startLine: number, endLine: number): void {
  if (endLine > startLine) ranges.push({ startLine, endLine });
}

/** An item of a sequence may stand at the indentation of the key it belongs to, and still lies under it. */
function indentOf(line: string): number {
  const spaces = line.length - line.trimStart().length;
  return /^\s*-(?:\s|$)/.test(line) ? spaces + 0.5 : spaces;
}

function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === '';
}

function isComment(line: string): boolean {
  return line.trimStart().startsWith('#');
}
