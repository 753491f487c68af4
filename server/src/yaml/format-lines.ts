/** The lines of a document as the formatter sees them: what stands on each, and where it is to begin. */
import type { TextEdit } from '../text/text-edit.ts';

/**
 * A block collection that lines belong to: its column before and after. Two of them may share a column where a list
 * stands in the column of its key.
 */
export interface Frame {
  readonly old: number;
  readonly next: number;
  readonly parent: Frame | undefined;
}

/** `inside` is a further line of something that began above; `open` what nobody has claimed yet. */
export type LineRole = 'open' | 'blank' | 'comment' | 'marker' | 'structure' | 'inside';

export interface FormatLine {
  /** Behind a byte order mark. */
  readonly start: number;
  /** Before the line break. */
  readonly end: number;
  /** Spaces at its start. */
  readonly indent: number;
  role: LineRole;
  /** Whether white space at its end is content. */
  keepsEnd: boolean;
  /** The spaces that it is to begin with. */
  next: number;
  /** For a line of structure, the innermost collection that an entry of begins on it. */
  frame: Frame | undefined;
  /** For the last line of a block scalar: the first column in which a comment would become part of its text. */
  commentLimit: number | undefined;
}

/** The lines of a text whose lines end with LF or CRLF. */
export function formatLines(text: string): FormatLine[] {
  const lines: FormatLine[] = [];
  let start = text.startsWith('\ufeff') ? 1 : 0;
  for (;;) {
    const lineFeed = text.indexOf('\n', start);
    let end = lineFeed === -1 ? text.length : lineFeed;
    if (lineFeed !== -1 && end > start && text.charAt(end - 1) === '\r') end--;
    let indent = 0;
    while (start + indent < end && text.charAt(start + indent) === ' ') indent++;
    const role = roleOf(text.slice(start + indent, end), indent);
    lines.push({ start, end, indent, role, keepsEnd: false, next: indent, frame: undefined, commentLimit: undefined });
    if (lineFeed === -1) return lines;
    start = lineFeed + 1;
  }
}

function roleOf(content: string, indent: number): LineRole {
  const written = content.trimStart();
  if (written === '') return 'blank';
  if (written.startsWith('#')) return 'comment';
  return indent === 0 && /^(?:---|\.\.\.)(?=\s|$)|^%/.test(content) ? 'marker' : 'open';
}

/** The index of the line that `offset` lies on. */
export function lineIndexAt(lines: readonly FormatLine[], offset: number): number {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle] as FormatLine).start <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The edits that bring a line to its indentation and take white space from its end. */
export function lineEdits(text: string, { start, end, indent, role, keepsEnd, next }: FormatLine): TextEdit[] {
  const content = start + (role === 'comment' ? leadingBlanks(text, start, end) : indent);
  let contentEnd = end;
  if (!keepsEnd) while (contentEnd > start && /[ \t]/.test(text.charAt(contentEnd - 1))) contentEnd--;
  if (contentEnd === start) return end > start ? [{ start, end, newText: '' }] : [];
  const edits: TextEdit[] = [];
  if (content > start + indent) edits.push({ start, end: content, newText: ' '.repeat(next) });
  else if (next > indent) edits.push({ start, end: start, newText: ' '.repeat(next - indent) });
  else if (next < indent) edits.push({ start, end: start + indent - next, newText: '' });
  if (contentEnd < end) edits.push({ start: contentEnd, end, newText: '' });
  return edits;
}

/** Spaces and tabs at the start of a line. */
function leadingBlanks(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && /[ \t]/.test(text.charAt(at))) at++;
  return at - start;
}
