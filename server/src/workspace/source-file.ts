/**
 * One file as an ordered list of documents. An edit splits again only the neighbourhood of what it touches; documents
 * whose text stays the same keep their slot, and only where they start changes.
 */

import { countLineBreaks, LineIndex, type Position, type PositionRange } from '../text/line-index.ts';
import type { YamlDocument } from '../yaml/nodes.ts';
import { type ParseOptions, parseDocument } from '../yaml/parse-document.ts';
import { type DocumentSlice, splitPart, startsWithMarker } from '../yaml/split-documents.ts';

/** A document in its file. The object stays the same as long as its text does; where it starts is updated in place. */
export interface DocumentSlot {
  /** The slice's text; slots laid end to end are the file. */
  readonly text: string;
  /** Parsed when first asked for, and kept. */
  readonly document: YamlDocument;
  /** The offset in the file of the slice's first character. */
  readonly start: number;
  /** The zero-based line in the file of the slice's first character, which is the first of its line. */
  readonly startLine: number;
}

/** A change as the Language Server Protocol sends it; without a range `text` is the whole new file. */
export interface SourceEdit {
  readonly range?: PositionRange | undefined;
  readonly text: string;
}

/** What a change did: slots of `removed` are no longer in the file, those of `added` are new. */
export interface SlotChange {
  readonly removed: readonly DocumentSlot[];
  readonly added: readonly DocumentSlot[];
}

export class SourceFile {
  readonly uri: string;
  private currentSlots: Slot[];
  private readonly parser: CountingParser;
  private joinedText: string | undefined;

  private constructor(uri: string, text: string, options: ParseOptions) {
    this.uri = uri;
    this.parser = new CountingParser(options);
    this.joinedText = text;
    this.currentSlots = [];
    for (const slice of splitPart(text).slices) {
      this.currentSlots.push(new Slot(text.slice(slice.start, slice.end), this.parser));
    }
    this.placeSlots(0);
  }

  static create(uri: string, text: string, options: ParseOptions = {}): SourceFile {
    return new SourceFile(uri, text, options);
  }

  /** At least one slot, also in an empty file. The array is replaced, not changed, by an edit. */
  get slots(): readonly DocumentSlot[] {
    return this.currentSlots;
  }

  /** How many documents have been parsed since the file was created. */
  get documentsParsed(): number {
    return this.parser.count;
  }

  get text(): string {
    this.joinedText ??= this.currentSlots.map((slot) => slot.text).join('');
    return this.joinedText;
  }

  get length(): number {
    return this.lastSlot.start + this.lastSlot.text.length;
  }

  /** Applies changes one after the other, each in positions of the text that the one before left. */
  applyEdits(edits: readonly SourceEdit[]): SlotChange {
    const changes = new SlotChanges();
    for (const { range, text } of edits) {
      if (range) this.splice(this.offsetAt(range.start), this.offsetAt(range.end), text, changes);
      else this.spliceText(text, changes);
    }
    return changes.result();
  }

  /** Makes `text` the whole content; documents at the start and the end that stay the same, and others, are kept. */
  replaceText(text: string): SlotChange {
    const changes = new SlotChanges();
    this.spliceText(text, changes);
    return changes.result();
  }

