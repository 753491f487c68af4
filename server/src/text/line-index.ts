/** Offsets and line/character positions of one text, as the Language Server Protocol counts them. */

/** A zero-based line and a zero-based UTF-16 code unit within it. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface PositionRange {
  readonly start: Position;
  readonly end: Position;
}

const LF = 10;
const CR = 13;

/** The number of line breaks (LF, CRLF or a lone CR) in `text`. */
export function countLineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  for (let at = text.indexOf('\r'); at !== -1; at = text.indexOf('\r', at + 1)) {
    if (text.charCodeAt(at + 1) !== LF) count++;
  }
  return count;
}

/** Converts between offsets and positions. The line table is built when first needed. */
export class LineIndex {
  private readonly text: string;
  private starts: number[] | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** The number of lines; a text without a line break has one. */
  get lineCount(): number {
    return this.lineStarts().length;
  }

  /** The offset of a position; a line or character beyond the end means the end of the text or of the line. */
  offsetAt(position: Position): number {
    const starts = this.lineStarts();
    if (position.line < 0) return 0;
    const start = starts[position.line];
    if (start === undefined) return this.text.length;
    return Math.min(start + Math.max(0, position.character), this.lineEnd(position.line));
  }

  /** The position of an offset; offsets outside the text mean its nearest end. */
  positionAt(offset: number): Position {
    const starts = this.lineStarts();
    const clamped = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= clamped) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: clamped - (starts[low] as number) };
  }

  /** The offset after the last character of a line, before its line break. */
  lineEnd(line: number): number {
    const next = this.lineStarts()[line + 1];
    if (next === undefined) return this.text.length;
    const start = this.lineStarts()[line] as number;
    let end = next - 1;
    if (this.text.charCodeAt(end) === LF && end > start && this.text.charCodeAt(end - 1) === CR) end--;
    return end;
  }

  private lineStarts(): readonly number[] {
    if (this.starts) return this.starts;
    const starts = [0];
    const { text } = this;
    if (text.includes('\r')) {
      for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at);
        if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) starts.push(at + 1);
      }
    } else {
      for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    }
    this.starts = starts;
    return starts;
  }
}
