/** The walk that gives every line of a document its indentation, by the collections that begin on it. */
import type { TextEdit } from '../text/text-edit.ts';
import { placeComments } from './format-comments.ts';
import { type FormatLine, type Frame, formatLines, lineEdits, lineIndexAt } from './format-lines.ts';
import { flowEdits, type QuoteStyle, quoteEdits, spaced } from './format-spacing.ts';
import type { MapNode, RelativeRange, ScalarNode, SeqNode, YamlDocument, YamlNode } from './nodes.ts';

export interface LayoutOptions {
  /** Spaces by which what belongs to a key is indented. */
  readonly indent: number;
  /** Where the dashes of a list under a key stand: deeper than the key, in its column, or as each list has it. */
  readonly lists: 'keep' | 'indented' | 'flat';
  readonly quotes: QuoteStyle;
  /** The lines that may change, first and last of the document's from 0; collections that reach beyond stay in their columns. */
  readonly lines?: { readonly first: number; readonly last: number } | undefined;
}

/** What a value stands behind, which decides how far it is indented below. */
type Under = 'key' | 'dash';

/** How far what stands behind a dash begins from it. */
const DASH = 2;

/** The edits of a document that lay it out; `undefined` where it is written in a way that this does not understand. */
export function layoutEdits(document: YamlDocument, options: LayoutOptions): TextEdit[] | undefined {
  const layout = new Layout(document, options);
  if (!layout.place()) return undefined;
  const edits = layout.edits();
  return edits.some((edit) => makesMarker(document.text, edit)) ? undefined : edits;
}

/** Whether a line that begins with `---` or `...`, a word while it is indented, would divide documents. */
function makesMarker(text: string, { start, end, newText }: TextEdit): boolean {
  const isFirst = start === 0 || text[start - 1] === '\n';
  return newText === '' && isFirst && /^(?:---|\.{3})(?:\s|$)/.test(text.slice(end, end + 4));
}

class Layout {
  readonly #text: string;
  readonly #root: YamlNode | undefined;
  readonly #options: LayoutOptions;
  readonly #lines: FormatLine[];
  readonly #spacing: TextEdit[] = [];
  /** False once something stands where it was not expected. */
  #isUnderstood = true;

  constructor({ text, root }: YamlDocument, options: LayoutOptions) {
    this.#text = text;
    this.#root = root;
    this.#options = options;
    this.#lines = formatLines(text);
  }

  /** Decides about every line; returns whether that could be done. */
  place(): boolean {
    const root = this.#root;
    if (root) {
      this.#claim(root);
      if (isBlock(root)) this.#placeOnOwnLine(root, 0, undefined);
      else return false;
    }
    placeComments(this.#lines);
    return this.#isUnderstood && this.#lines.every(({ role }) => role !== 'open');
  }

  edits(): TextEdit[] {
    const edits = this.#lines.flatMap((line, index) => (this.#isInRange(index) ? lineEdits(this.#text, line) : []));
    edits.push(...this.#spacing.filter(({ start }) => this.#isInRange(this.#lineOf(start))));
    return edits.sort((left, right) => left.start - right.start || left.end - right.end);
  }

  /** Marks the further lines of scalars and brackets, which nothing else can begin on. */
  #claim(node: YamlNode): void {
    if (node.kind === 'scalar') this.#claimScalar(node);
    if (node.kind !== 'map' && node.kind !== 'seq') return;
    if (node.flow) {
      const { first, last } = this.#linesOf(node);
      for (let index = first + 1; index <= last; index++) this.#setRole(index, 'inside');
      this.#spacing.push(...flowEdits(this.#text, node));
    }
    const children = node.kind === 'seq' ? node.items : node.pairs.flatMap(({ key, value }) => [key, value]);
    for (const child of children) if (child) this.#claim(child);
  }

  #claimScalar(node: ScalarNode): void {
    this.#spacing.push(...quoteEdits(this.#text, node, this.#options.quotes));
    if (isBlockScalar(node)) return;
    const { first, last } = this.#linesOf(node);
    for (let index = first + 1; index <= last; index++) this.#setRole(index, 'inside');
    // White space where a quoted text goes on in the next line may be content.
    if (node.style !== 'plain') for (const line of this.#lines.slice(first, last)) line.keepsEnd = true;
  }

  /** A collection whose first entry begins a line. */
  #placeOnOwnLine(node: MapNode | SeqNode, wanted: number, parent: Frame | undefined): void {
    const old = this.#columnOf(node.start);
    if (this.#lineAt(node.start).indent !== old) this.#isUnderstood = false;
    this.#placeBlock(node, { old, next: this.#isWhollyInRange(node) ? wanted : old, parent });
  }

  #placeBlock(node: MapNode | SeqNode, frame: Frame): void {
    if (!this.#isUnderstood) return;
    if (node.kind === 'seq') this.#placeItems(node, frame);
    else for (const { key, value } of node.pairs) this.#placePair(key, value, frame);
  }

  #placePair(key: YamlNode, value: YamlNode | undefined, frame: Frame): void {
    const colon = this.#colonBehind(key);
    if (this.#columnOf(key.start) !== frame.old || colon === undefined) {
      this.#isUnderstood = false;
      return;
    }
    this.#beginLine(key.start, frame);
    if (key.kind === 'scalar') this.#spacing.push(...spaced(this.#text, key.end, colon, /^[ \t]*$/, ''));
    this.#placeValue(value, colon + 1, frame, 'key');
  }