  /** The offset in the file; positions beyond a line or the file mean its end. */
  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    const slot = this.slotBy((candidate) => candidate.startLine <= position.line);
    return slot.start + slot.lines.offsetAt({ ...position, line: position.line - slot.startLine });
  }

  /** The position in the file of an offset in the file. */
  positionAt(offset: number): Position {
    const slot = this.currentSlots[this.slotIndexAt(offset)] as Slot;
    const { line, character } = slot.lines.positionAt(offset - slot.start);
    return { line: line + slot.startLine, character };
  }

  /** The document whose slice contains the offset; at a boundary the later one, at the end of the file the last. */
  slotAt(offset: number): DocumentSlot {
    return this.currentSlots[this.slotIndexAt(offset)] as Slot;
  }

  private get lastSlot(): Slot {
    return this.currentSlots[this.currentSlots.length - 1] as Slot;
  }

  private spliceText(text: string, changes: SlotChanges): void {
    const slots = this.currentSlots;
    let first = 0;
    let start = 0;
    while (first < slots.length) {
      const slotText = (slots[first] as Slot).text;
      if (!text.startsWith(slotText, start)) break;
      start += slotText.length;
      first++;
    }
    if (first === slots.length && start === text.length) return;
    let end = text.length;
    let last = slots.length;
    while (last > first) {
      const slotText = (slots[last - 1] as Slot).text;
      if (end - slotText.length < start || !text.endsWith(slotText, end)) break;
      end -= slotText.length;
      last--;
    }
    this.splice(start, slots[last]?.start ?? this.length, text.slice(start, end), changes);
  }

  /** Replaces `[start, end)` of the file. */
  private splice(from: number, to: number, newText: string, changes: SlotChanges): void {
    const [start, end] = from <= to ? [from, to] : [to, from];
    if (start === end && newText === '') return;
    const slots = this.currentSlots;
    // The slot before may take over what follows it; it starts where it starts whatever comes after.
    const first = Math.max(0, this.slotIndexAt(start) - 1);
    let last = this.slotIndexAt(end);
    const regionStart = (slots[first] as Slot).start;
    const region = joinTexts(slots, first, last);
    let text = region.slice(0, start - regionStart) + newText + region.slice(end - regionStart);
    let { slices, state } = splitPart(text);
    // On, until what follows would be split as it is now.
    for (let next = slots[last + 1]; next !== undefined; next = slots[last + 1]) {
      if (!state.hasPrelude && (state.isOutside || startsWithMarker(next.text))) break;
      text += next.text;
      last++;
      ({ slices, state } = splitPart(text));
    }
    if (text === '' && last + 1 < slots.length) slices = [];
    const old = slots.slice(first, last + 1);
    const replacement = this.reuse(old, slices, text);
    changes.add(old, replacement);
    this.currentSlots = slots.slice(0, first).concat(replacement, slots.slice(last + 1));
    this.joinedText = undefined;
    this.placeSlots(first);
  }

  /** Slots for `slices`: the old ones where the text is the same, in order from both ends, then wherever they stood. */
  private reuse(old: readonly Slot[], slices: readonly DocumentSlice[], text: string): Slot[] {
    const isSame = (slot: Slot | undefined, slice: DocumentSlice): slot is Slot =>
      slot !== undefined && slot.text.length === slice.end - slice.start && text.startsWith(slot.text, slice.start);
    let first = 0;
    while (first < slices.length && isSame(old[first], slices[first] as DocumentSlice)) first++;
    let kept = 0;
    while (
      kept < Math.min(slices.length, old.length) - first &&
      isSame(old[old.length - 1 - kept], slices[slices.length - 1 - kept] as DocumentSlice)
    ) {
      kept++;
    }
    const byText = new Map<string, Slot[]>();
    for (const slot of old.slice(first, old.length - kept)) {
      const sameText = byText.get(slot.text);
      if (sameText) sameText.push(slot);
      else byText.set(slot.text, [slot]);
    }
    const changed = slices.slice(first, slices.length - kept).map((slice) => {
      const sliceText = text.slice(slice.start, slice.end);
      return byText.get(sliceText)?.shift() ?? new Slot(sliceText, this.parser);
    });
    return [...old.slice(0, first), ...changed, ...old.slice(old.length - kept)];
  }

  /** Sets where the slots from `first` on start. */
  private placeSlots(first: number): void {
    const before = this.currentSlots[first - 1];
    let start = before ? before.start + before.text.length : 0;
    let startLine = before ? before.startLine + before.lineBreaks : 0;
    for (let index = first; index < this.currentSlots.length; index++) {
      const slot = this.currentSlots[index] as Slot;
      slot.start = start;
      slot.startLine = startLine;
      start += slot.text.length;
      startLine += slot.lineBreaks;
    }
  }

  private slotIndexAt(offset: number): number {
    return this.indexBy((slot) => slot.start <= offset);
  }

  private slotBy(isReached: (slot: Slot) => boolean): Slot {
    return this.currentSlots[this.indexBy(isReached)] as Slot;
  }

  /** The last slot that `isReached` accepts; it accepts all up to some slot and none after. */
  private indexBy(isReached: (slot: Slot) => boolean): number {
    let low = 0;
    let high = this.currentSlots.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (isReached(this.currentSlots[middle] as Slot)) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

class CountingParser {
  count = 0;
  private readonly options: ParseOptions;

  constructor(options: ParseOptions) {
    this.options = options;
  }

  parse(text: string): YamlDocument {
    this.count++;
    return parseDocument(text, this.options);
  }
}

class Slot implements DocumentSlot {
  readonly text: string;
  readonly lineBreaks: number;
  start = 0;
  startLine = 0;
  private readonly parser: CountingParser;
  private parsed: YamlDocument | undefined;
  private lineIndex: LineIndex | undefined;

  constructor(text: string, parser: CountingParser) {
    this.text = text;
    this.lineBreaks = countLineBreaks(text);
    this.parser = parser;
    this.parsed = undefined;
    this.lineIndex = undefined;
  }

  get document(): YamlDocument {
    this.parsed ??= this.parser.parse(this.text);
    return this.parsed;
  }

  get lines(): LineIndex {
    this.lineIndex ??= new LineIndex(this.text);
    return this.lineIndex;
  }
}

function joinTexts(slots: readonly Slot[], first: number, last: number): string {
  let text = '';
  for (let index = first; index <= last; index++) text += (slots[index] as Slot).text;
  return text;
}

/** What several edits together removed and added: a slot that came and went in between is neither. */
class SlotChanges {
  private readonly removed = new Set<Slot>();
  private readonly added = new Set<Slot>();

  add(old: readonly Slot[], replacement: readonly Slot[]): void {
    const stay = new Set(replacement);
    const were = new Set(old);
    for (const slot of old) if (!stay.has(slot) && !this.added.delete(slot)) this.removed.add(slot);
    for (const slot of replacement) if (!were.has(slot)) this.added.add(slot);
  }

  result(): SlotChange {
    return { removed: [...this.removed], added: [...this.added].sort((a, b) => a.start - b.start) };
  }
}
