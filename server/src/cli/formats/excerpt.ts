/** The part of a line that is shown under a finding, and the carets under it. */
import { type ShownCharacter, showCharacter } from './cells.ts';

export interface Excerpt {
  /** The line, or the part of it around the range, ready to print. */
  readonly line: string;
  /** Spaces and carets that fit under `line`. */
  readonly carets: string;
}

const CUT = '…';
/** Cells kept before a range that starts far to the right. */
const LEAD = 20;

/**
 * `line` with carets under `[from, to)` (UTF-16), in at most `width` cells; a longer line is cut around the range. An
 * empty range gets one caret.
 */
export function excerptOf(line: string, from: number, to: number, width: number, caret: string): Excerpt {
  const start = Math.min(from, line.length);
  const end = Math.max(start, Math.min(to, line.length));
  // No more than this can be seen, however long the line is.
  const first = start > 4 * width ? start - width : 0;
  const cells = show(line.slice(first, start + 2 * width), first);
  const total = cells.reduce((sum, cell) => sum + cell.width, 0);
  const isWhole = first === 0 && line.length <= start + 2 * width && total <= width;
  const window = isWhole ? { begin: 0, end: cells.length } : windowOf(cells, start, end, width);

  const isCutBefore = first > 0 || window.begin > 0;
  const isCutAfter = window.end < cells.length || line.length > start + 2 * width;
  const shown = cells.slice(window.begin, window.end);
  let before = isCutBefore ? 1 : 0;
  let under = 0;
  for (const cell of shown) {
    if (cell.offset < start) before += cell.width;
    else if (cell.offset < end) under += cell.width;
  }
  const text = shown.map((cell) => cell.text).join('');
  return {
    line: `${isCutBefore ? CUT : ''}${text}${isCutAfter ? CUT : ''}`,
    carets: ' '.repeat(before) + caret.repeat(Math.max(1, under)),
  };
}

interface Cell extends ShownCharacter {
  /** In the line, UTF-16. */
  readonly offset: number;
}

function show(text: string, offset: number): Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  let at = offset;
  for (const character of text) {
    const shown = showCharacter(character, column);
    cells.push({ ...shown, offset: at });
    column += shown.width;
    at += character.length;
  }
  return cells;
}

/** Which cells to show so that the range's start, something before it, and as much as fits after it can be seen. */
function windowOf(cells: readonly Cell[], start: number, end: number, width: number): { begin: number; end: number } {
  const startIndex = cells.findIndex((cell) => cell.offset >= start);
  const anchor = startIndex < 0 ? cells.length : startIndex;
  const rangeWidth = cells.reduce((sum, cell) => sum + (cell.offset >= start && cell.offset < end ? cell.width : 0), 0);
  // One cell at each end is for the sign that something is cut off.
  const room = width - 2;
  let lead = Math.max(Math.min(LEAD, room), room - rangeWidth - LEAD);
  let begin = anchor;
  while (begin > 0 && lead >= (cells[begin - 1] as Cell).width) lead -= (cells[--begin] as Cell).width;
  let left = room;
  let last = begin;
  while (last < cells.length && left >= (cells[last] as Cell).width) left -= (cells[last++] as Cell).width;
  return { begin, end: last };
}
