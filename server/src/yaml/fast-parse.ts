/**
 * The fast path: reads the part of YAML that nearly all manifests are written in, in one pass and without making
 * strings. It gives exactly the nodes that the conversion of the `yaml` library's tree gives, or refuses.
 *
 * Read: block mappings and sequences, plain and quoted scalars (double-quoted ones on one line), block scalars without
 * indicators other than `-`, flow collections, comments, a leading `---`. Refused: everything else (anchors, tags, tabs)
 * and everything with a problem.
 */

import { FlowReader } from './fast-parse-flow.ts';
import {
  BYTE_ORDER_MARK,
  CR,
  DASH,
  DOT,
  endsLine,
  endsScalar,
  GREATER,
  HASH,
  isFlowStart,
  LF,
  MAX_FAST_DEPTH,
  PERCENT,
  PIPE,
  SPACE,
} from './fast-parse-tokens.ts';
import {
  BlockMap,
  BlockSeq,
  FOLDED,
  LITERAL,
  Pair,
  ParsedDocument,
  PLAIN,
  Scalar,
  SEVERAL_LINES,
} from './node-classes.ts';
import type { PairNode, YamlDocument, YamlNode } from './nodes.ts';

const NO_COMMENT = 0x3fffffff;

/** The document, or `undefined` where the text is not surely of the kind that is read here. */
export function fastParse(text: string): YamlDocument | undefined {
  const hasCarriageReturns = text.includes('\r');
  if (text.includes('\t') || (hasCarriageReturns && hasLoneCarriageReturn(text))) return undefined;
  const reader = new BlockReader(text, hasCarriageReturns);
  const root = reader.readDocument();
  return reader.isRefused ? undefined : new ParsedDocument(text, root, [], false);
}

function hasLoneCarriageReturn(text: string): boolean {
  for (let at = text.indexOf('\r'); at !== -1; at = text.indexOf('\r', at + 1)) {
    if (text.charCodeAt(at + 1) !== LF) return true;
  }
  return false;
}

/**
 * Reads block structure. Between calls `position` is the first character of what comes next and `indent` its column;
 * at the end of the document `indent` is -1. After a refusal all positions are meaningless and the caller returns.
 */
class BlockReader extends FlowReader {
  private indent = -1;
  /** The column of the leftmost comment in the lines just passed over. */
  private commentIndent = NO_COMMENT;
  /** Whether a comment was passed over since the last scalar. */
  private hasComment = false;
  /** Then scalars on several lines are left to the library. */
  private readonly hasCarriageReturns: boolean;
  private readonly stack: (PairNode | YamlNode | undefined)[] = [];
  private stackSize = 0;

  constructor(text: string, hasCarriageReturns: boolean) {
    super(text);
    this.hasCarriageReturns = hasCarriageReturns;
  }

  readDocument(): YamlNode | undefined {
    this.readLineStart(this.text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0);
    if (this.isAtMarker()) {
      if (this.text.charCodeAt(this.position) === DOT) return this.refuse();
      this.finishLine(this.position + 3);
    }
    if (this.isRefused || this.indent < 0) return undefined;
    if (this.isAtMarker()) return this.refuse();
    const root = this.readNode(this.indent, -1, 0);
    // What is left would belong to nothing.
    if (this.indent >= 0) return this.refuse();
    return root;
  }

  /** A node at `position` in column `column`, belonging to a parent in column `parentIndent`. */
  private readNode(column: number, parentIndent: number, depth: number): YamlNode | undefined {
    if (depth > MAX_FAST_DEPTH) return this.refuse();
    if (this.isAtDash()) return this.readSequence(column, depth);
    const { commentIndent } = this;
    const first = this.text.charCodeAt(this.position);
    if (isFlowStart(first) || first === PIPE || first === GREATER) {
      return commentIndent <= parentIndent ? this.refuse() : this.readInline(parentIndent);
    }
    if (!this.scanScalar(parentIndent)) return undefined;
    if (this.colon !== -1) return this.readMapping(column, depth);
    // After a comment that is indented less, the library lets a scalar take in lines that are.
    if (commentIndent <= parentIndent) return this.refuse();
    return this.finishScalar(parentIndent);
  }

