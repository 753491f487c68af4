/** Where comments on lines of their own go when what is around them moves. */
import type { FormatLine, Frame } from './format-lines.ts';

/**
 * Gives each comment the new column of what it stands in line with: the entry below it, else the collections that are
 * open above it. A comment between two columns keeps its distance to the nearest collection further left.
 */
export function placeComments(lines: readonly FormatLine[]): void {
  const below: (FormatLine | undefined)[] = [];
  let next: FormatLine | undefined;
  for (let index = lines.length - 1; index >= 0; index--) {
    below[index] = next;
    const line = lines[index] as FormatLine;
    if (line.role === 'structure') next = line;
  }
  let above: Frame | undefined;
  let limit: number | undefined;
  lines.forEach((line, index) => {
    if (line.commentLimit !== undefined) limit = line.commentLimit;
    if (line.role === 'structure') {
      above = line.frame;
      if (line.commentLimit === undefined) limit = undefined;
    }
    if (line.role !== 'comment') return;
    const column = columnFor(line.indent, below[index], above);
    line.next = limit === undefined ? column : Math.min(column, limit - 1);
    // Below a comment that ends a block scalar, the next may stand anywhere.
    limit = undefined;
  });
}

function columnFor(column: number, below: FormatLine | undefined, above: Frame | undefined): number {
  if (below?.indent === column) return below.next;
  let match: Frame | undefined;
  let nearest: Frame | undefined;
  for (let frame = above; frame; frame = frame.parent) {
    // Of a list in the column of its key, and the key, the key.
    if (frame.old === column) match = frame;
    else if (frame.old < column) nearest ??= frame;
  }
  if (match) return match.next;
  return nearest ? nearest.next + column - nearest.old : 0;
}
