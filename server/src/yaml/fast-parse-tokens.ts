/** Characters and scalars on one line, for the fast path. */

import { DOUBLE, PLAIN, type Scalar, SEVERAL_LINES, SINGLE } from './node-classes.ts';
import { hexLength, isSimpleEscape } from './scalar-text.ts';

export const LF = 10;
export const CR = 13;
export const SPACE = 32;
export const QUOTATION = 34;
export const HASH = 35;
export const PERCENT = 37;
export const APOSTROPHE = 39;
export const COMMA = 44;
export const DASH = 45;
export const DOT = 46;
export const COLON = 58;
export const GREATER = 62;
export const QUESTION = 63;
export const OPEN_BRACKET = 91;
export const BACKSLASH = 92;
export const CLOSE_BRACKET = 93;
export const OPEN_BRACE = 123;
export const PIPE = 124;
export const CLOSE_BRACE = 125;
export const BYTE_ORDER_MARK = 0xfeff;

/** Deeper nesting is left to the library, and to the limit that its conversion knows. */
export const MAX_FAST_DEPTH = 64;

/** The library wants the colon of a key within 1,024 characters; less here, to be clear of where it counts from. */
const MAX_KEY_LENGTH = 1000;
/** Mappings with more keys look for repeated ones with a set. */
const MAX_KEYS_COMPARED = 24;

/** Characters that a plain scalar cannot start with, and some with which it rarely does. */
const IS_REFUSED_START: readonly boolean[] = Array.from({ length: 128 }, (_, code) =>
  '#&*!%@`,[]{}|>?:'.includes(String.fromCharCode(code)),
);

export function isFlowStart(code: number): boolean {
  return code === OPEN_BRACKET || code === OPEN_BRACE;
}

export function isFlowIndicator(code: number): boolean {
  return (
    code === COMMA || code === OPEN_BRACKET || code === CLOSE_BRACKET || code === OPEN_BRACE || code === CLOSE_BRACE
  );
}

/** White space or the end, for which `charCodeAt` gives NaN. */
export function endsScalar(code: number): boolean {
  return code === SPACE || endsLine(code);
}

/** A line break or the end; a carriage return stands before a line feed wherever this is asked. */
export function endsLine(code: number): boolean {
  return code === LF || code === CR || Number.isNaN(code);
}

/** Scans scalars; the last one scanned is described by `start`, `end`, `form` and `colon`. */
export class ScalarScanner {
  readonly text: string;
  isRefused = false;
  /** Where the next scalar is scanned. */
  protected position = 0;
  protected start = 0;
  protected end = 0;
  protected form = PLAIN;
  /** Where the colon stands that makes it a key; -1 if it is none. */
  protected colon = -1;
  /** Hashes of the keys of all open mappings, the innermost's last. */
  protected hashSize = 0;
  private readonly hashes: number[] = [];
  private readonly hashSets = new Map<number, Set<number>>();

  constructor(text: string) {
    this.text = text;
  }

  protected refuse(): undefined {
    this.isRefused = true;
    return undefined;
  }

  /**
   * Scans the scalar at `position`, outside flow collections, as far as it is on one line (in single quotes, on lines
   * that are indented more than `parentIndent`); false if it is refused.
   */
  protected scanScalar(parentIndent: number): boolean {
    const { text, position } = this;
    const first = text.charCodeAt(position);
    this.start = position;
    this.colon = -1;
    if (first === QUOTATION || first === APOSTROPHE) {
      if (!this.scanQuoted(first, parentIndent)) return false;
      let at = this.end;
      while (text.charCodeAt(at) === SPACE) at++;
      if (text.charCodeAt(at) === COLON) {
        const isKey = endsScalar(text.charCodeAt(at + 1)) && (this.form & SEVERAL_LINES) === 0;
        if (!isKey) return this.refuseScalar();
        this.colon = at;
      }
    } else {
      if (IS_REFUSED_START[first] === true || first === BYTE_ORDER_MARK) return this.refuseScalar();
      this.form = PLAIN;
      this.end = this.scanPlain(position);
    }
    if (this.colon - position > MAX_KEY_LENGTH) return this.refuseScalar();
    return true;
  }