  /** A mapping whose first key has been scanned. */
  private readMapping(column: number, depth: number): YamlNode | undefined {
    const { start } = this;
    const base = this.stackSize;
    const hashBase = this.hashSize;
    let end = start;
    for (;;) {
      const key = new Scalar(this.text, this.start, this.end, this.form);
      if (this.isRepeatedKey(key, hashBase)) return this.refuse();
      const afterColon = this.colon + 1;
      let value: YamlNode | undefined;
      const valueStart = this.skipSpaces(afterColon);
      if (this.isLineEnd(valueStart, afterColon)) {
        this.readNextLine(valueStart);
        if (this.indent > column) value = this.readNode(this.indent, column, depth + 1);
        else if (this.indent === column && this.isAtDash()) value = this.readSequence(column, depth + 1);
      } else {
        this.position = valueStart;
        value = this.readInline(column);
      }
      if (this.isRefused) return undefined;
      end = value ? value.end : afterColon;
      this.stack[this.stackSize++] = new Pair(key, value);
      if (this.indent !== column) break;
      if (this.isAtDash() || !this.scanScalar(column) || this.colon === -1) return this.refuse();
    }
    if (this.indent > column) return this.refuse();
    const pairs = this.stack.slice(base, this.stackSize) as PairNode[];
    this.stackSize = base;
    this.hashSize = hashBase;
    return new BlockMap(start, end, pairs);
  }

  /** A sequence whose first dash stands at `position`. */
  private readSequence(column: number, depth: number): YamlNode | undefined {
    const start = this.position;
    const base = this.stackSize;
    let end = start;
    do {
      const dash = this.position;
      const itemStart = this.skipSpaces(dash + 1);
      let item: YamlNode | undefined;
      if (this.isLineEnd(itemStart, dash + 1)) {
        this.readNextLine(itemStart);
        if (this.indent > column) item = this.readNode(this.indent, column, depth + 1);
      } else {
        this.position = itemStart;
        this.commentIndent = NO_COMMENT;
        item = this.readNode(column + itemStart - dash, column, depth + 1);
      }
      if (this.isRefused) return undefined;
      end = item ? item.end : dash + 1;
      this.stack[this.stackSize++] = item;
    } while (this.indent === column && this.isAtDash());
    if (this.indent > column) return this.refuse();
    const items = this.stack.slice(base, this.stackSize) as (YamlNode | undefined)[];
    this.stackSize = base;
    return new BlockSeq(start, end, items);
  }

  /** A value that starts on its key's line, or a scalar or flow collection on a line of its own. */
  private readInline(parentIndent: number): YamlNode | undefined {
    const first = this.text.charCodeAt(this.position);
    if (first === PIPE || first === GREATER) return this.readBlockScalar(parentIndent);
    if (isFlowStart(first)) {
      const collection = this.readFlow(parentIndent, 0);
      if (!collection) return undefined;
      this.finishLine(collection.end);
      if (this.indent > parentIndent) return this.refuse();
      return collection;
    }
    if (this.isAtDash() || !this.scanScalar(parentIndent) || this.colon !== -1) return this.refuse();
    return this.finishScalar(parentIndent);
  }

  /** The scalar just scanned, with the lines that continue it: those that are indented more, if it is plain. */
  private finishScalar(parentIndent: number): YamlNode | undefined {
    const { start } = this;
    let { end, form } = this;
    this.finishLine(end);
    while (this.indent > parentIndent) {
      // A comment ends the scalar, and text after it would belong to nothing.
      const isPlain = form === PLAIN || form === SEVERAL_LINES;
      if (!isPlain || parentIndent < 0 || this.hasComment || this.hasCarriageReturns) return this.refuse();
      end = this.scanPlain(this.position);
      if (this.colon !== -1) return this.refuse();
      form = SEVERAL_LINES;
      this.finishLine(end);
    }
    return new Scalar(this.text, start, end, form);
  }

