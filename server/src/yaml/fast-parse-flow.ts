/** Flow collections (`[…]`, `{…}`, so JSON too) for the fast path. */

import {
  APOSTROPHE,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  CR,
  DASH,
  endsLine,
  endsScalar,
  HASH,
  isFlowIndicator,
  isFlowStart,
  LF,
  MAX_FAST_DEPTH,
  OPEN_BRACE,
  QUOTATION,
  ScalarScanner,
  SPACE,
} from './fast-parse-tokens.ts';
import { FlowMap, FlowSeq, Pair, PLAIN, Scalar, SEVERAL_LINES } from './node-classes.ts';
import type { PairNode, YamlNode } from './nodes.ts';

export class FlowReader extends ScalarScanner {
  /** The flow collection at `position`; afterwards its end is the position. Lines must be indented more than `parentIndent`. */
  protected readFlow(parentIndent: number, depth: number): YamlNode | undefined {
    if (depth > MAX_FAST_DEPTH) return this.refuse();
    if (this.text.charCodeAt(this.position) === OPEN_BRACE) return this.readFlowMap(parentIndent, depth);
    return this.readFlowSequence(parentIndent, depth);
  }

  private readFlowMap(parentIndent: number, depth: number): YamlNode | undefined {
    const { text, position: start } = this;
    const pairs: PairNode[] = [];
    const hashBase = this.hashSize;
    this.skipFlowSpace(start + 1, parentIndent, depth);
    while (!this.isRefused && text.charCodeAt(this.position) !== CLOSE_BRACE) {
      if (pairs.length > 0 && !this.readComma(parentIndent, depth)) return this.refuse();
      const key = this.readFlowScalar(parentIndent);
      if (!key || this.isRepeatedKey(key, hashBase)) return this.refuse();
      // The colon stands on the key's line; only after a quoted key it may stand without white space behind it.
      let colon = key.end;
      while (text.charCodeAt(colon) === SPACE) colon++;
      if (text.charCodeAt(colon) !== COLON) return this.refuse();
      if (!endsScalar(text.charCodeAt(colon + 1)) && key.style === 'plain') return this.refuse();
      this.skipFlowSpace(colon + 1, parentIndent, depth);
      const value = this.readFlowValue(parentIndent, depth);
      if (!value) return undefined;
      pairs.push(new Pair(key, value));
      this.skipFlowSpace(value.end, parentIndent, depth);
    }
    if (this.isRefused) return undefined;
    this.hashSize = hashBase;
    this.position++;
    return new FlowMap(start, this.position, pairs.slice());
  }

  private readFlowSequence(parentIndent: number, depth: number): YamlNode | undefined {
    const { text, position: start } = this;
    const items: YamlNode[] = [];
    this.skipFlowSpace(start + 1, parentIndent, depth);
    while (!this.isRefused && text.charCodeAt(this.position) !== CLOSE_BRACKET) {
      if (items.length > 0 && !this.readComma(parentIndent, depth)) return this.refuse();
      const item = this.readFlowValue(parentIndent, depth);
      if (!item) return undefined;
      items.push(item);
      this.skipFlowSpace(item.end, parentIndent, depth);
    }
    if (this.isRefused) return undefined;
    this.position++;
    return new FlowSeq(start, this.position, items.slice());
  }

  private readFlowValue(parentIndent: number, depth: number): YamlNode | undefined {
    if (isFlowStart(this.text.charCodeAt(this.position))) return this.readFlow(parentIndent, depth + 1);
    return this.readFlowScalar(parentIndent);
  }

  private readComma(parentIndent: number, depth: number): boolean {
    if (this.text.charCodeAt(this.position) !== COMMA) return false;
    this.skipFlowSpace(this.position + 1, parentIndent, depth);
    return !this.isRefused;
  }

  /** The scalar at `position`; what may follow it, the caller checks. */
  private readFlowScalar(parentIndent: number): Scalar | undefined {
    const { text, position: start } = this;
    const first = text.charCodeAt(start);
    if (first === QUOTATION || first === APOSTROPHE) {
      if (!this.scanQuoted(first, parentIndent)) return undefined;
      if ((this.form & SEVERAL_LINES) !== 0) return this.refuse();
      return new Scalar(text, start, this.end, this.form);
    }
    if (!isPlainFlowStart(first) || (first === DASH && !isPlainFlowRest(text.charCodeAt(start + 1)))) {
      return this.refuse();
    }
    this.form = PLAIN;
    let at = start;
    let end = start;
    for (; ; at++) {
      const code = text.charCodeAt(at);
      if (code === COLON) {
        const next = text.charCodeAt(at + 1);
        if (endsScalar(next)) break;
        if (isFlowIndicator(next)) return this.refuse();
      } else if (code === HASH) {
        if (text.charCodeAt(at - 1) === SPACE) return this.refuse();
      } else if (endsLine(code) || isFlowIndicator(code)) break;
      if (code !== SPACE) end = at + 1;
    }
    return new Scalar(text, start, end, PLAIN);
  }

  /** Goes to the next character that is not white space. Lines must be indented; comments are left to the library. */
  private skipFlowSpace(from: number, parentIndent: number, depth: number): void {
    const { text } = this;
    let at = from;
    let lineStart = -1;
    let code = text.charCodeAt(at);
    while (code === SPACE || code === LF || code === CR) {
      at++;
      if (code === LF) lineStart = at;
      code = text.charCodeAt(at);
    }
    this.position = at;
    if (Number.isNaN(code) || code === HASH) {
      this.refuse();
      return;
    }
    if (lineStart === -1) return;
    const column = at - lineStart;
    const isOutermostEnd = depth === 0 && (code === CLOSE_BRACE || code === CLOSE_BRACKET) && column === parentIndent;
    if (column <= parentIndent && !isOutermostEnd) this.refuse();
    // In column 0 it may be a document marker.
    if (column === 0 && (code === DASH || code === 46)) this.refuse();
  }
}

/** Letters, digits and what else a plain scalar usually starts with. */
function isPlainFlowStart(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code > 127 ||
    code === DASH ||
    code === 46 ||
    code === 47 ||
    code === 95 ||
    code === 43 ||
    code === 60 ||
    code === 126 ||
    code === 36
  );
}

function isPlainFlowRest(code: number): boolean {
  return !endsScalar(code) && !isFlowIndicator(code);
}