  #placeItems(node: SeqNode, frame: Frame): void {
    const dashes = this.#dashesOf(node, frame.old);
    if (dashes.length !== node.items.length) {
      this.#isUnderstood = false;
      return;
    }
    node.items.forEach((item, index) => {
      const dash = dashes[index] as number;
      const behind = dash + 1;
      if (item && (item.start < behind || item.start >= (dashes[index + 1] ?? Number.POSITIVE_INFINITY))) {
        this.#isUnderstood = false;
        return;
      }
      this.#beginLine(dash, frame);
      if (item && isBlock(item) && this.#lineOf(item.start) === this.#lineOf(dash))
        this.#placeBehindDash(item, behind, frame);
      else this.#placeValue(item, behind, frame, 'dash');
    });
  }

  /** `- key: value` and `- - item`. */
  #placeBehindDash(item: MapNode | SeqNode, behind: number, frame: Frame): void {
    const gap = this.#text.slice(behind, item.start);
    if (!/^ +$/.test(gap)) {
      this.#isUnderstood = false;
      return;
    }
    const old = this.#columnOf(item.start);
    const isMoving = this.#isWhollyInRange(item);
    if (isMoving) this.#spacing.push(...spaced(this.#text, behind, item.start, /^/, ' '));
    this.#placeBlock(item, { old, next: isMoving ? frame.next + DASH : old, parent: frame });
  }

  /** What stands behind the colon of a key or a dash, perhaps on the lines below. */
  #placeValue(value: YamlNode | undefined, behind: number, frame: Frame, under: Under): void {
    const line = this.#lineAt(behind);
    const gap = /^[ \t]+(?=[^\s#])/.exec(this.#text.slice(behind, line.end))?.[0];
    if (gap !== undefined) this.#spacing.push(...spaced(this.#text, behind, behind + gap.length, /^/, ' '));
    if (!value) return;
    const isBelow = this.#lineOf(value.start) > this.#lineOf(behind);
    if (isBlock(value)) {
      if (!isBelow) this.#isUnderstood = false;
      else this.#placeOnOwnLine(value, this.#columnUnder(value, frame, under), frame);
    } else if (value.kind === 'scalar' && isBlockScalar(value)) {
      if (isBelow) this.#isUnderstood = false;
      else this.#placeBlockScalar(value, frame, under);
    } else this.#placeFlowing(value, frame, under, isBelow);
  }

  /** The column of a collection under a key or a dash. */
  #columnUnder(value: MapNode | SeqNode, frame: Frame, under: Under): number {
    if (value.kind === 'map' || under === 'dash') return frame.next + this.#step(under);
    const isFlat = this.#columnOf(value.start) === frame.old;
    const { lists } = this.#options;
    return lists === 'flat' || (lists === 'keep' && isFlat) ? frame.next : frame.next + this.#step(under);
  }

  #step(under: Under): number {
    return under === 'dash' ? DASH : this.#options.indent;
  }

  /** A scalar or brackets, perhaps on several lines. */
  #placeFlowing(value: YamlNode, frame: Frame, under: Under, isBelow: boolean): void {
    const { first, last } = this.#linesOf(value);
    const line = this.#lines[first] as FormatLine;
    let shift = frame.next - frame.old;
    if (isBelow) {
      if (line.indent !== this.#columnOf(value.start)) this.#isUnderstood = false;
      const next = this.#isWhollyInRange(value) ? frame.next + this.#step(under) : line.indent + shift;
      shift = next - line.indent;
      this.#beginLine(value.start, { old: line.indent, next, parent: frame });
    }
    const least = value.kind === 'scalar' ? frame.next + 1 : 0;
    for (let index = first + 1; index <= last; index++) {
      const further = this.#lines[index] as FormatLine;
      const isBlank = further.start + further.indent >= further.end;
      if (!isBlank) further.next = Math.max(least, further.indent + shift);
    }
  }

  #placeBlockScalar(value: ScalarNode, frame: Frame, under: Under): void {
    const header = this.#lineOf(value.start);
    const { indent, last } = this.#blockScalarLines(value, header, frame.old);
    const lastLine = this.#lines[last] as FormatLine;
    if (indent === undefined) {
      for (let index = header + 1; index <= last; index++) this.#keep(index);
      lastLine.commentLimit = frame.next + 1;
      return;
    }
    const isMoving = this.#isInRange(header) && this.#isInRange(last);
    const isExplicit = /[1-9]/.test(this.#headerOf(value));
    const next = isMoving && !isExplicit ? frame.next + this.#step(under) : indent + frame.next - frame.old;
    for (let index = header + 1; index <= last; index++) {
      const line = this.#lines[index] as FormatLine;
      const isEmpty = line.start + line.indent >= line.end && line.indent <= indent;
      // Spaces of an empty line that reach no further than the text's own margin are none of it.
      if (isEmpty) line.role = 'blank';
      else {
        this.#keep(index);
        line.next = line.indent + next - indent;
      }
    }
    lastLine.commentLimit = next;
  }

  /** The margin of a block scalar's text, `undefined` if there is no text; and its last line. */
  #blockScalarLines(value: ScalarNode, header: number, outer: number): { indent: number | undefined; last: number } {
    const explicit = /[1-9]/.exec(this.#headerOf(value))?.[0];
    let indent = explicit === undefined ? undefined : outer + Number(explicit);
    let last = header;
    for (let index = header + 1; index < this.#lines.length; index++) {
      const line = this.#lines[index] as FormatLine;
      const isEmpty = line.start + line.indent >= line.end;
      if (!isEmpty) {
        if (line.indent <= outer || (indent !== undefined && line.indent < indent)) break;
        indent ??= line.indent;
      }
      last = index;
    }
    return { indent: last === header ? undefined : indent, last };
  }

  #headerOf(value: ScalarNode): string {
    return /^[|>][-+0-9]*/.exec(this.#text.slice(value.start, value.start + 4))?.[0] ?? '';
  }

  /** Where the dashes of a list stand, by the lines that begin with one in its column. */
  #dashesOf(node: SeqNode, column: number): number[] {
    const { first, last } = this.#linesOf(node);
    const dashes = this.#isDash(node.start) ? [node.start] : [];
    for (let index = first + 1; index <= last; index++) {
      const { role, indent, start } = this.#lines[index] as FormatLine;
      if (role === 'open' && indent === column && this.#isDash(start + indent)) dashes.push(start + indent);
    }
    return dashes;
  }

  #isDash(offset: number): boolean {
    return this.#text.charAt(offset) === '-' && /^\s?$/.test(this.#text.charAt(offset + 1));
  }

  #colonBehind(key: YamlNode): number | undefined {
    if (key.kind !== 'scalar' && key.kind !== 'alias') return undefined;
    if (key.end === key.start || this.#lineOf(key.start) !== this.#lineOf(key.end)) return undefined;
    const found = /^[ \t]*:/.exec(this.#text.slice(key.end, this.#lineAt(key.end).end));
    return found ? key.end + found[0].length - 1 : undefined;
  }

  /** Where an entry is the first of its line, the line is indented with it. */
  #beginLine(offset: number, frame: Frame): void {
    const line = this.#lineAt(offset);
    if (line.start + line.indent === offset) line.next = frame.next;
    else if (line.role !== 'structure') this.#isUnderstood = false;
    if (line.role === 'inside') this.#isUnderstood = false;
    line.role = 'structure';
    line.frame = frame;
  }

  /** A line of a block scalar. */
  #keep(index: number): void {
    const line = this.#lines[index] as FormatLine;
    line.role = 'inside';
    line.keepsEnd = true;
  }

  #setRole(index: number, role: FormatLine['role']): void {
    const line = this.#lines[index] as FormatLine;
    if (line.role !== 'structure') line.role = role;
  }

  #columnOf(offset: number): number {
    return offset - this.#lineAt(offset).start;
  }

  #lineOf(offset: number): number {
    return lineIndexAt(this.#lines, offset);
  }

  #lineAt(offset: number): FormatLine {
    return this.#lines[this.#lineOf(offset)] as FormatLine;
  }

  #linesOf({ start, end }: RelativeRange): { first: number; last: number } {
    return { first: this.#lineOf(start), last: this.#lineOf(Math.max(start, end - 1)) };
  }

  #isInRange(index: number): boolean {
    const { lines } = this.#options;
    return !lines || (lines.first <= index && index <= lines.last);
  }

  #isWhollyInRange(node: RelativeRange): boolean {
    if (!this.#options.lines) return true;
    const { first, last } = this.#linesOf(node);
    return this.#isInRange(first) && this.#isInRange(last);
  }
}

function isBlockScalar(node: ScalarNode): boolean {
  return node.style === 'literal' || node.style === 'folded';
}

function isBlock(node: YamlNode): node is MapNode | SeqNode {
  return (node.kind === 'map' || node.kind === 'seq') && !node.flow;
}