  /** A block scalar whose header is `|`, `>`, `|-` or `>-`. */
  private readBlockScalar(parentIndent: number): YamlNode | undefined {
    const { text, position: start } = this;
    // At the root it need not be indented.
    if (parentIndent < 0 || this.hasCarriageReturns) return this.refuse();
    const form = text.charCodeAt(start) === PIPE ? LITERAL : FOLDED;
    let header = start + 1;
    if (text.charCodeAt(header) === DASH) header++;
    const afterHeader = this.skipSpaces(header);
    if (!this.isLineEnd(afterHeader, header)) return this.refuse();
    let end = this.lineEnd(afterHeader);
    let blankEnd = end;
    let widestBlank = 0;
    let contentIndent = -1;
    for (let lineBreak = end; lineBreak < text.length; ) {
      const lineStart = lineBreak + 1;
      const content = this.skipSpaces(lineStart);
      const width = content - lineStart;
      if (content >= text.length || text.charCodeAt(content) === LF) {
        // White space before the content or at the end decides about it in ways left to the library.
        if (width > widestBlank) widestBlank = width;
        lineBreak = content;
        blankEnd = content;
        continue;
      }
      if (contentIndent === -1) {
        if (width <= parentIndent) break;
        if (widestBlank > width) return this.refuse();
        contentIndent = width;
      }
      if (width < contentIndent) break;
      lineBreak = this.lineEnd(content);
      end = lineBreak;
      blankEnd = lineBreak;
      widestBlank = 0;
    }
    if (widestBlank > 0) return this.refuse();
    this.readNextLine(blankEnd);
    if (this.indent > parentIndent) return this.refuse();
    return new Scalar(text, start, end, form);
  }

  /** Goes on after something that ends at `end`: only a comment may follow on its line. */
  private finishLine(end: number): void {
    const rest = this.skipSpaces(end);
    if (!this.isLineEnd(rest, end)) {
      this.refuse();
      return;
    }
    const hasComment = this.text.charCodeAt(rest) === HASH;
    this.readNextLine(rest);
    this.hasComment = hasComment || this.commentIndent !== NO_COMMENT;
  }

  /** Goes to the next line with content, from anywhere in a line of which only a comment may be left. */
  private readNextLine(from: number): void {
    const end = this.lineEnd(from);
    if (end >= this.text.length) {
      this.position = this.text.length;
      this.indent = -1;
      return;
    }
    this.readLineStart(end + 1);
    // A second marker would start another document; the slice does not have one unless it is not well-formed.
    if (this.indent === 0 && this.isAtMarker()) this.refuse();
  }

  /** Goes to the first line with content at or after `lineStart`. */
  private readLineStart(lineStart: number): void {
    const { text } = this;
    let from = lineStart;
    this.commentIndent = NO_COMMENT;
    for (;;) {
      const content = this.skipSpaces(from);
      const code = text.charCodeAt(content);
      if (content >= text.length) {
        this.position = text.length;
        this.indent = -1;
        return;
      }
      if (code === HASH) {
        this.commentIndent = Math.min(this.commentIndent, content - from);
        from = this.lineEnd(content) + 1;
      } else if (code === LF) from = content + 1;
      else if (code === CR) from = content + 2;
      else {
        if (code === PERCENT) this.refuse();
        this.position = content;
        this.indent = content - from;
        return;
      }
    }
  }

  private isAtDash(): boolean {
    return this.text.charCodeAt(this.position) === DASH && endsScalar(this.text.charCodeAt(this.position + 1));
  }

  private isAtMarker(): boolean {
    if (this.indent !== 0) return false;
    const { text, position } = this;
    const code = text.charCodeAt(position);
    if (code !== DASH && code !== DOT) return false;
    if (text.charCodeAt(position + 1) !== code || text.charCodeAt(position + 2) !== code) return false;
    return endsScalar(text.charCodeAt(position + 3));
  }

  /** Whether nothing but a comment follows at `offset`, where what comes before it ends at `end`. */
  private isLineEnd(offset: number, end: number): boolean {
    const code = this.text.charCodeAt(offset);
    return endsLine(code) || (code === HASH && offset > end);
  }

  private lineEnd(from: number): number {
    const lineFeed = this.text.indexOf('\n', from);
    return lineFeed === -1 ? this.text.length : lineFeed;
  }

  private skipSpaces(from: number): number {
    let at = from;
    while (this.text.charCodeAt(at) === SPACE) at++;
    return at;
  }
}
