/**
 * Cuts a text into its YAML documents without parsing it. A line `---` or `...` in column 0, followed by white space
 * or the end, is a marker wherever it stands: YAML lets neither a quoted scalar nor a flow collection nor a block
 * scalar run over it. So only lines have to be looked at, and whether a document is open.
 */

/** How a document opens: with `---`, with content alone, or not at all (nothing but white space, comments, directives). */
export type DocumentOpening = 'marker' | 'bare' | 'none';

/** One document's part of the text: `[start, end)` in UTF-16 code units. Slices tile the text without gaps. */
export interface DocumentSlice {
  readonly start: number;
  readonly end: number;
  /**
   * `none` only if the whole text is without a document: it is then one slice. Comments and directives before a `---`
   * belong to the document that it opens; those after the last `...` to the document before.
   */
  readonly opening: DocumentOpening;
  /** Whether a line `...` ends the document. */
  readonly hasEndMarker: boolean;
}

/** What a following text would be read as, so that a part of a text can be split and joined to what follows. */
export interface SplitState {
  /** Outside a document, so that directives are directives and the next content opens a bare document. */
  readonly isOutside: boolean;
  /** Outside a document after comments, white space or directives, which belong to the document that follows. */
  readonly hasPrelude: boolean;
}

export interface SplitResult {
  readonly slices: readonly DocumentSlice[];
  readonly state: SplitState;
}

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const HASH = 35;
const PERCENT = 37;
const DASH = 45;
const DOT = 46;
const BYTE_ORDER_MARK = 0xfeff;

/** The documents of a text, in order; at least one slice, also for an empty text. */
export function splitDocuments(text: string): readonly DocumentSlice[] {
  return splitPart(text).slices;
}

/** Splits a text that starts where a document may start, and tells how it ends. */
export function splitPart(text: string): SplitResult {
  const slices: DocumentSlice[] = [];
  const { length } = text;
  let start = 0;
  let opening: DocumentOpening = 'none';
  let hasEndMarker = false;
  let isOutside = true;
  /** Where the text begins that belongs to whatever document opens next; meaningful outside a document. */
  let preludeStart = 0;

  const close = (end: number): void => {
    slices.push({ start, end, opening, hasEndMarker });
    start = end;
    hasEndMarker = false;
  };

  let lineStart = 0;
  while (lineStart < length) {
    const lineFeed = text.indexOf('\n', lineStart);
    const lineEnd = lineFeed === -1 ? length : lineFeed + 1;
    const first = text.charCodeAt(lineStart);
    if (isOutside) {
      const content = first === BYTE_ORDER_MARK ? lineStart + 1 : lineStart;
      const marker = markerAt(text, content);
      if (marker !== 0 || !isPreludeLine(text, content)) {
        if (opening !== 'none') close(preludeStart);
        opening = marker === DASH ? 'marker' : 'bare';
        isOutside = false;
        if (marker === DOT) {
          hasEndMarker = true;
          isOutside = true;
          preludeStart = lineEnd;
        }
      }
    } else if (first === DASH || first === DOT) {
      const marker = markerAt(text, lineStart);
      if (marker === DASH) {
        close(lineStart);
        opening = 'marker';
      } else if (marker === DOT) {
        hasEndMarker = true;
        isOutside = true;
        preludeStart = lineEnd;
      }
    }
    lineStart = lineEnd;
  }
  close(length);
  return { slices, state: { isOutside, hasPrelude: isOutside && preludeStart < length } };
}

/** The code of `-` or `.` if a document marker stands at `offset`, else 0. */
function markerAt(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  if (code !== DASH && code !== DOT) return 0;
  if (text.charCodeAt(offset + 1) !== code || text.charCodeAt(offset + 2) !== code) return 0;
  return isWhiteSpaceOrEnd(text.charCodeAt(offset + 3)) ? code : 0;
}

/** Whether the text opens with `---`, so that it is a document wherever it stands at the start of a line. */
export function startsWithMarker(text: string): boolean {
  return markerAt(text, 0) === DASH;
}

/** NaN is what `charCodeAt` gives after the end. */
function isWhiteSpaceOrEnd(code: number): boolean {
  return code === SPACE || code === LF || code === TAB || code === CR || Number.isNaN(code);
}

/** Whether a line outside a document is a directive, a comment or white space. */
function isPreludeLine(text: string, lineStart: number): boolean {
  let at = lineStart;
  if (text.charCodeAt(at) === PERCENT) return true;
  let code = text.charCodeAt(at);
  while (code === SPACE || code === TAB) code = text.charCodeAt(++at);
  if (code === CR) return text.charCodeAt(at + 1) === LF;
  return code === HASH || code === LF || Number.isNaN(code);
}