  /** Where plain text from `start` on ends on its line; it sets `colon` if it ends there. */
  protected scanPlain(start: number): number {
    const { text } = this;
    let at = start;
    for (; ; at++) {
      const code = text.charCodeAt(at);
      if (code === COLON) {
        if (endsScalar(text.charCodeAt(at + 1))) {
          this.colon = at;
          break;
        }
      } else if (code === HASH) {
        if (text.charCodeAt(at - 1) === SPACE) break;
      } else if (endsLine(code)) break;
    }
    while (at > start && text.charCodeAt(at - 1) === SPACE) at--;
    return at;
  }

  /**
   * Scans a quoted scalar at `position` whose escapes are all known. It ends on its line, or is single-quoted and its
   * other lines are indented more than `parentIndent`.
   */
  protected scanQuoted(quote: number, parentIndent: number): boolean {
    const { text, position } = this;
    this.start = position;
    this.form = quote === QUOTATION ? DOUBLE : SINGLE;
    let at = position + 1;
    for (; ; at++) {
      const code = text.charCodeAt(at);
      if (code === quote) {
        if (quote === QUOTATION || text.charCodeAt(at + 1) !== APOSTROPHE) break;
        at++;
      } else if (code === BACKSLASH && quote === QUOTATION) {
        const length = this.escapeLength(at + 1);
        if (length === 0) return this.refuseScalar();
        at += length;
      } else if (endsLine(code)) {
        if (code !== LF || quote === QUOTATION) return this.refuseScalar();
        let content = at + 1;
        while (text.charCodeAt(content) === SPACE) content++;
        // In column 0 it could be a document marker.
        if (text.charCodeAt(content) !== LF && content - at - 1 <= Math.max(parentIndent, 0))
          return this.refuseScalar();
        at = content - 1;
        this.form = SINGLE | SEVERAL_LINES;
      }
    }
    this.end = at + 1;
    return true;
  }

  /** The length of a valid escape after its backslash, or 0. */
  private escapeLength(offset: number): number {
    const letter = this.text.charAt(offset);
    const digits = hexLength(letter);
    if (digits === 0) return isSimpleEscape(letter) ? 1 : 0;
    const written = this.text.slice(offset + 1, offset + 1 + digits);
    if (written.length !== digits || !/^[0-9a-fA-F]+$/.test(written)) return 0;
    return Number.parseInt(written, 16) > 0x10ffff ? 0 : 1 + digits;
  }

  protected refuseScalar(): false {
    this.isRefused = true;
    return false;
  }

  /**
   * Whether a key stands in its mapping already, whose keys' hashes begin at `hashBase`; else it is remembered. Now and
   * then different keys have the same hash: such a text goes to the library.
   */
  protected isRepeatedKey(key: Scalar, hashBase: number): boolean {
    const hash = this.form === PLAIN ? hashOf(this.text, key.start, key.end) : hashOf(key.text, 0, key.text.length);
    const { hashes } = this;
    const count = this.hashSize - hashBase;
    if (count < MAX_KEYS_COMPARED) {
      for (let index = hashBase; index < this.hashSize; index++) if (hashes[index] === hash) return true;
    } else {
      let set = this.hashSets.get(hashBase);
      if (!set || count === MAX_KEYS_COMPARED) {
        set = new Set(hashes.slice(hashBase, this.hashSize));
        this.hashSets.set(hashBase, set);
      }
      if (set.has(hash)) return true;
      set.add(hash);
    }
    hashes[this.hashSize++] = hash;
    return false;
  }
}

function hashOf(text: string, start: number, end: number): number {
  let hash = 0;
  for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash;
}
