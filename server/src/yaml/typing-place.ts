/**
 * Finds by the indentation of lines what something typed at an offset would belong to: the keys and dashes above it
 * that are indented less. Needs no tree, so a line that is half typed cannot be in the way.
 */

export interface Ancestor {
  /** A key's text without its quotes, or the index of an item. */
  readonly step: string | number;
  /** Where the key or the dash stands. */
  readonly offset: number;
}

export interface TypingPlace {
  /** `value` behind a key's colon on the key's line. */
  readonly kind: 'key' | 'value';
  /** From the root inwards; for a value the last one is its own key. */
  readonly ancestors: readonly Ancestor[];
  /** What is being typed: the key, the value, or the word around the offset; perhaps empty. */
  readonly start: number;
  readonly end: number;
  /** The zero-based column of `start`. */
  readonly column: number;
}

interface Line {
  readonly start: number;
  readonly end: number;
  readonly indent: number;
}

/** A dash or a key with which a line opens something. */
interface Opener {
  readonly column: number;
  readonly offset: number;
  /** `undefined` for a dash. */
  readonly key: string | undefined;
  /** Behind the dash or the colon. */
  readonly end: number;
  readonly opensBlockScalar: boolean;
}

const KEY = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?:[^\s#&*!|>'"%@`,[\]{}?:-]|[?:-](?=\S)).*?)[ \t]*:(?=[ \t]|$)/;
const BLOCK_SCALAR = /^[ \t]*(?:[&!]\S*[ \t]+)*[|>][-+0-9]*[ \t]*(?:#.*)?$/;

/** `undefined` in a comment, a block scalar, a directive or a document marker. */
export function typingPlace(text: string, offset: number): TypingPlace | undefined {
  const line = lineAt(text, offset);
  const written = text.slice(line.start, line.end);
  if (/^(?:---|\.\.\.)(?=\s|$)|^%/.test(written) || isInComment(written, offset - line.start)) return undefined;
  const openers = openersOf(text, line);
  const key = openers.find((opener) => opener.key !== undefined);
  const before = openers.filter((opener) => opener.end <= offset);
  if (key && key.end <= offset) {
    const { start, end } = valueRange(text, key.end, line.end, offset);
    const ancestors = ancestorsOf(text, line, before, Number.MAX_SAFE_INTEGER);
    return ancestors && { kind: 'value', ancestors, start, end, column: start - line.start };
  }
  const { start, end } =
    key && key.offset <= offset ? keyRange(text, key, offset) : wordRange(text, line, before, offset);
  const column = start - line.start;
  const ancestors = ancestorsOf(text, line, before, column);
  return ancestors && { kind: 'key', ancestors, start, end, column };
}

/**
 * The openers around column `column`: those of `before` on its own line, then from line to line upwards those that are
 * indented less and less. `undefined` if one of them is a block scalar's.
 */
function ancestorsOf(text: string, own: Line, before: readonly Opener[], column: number): Ancestor[] | undefined {
  const search = new AncestorSearch(column);
  for (const opener of [...before].reverse()) search.visit(opener);
  let line = own;
  // The first line may start behind a byte order mark.
  while (!search.isComplete && line.start > 1) {
    line = lineAt(text, line.start - 1);
    const isBlank = line.start + line.indent >= line.end;
    if (isBlank || line.indent > search.limit || text.charAt(line.start + line.indent) === '#') continue;
    if (/^(?:---|\.\.\.)(?=\s|$)/.test(text.slice(line.start, line.start + 4))) break;
    for (const opener of openersOf(text, line).reverse()) search.visit(opener);
  }
  return search.finish();
}

class AncestorSearch {
  /** Openers in columns right of this one belong to something beside. */
  limit: number;
  private readonly ancestors: Ancestor[] = [];
  private isInBlockScalar = false;
  /** The innermost dash whose sequence is not known to begin yet; `index` dashes were seen before it. */
  private dash: { readonly column: number; readonly offset: number; index: number } | undefined;

  constructor(limit: number) {
    this.limit = limit;
  }

  /** In column 0 nothing can be indented less. */
  get isComplete(): boolean {
    return this.limit === 0 && this.dash === undefined;
  }

  visit({ column, offset, key, opensBlockScalar }: Opener): void {
    if (key === undefined) {
      if (this.dash?.column === column) this.dash.index++;
      else if (column < this.limit) {
        this.closeDash();
        if (opensBlockScalar) this.isInBlockScalar = true;
        this.dash = { column, offset, index: 0 };
        this.limit = column;
      }
    } else if (column < this.limit || (column === this.limit && this.dash !== undefined)) {
      // The dashes of a sequence may stand in the column of its key.
      this.closeDash();
      if (opensBlockScalar) this.isInBlockScalar = true;
      this.ancestors.push({ step: key, offset });
      this.limit = column;
    }
  }

  finish(): Ancestor[] | undefined {
    this.closeDash();
    return this.isInBlockScalar ? undefined : this.ancestors.reverse();
  }

  private closeDash(): void {
    if (this.dash) this.ancestors.push({ step: this.dash.index, offset: this.dash.offset });
    this.dash = undefined;
  }
}

/** The dashes at the start of a line and the key behind them, from left to right. */
function openersOf(text: string, { start, end, indent }: Line): Opener[] {
  const openers: Opener[] = [];
  let at = start + indent;
  while (text.charAt(at) === '-' && (at + 1 >= end || isSpace(text.charAt(at + 1)))) {
    const afterDash = at + 1;
    const opensBlockScalar = BLOCK_SCALAR.test(text.slice(afterDash, end));
    openers.push({ column: at - start, offset: at, key: undefined, end: afterDash, opensBlockScalar });
    at = afterDash;
    while (at < end && isSpace(text.charAt(at))) at++;
  }
  const written = text.slice(at, end);
  const match = KEY.exec(written);
  const key = match?.[1];
  if (match && key !== undefined && !/\s#/.test(withoutQuotes(key))) {
    const colonEnd = at + match[0].length;
    const opensBlockScalar = BLOCK_SCALAR.test(text.slice(colonEnd, end));
    openers.push({ column: at - start, offset: at, key: keyText(key), end: colonEnd, opensBlockScalar });
  }
  return openers;
}

function keyText(written: string): string {
  if (written.startsWith("'")) return written.slice(1, -1).replaceAll("''", "'");
  return written.startsWith('"') ? written.slice(1, -1) : written;
}

function withoutQuotes(written: string): string {
  return /^["']/.test(written) ? '' : written;
}

/** The key, with the white space before its colon up to the offset. */
function keyRange(text: string, key: Opener, offset: number): { start: number; end: number } {
  const written = text.slice(key.offset, key.end - 1).trimEnd();
  return { start: key.offset, end: Math.max(key.offset + written.length, offset) };
}

/** The whole value behind a colon, without white space and comment; empty at the offset if that lies outside. */
function valueRange(text: string, colonEnd: number, lineEnd: number, offset: number): { start: number; end: number } {
  const written = text.slice(colonEnd, lineEnd);
  const start = colonEnd + (written.length - written.trimStart().length);
  const comment = commentStart(written);
  const end = colonEnd + written.slice(0, comment).trimEnd().length;
  return start <= offset && offset <= end ? { start, end } : { start: offset, end: offset };
}

/** The characters around the offset up to white space, not reaching into what opens the line. */
function wordRange(
  text: string,
  line: Line,
  before: readonly Opener[],
  offset: number,
): { start: number; end: number } {
  const from = before[before.length - 1]?.end ?? line.start;
  let start = offset;
  while (start > from && !isSpace(text.charAt(start - 1))) start--;
  let end = offset;
  while (end < line.end && !isSpace(text.charAt(end))) end++;
  return { start, end };
}

function isInComment(written: string, cursor: number): boolean {
  return commentStart(written) < cursor;
}

/** Where a comment starts in a line or the rest of one, its length if there is none. */
function commentStart(written: string): number {
  let quote = '';
  for (let at = 0; at < written.length; at++) {
    const character = written.charAt(at);
    const isTokenStart = at === 0 || /[\s,[{:-]/.test(written.charAt(at - 1));
    if (quote !== '') {
      if (character === '\\' && quote === '"') at++;
      else if (character === quote) quote = '';
    } else if (isTokenStart && (character === '"' || character === "'")) quote = character;
    else if (character === '#' && (at === 0 || isSpace(written.charAt(at - 1)))) return at;
  }
  return written.length;
}

function lineAt(text: string, offset: number): Line {
  let start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  if (start === 0 && text.startsWith('\ufeff')) start = 1;
  const lineFeed = text.indexOf('\n', offset);
  let end = lineFeed === -1 ? text.length : lineFeed;
  if (end > start && text.charAt(end - 1) === '\r') end--;
  let indent = 0;
  while (text.charAt(start + indent) === ' ') indent++;
  return { start, end, indent };
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\t';
}
