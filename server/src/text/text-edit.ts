/** Replacements in a text, given by offsets. */

/** Replaces `[start, end)`; offsets count UTF-16 code units of whatever text the edit is meant for. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** Whether two edits change a common character. Edits that only touch (insertions at one place too) do not overlap. */
export function hasOverlap(edits: readonly TextEdit[]): boolean {
  const sorted = inOrder(edits);
  return sorted.some((edit, index) => {
    const previous = sorted[index - 1];
    return previous !== undefined && edit.start < previous.end;
  });
}

/**
 * The text after all edits, whose offsets all refer to the text before. Edits that insert at one place keep their
 * order. `undefined` if edits overlap or reach outside the text.
 */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string | undefined {
  let result = '';
  let done = 0;
  for (const edit of inOrder(edits)) {
    if (edit.start < done || edit.end < edit.start || edit.end > text.length) return undefined;
    result += text.slice(done, edit.start) + edit.newText;
    done = edit.end;
  }
  return result + text.slice(done);
}

/** By start; at one place insertions first, each kind in the order given. */
function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
}
