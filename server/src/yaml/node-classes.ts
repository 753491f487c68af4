/**
 * The classes behind the types of `nodes.ts`. There are few shapes with few fields: a workspace holds a hundred nodes
 * for each of ten thousand documents. The kind, and the tag where there is none, live on the prototype.
 */

import type {
  AliasNode,
  MapNode,
  PairNode,
  ScalarNode,
  ScalarStyle,
  SeqNode,
  YamlDocument,
  YamlNode,
  YamlProblem,
} from './nodes.ts';
import { decodeScalar } from './scalar-text.ts';

const STYLES: readonly ScalarStyle[] = ['plain', 'single', 'double', 'literal', 'folded'];

/** The style of a scalar as a number, as it is stored. */
export const PLAIN = 0;
export const SINGLE = 1;
export const DOUBLE = 2;
export const LITERAL = 3;
export const FOLDED = 4;
const STYLE_MASK = 7;
/** Set for a plain or single-quoted scalar on several lines, which are folded into one. */
export const SEVERAL_LINES = 16;
/** Set once `origin` is the content itself instead of the document's text. */
const RESOLVED = 8;

export class Scalar implements ScalarNode {
  /** The document's text, or the scalar's content once it is known. */
  private origin: string;
  readonly start: number;
  readonly end: number;
  private form: number;

  constructor(origin: string, start: number, end: number, form: number) {
    this.origin = origin;
    this.start = start;
    this.end = end;
    this.form = form;
  }

  get kind(): 'scalar' {
    return 'scalar';
  }

  get tag(): string | undefined {
    return undefined;
  }

  get style(): ScalarStyle {
    return STYLES[this.form & STYLE_MASK] as ScalarStyle;
  }

  get text(): string {
    const { form } = this;
    if ((form & RESOLVED) !== 0) return this.origin;
    // Plain text is cut out again each time: that costs less than keeping it.
    if (form === PLAIN) return this.origin.slice(this.start, this.end);
    const { start, end } = this;
    const text = decodeScalar(this.origin.slice(start, end), form & STYLE_MASK, (form & SEVERAL_LINES) !== 0);
    this.origin = text;
    this.form = form | RESOLVED;
    return text;
  }

  /** Whether `text` equals `expected`, without making a string for a plain scalar. */
  textEquals(expected: string): boolean {
    if (this.form !== PLAIN) return this.text === expected;
    return this.end - this.start === expected.length && this.origin.startsWith(expected, this.start);
  }
}

export class TaggedScalar extends Scalar {
  private readonly ownTag: string;

  constructor(origin: string, start: number, end: number, form: number, tag: string) {
    super(origin, start, end, form);
    this.ownTag = tag;
  }

  override get tag(): string {
    return this.ownTag;
  }
}

/** A scalar whose content is known already. */
export function resolvedScalar(
  text: string,
  start: number,
  end: number,
  style: number,
  tag: string | undefined,
): ScalarNode {
  if (tag === undefined) return new Scalar(text, start, end, style | RESOLVED);
  return new TaggedScalar(text, start, end, style | RESOLVED, tag);
}

export class Pair implements PairNode {
  readonly key: YamlNode;
  readonly value: YamlNode | undefined;

  constructor(key: YamlNode, value: YamlNode | undefined) {
    this.key = key;
    this.value = value;
  }
}

export class BlockMap implements MapNode {
  readonly start: number;
  readonly end: number;
  readonly pairs: readonly PairNode[];

  constructor(start: number, end: number, pairs: readonly PairNode[]) {
    this.start = start;
    this.end = end;
    this.pairs = pairs;
  }

  get kind(): 'map' {
    return 'map';
  }

  get flow(): boolean {
    return false;
  }

  get tag(): string | undefined {
    return undefined;
  }
}

export class FlowMap extends BlockMap {
  override get flow(): boolean {
    return true;
  }
}

export class BlockSeq implements SeqNode {
  readonly start: number;
  readonly end: number;
  readonly items: readonly (YamlNode | undefined)[];

  constructor(start: number, end: number, items: readonly (YamlNode | undefined)[]) {
    this.start = start;
    this.end = end;
    this.items = items;
  }

  get kind(): 'seq' {
    return 'seq';
  }

  get flow(): boolean {
    return false;
  }

  get tag(): string | undefined {
    return undefined;
  }
}

export class FlowSeq extends BlockSeq {
  override get flow(): boolean {
    return true;
  }
}

/** A mapping or sequence with an explicit tag; rare, so its own shape. */
export class TaggedMap extends BlockMap {
  private readonly isFlow: boolean;
  private readonly ownTag: string;

  constructor(start: number, end: number, pairs: readonly PairNode[], isFlow: boolean, tag: string) {
    super(start, end, pairs);
    this.isFlow = isFlow;
    this.ownTag = tag;
  }

  override get flow(): boolean {
    return this.isFlow;
  }

  override get tag(): string {
    return this.ownTag;
  }
}

export class TaggedSeq extends BlockSeq {
  private readonly isFlow: boolean;
  private readonly ownTag: string;

  constructor(start: number, end: number, items: readonly (YamlNode | undefined)[], isFlow: boolean, tag: string) {
    super(start, end, items);
    this.isFlow = isFlow;
    this.ownTag = tag;
  }

  override get flow(): boolean {
    return this.isFlow;
  }

  override get tag(): string {
    return this.ownTag;
  }
}

export class Alias implements AliasNode {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly target: ScalarNode | MapNode | SeqNode | undefined;

  constructor(start: number, end: number, name: string, target: ScalarNode | MapNode | SeqNode | undefined) {
    this.start = start;
    this.end = end;
    this.name = name;
    this.target = target;
  }

  get kind(): 'alias' {
    return 'alias';
  }
}

export class ParsedDocument implements YamlDocument {
  readonly text: string;
  readonly root: YamlNode | undefined;
  readonly problems: readonly YamlProblem[];
  readonly isBroken: boolean;

  constructor(text: string, root: YamlNode | undefined, problems: readonly YamlProblem[], isBroken: boolean) {
    this.text = text;
    this.root = root;
    this.problems = problems;
    this.isBroken = isBroken;
  }
}
