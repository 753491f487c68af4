/** Reads regular expressions of RE2's kind into trees, of which `re2-matcher.ts` makes something that matches. */
import { re2Problem } from '../../model/re2-syntax.ts';
import { complement, PERL_CLASSES, POSIX_CLASSES, type Ranges, unicodeClass } from './re2-classes.ts';

export type Re2Node =
  /** One character; `test` is a JavaScript expression about a single character and nothing else. */
  | { readonly kind: 'character'; readonly test: RegExp }
  | { readonly kind: 'assertion'; readonly holds: Assertion }
  | { readonly kind: 'sequence' | 'choice'; readonly items: readonly Re2Node[] }
  /** `most` is `undefined` for any number. */
  | { readonly kind: 'repeat'; readonly item: Re2Node; readonly least: number; readonly most: number | undefined };

/** Says something about the place between two characters; `undefined` stands for the ends of the text. */
export type Assertion = (before: string | undefined, after: string | undefined) => boolean;

interface Flags {
  readonly ignoresCase: boolean;
  readonly multiline: boolean;
  readonly dotTakesNewline: boolean;
}

const REPEAT = /([*+?]|\{(\d+)(?:(,)(\d+)?)?\})\??/y;
const GROUP = /\((?:\?P?<[^>]*>|\?([imsU]*)(?:-([imsU]+))?([:)]))?/y;
const POSIX = /\[:(\^?)(\w+):\]/y;
const UNICODE = /\\([pP])(?:\{(\^?)([^}]*)\}|(.))/uy;
const CODE = /\\(?:x\{([0-9a-fA-F]+)\}|x([0-9a-fA-F]{2})|(0[0-7]{0,2}|[1-7][0-7]{1,2}))/y;
const CONTROLS: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };
const EMPTY: Re2Node = { kind: 'sequence', items: [] };

/** The tree of an expression; `undefined` for text that is none. */
export function parseRe2(source: string): Re2Node | undefined {
  return re2Problem(source) === undefined ? new Parser(source).parse() : undefined;
}

/** Reads what `re2Problem` has nothing against, and so never meets anything out of place. */
class Parser {
  readonly #text: string;
  #at = 0;
  #flags: Flags = { ignoresCase: false, multiline: false, dotTakesNewline: false };

  constructor(text: string) {
    this.#text = text;
  }

  parse(): Re2Node {
    const choices: Re2Node[] = [];
    let items: Re2Node[] = [];
    const finish = (): void => void choices.push({ kind: 'sequence', items });
    while (this.#at < this.#text.length && this.#text[this.#at] !== ')') {
      if (this.#text[this.#at] === '|') {
        this.#at++;
        finish();
        items = [];
        continue;
      }
      const repeat = this.#take(REPEAT);
      if (repeat) items.push(repeated(items.pop() ?? EMPTY, repeat));
      else items.push(...this.#items());
    }
    finish();
    return { kind: 'choice', items: choices };
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text) ?? undefined;
    if (match) this.#at += match[0].length;
    return match;
  }

  /** What stands here; nothing for flags, and several characters between `\Q` and `\E`. */
  #items(): readonly Re2Node[] {
    switch (this.#text[this.#at]) {
      case '(':
        return this.#group();
      case '[':
        return [this.#class()];
      case '\\':
        return this.#escape();
      case '.':
        this.#at++;
        return [{ kind: 'character', test: this.#flags.dotTakesNewline ? /^.$/su : /^[^\n]$/u }];
      case '^':
        this.#at++;
        return [this.#flags.multiline ? LINE_BEGIN : TEXT_BEGIN];
      case '$':
        this.#at++;
        return [this.#flags.multiline ? LINE_END : TEXT_END];
      default:
        return [this.#literal(this.#codePoint())];
    }
  }

  #group(): readonly Re2Node[] {
    const [, on, off = '', end] = this.#take(GROUP) ?? [];
    const outer = this.#flags;
    if (on !== undefined) this.#flags = withFlags(outer, on, off);
    if (end === ')') return [];
    const inside = this.parse();
    this.#at++;
    this.#flags = outer;
    return [inside];
  }

  #escape(): readonly Re2Node[] {
    const letter = this.#text[this.#at + 1] ?? '';
    if (letter === 'Q') return this.#quoted();
    const assertion = ASSERTIONS[letter];
    if (assertion) {
      this.#at += 2;
      return [assertion];
    }
    return [this.#characterOf(this.#escapedClass() ?? [this.#range(this.#codePoint())], false)];
  }

  #quoted(): readonly Re2Node[] {
    const from = this.#at + 2;
    const end = this.#text.indexOf('\\E', from);
    const literal = this.#text.slice(from, end < 0 ? undefined : end);
    this.#at = end < 0 ? this.#text.length : end + 2;
    return [...literal].map((character) => this.#literal(character.codePointAt(0) ?? 0));
  }

  #class(): Re2Node {
    this.#at++;
    const isNegated = this.#text[this.#at] === '^';
    if (isNegated) this.#at++;
    const parts: string[] = [];
    for (let isFirst = true; isFirst || this.#text[this.#at] !== ']'; isFirst = false) parts.push(this.#classItem());
    this.#at++;
    return this.#characterOf(parts, isNegated);
  }

  #classItem(): string {
    const posix = this.#take(POSIX);
    if (posix) {
      const [, negation, name = ''] = posix;
      const ranges = POSIX_CLASSES[name] ?? [];
      return rangesText(negation === '^' ? complement(ranges) : ranges);
    }
    const [escaped] = this.#escapedClass() ?? [];
    if (escaped !== undefined) return escaped;
    const from = this.#codePoint();
    if (this.#text[this.#at] !== '-' || this.#text[this.#at + 1] === ']') return this.#range(from);
    this.#at++;
    return this.#range(from, this.#codePoint());
  }

  /** The inside of a JavaScript class for `\d`, `\p{Greek}` and their like, if one stands here. */
  #escapedClass(): readonly string[] | undefined {
    if (this.#text[this.#at] !== '\\') return undefined;
    const letter = this.#text[this.#at + 1] ?? '';
    const ranges = PERL_CLASSES[letter.toLowerCase()];
    if (ranges && 'dDsSwW'.includes(letter)) {
      this.#at += 2;
      return [rangesText(letter === letter.toLowerCase() ? ranges : complement(ranges))];
    }
    const unicode = this.#take(UNICODE);
    if (!unicode) return undefined;
    const [, kind, negation = '', long, short = ''] = unicode;
    return [unicodeClass(long ?? short, (kind === 'P') !== (negation === '^'))];
  }

  /** Reads one character, written as itself or escaped. */
  #codePoint(): number {
    const code = this.#take(CODE);
    if (code)
      return code[3] === undefined ? Number.parseInt(code[1] ?? code[2] ?? '', 16) : Number.parseInt(code[3], 8);
    const isEscaped = this.#text[this.#at] === '\\';
    if (isEscaped) this.#at++;
    const point = this.#text.codePointAt(this.#at) ?? 0;
    const control = isEscaped ? CONTROLS[String.fromCodePoint(point)] : undefined;
    this.#at += point > 0xffff ? 2 : 1;
    return control ?? point;
  }

  #literal(point: number): Re2Node {
    return this.#characterOf([this.#range(point)], false);
  }

  #range(from: number, to = from): string {
    return rangesText([[from, to]]);
  }

  #characterOf(parts: readonly string[], isNegated: boolean): Re2Node {
    const test = new RegExp(`^[${isNegated ? '^' : ''}${parts.join('')}]$`, this.#flags.ignoresCase ? 'iu' : 'u');
    return { kind: 'character', test };
  }
}

function repeated(item: Re2Node, [, sign, least, comma, most]: RegExpExecArray): Re2Node {
  if (sign === '*') return { kind: 'repeat', item, least: 0, most: undefined };
  if (sign === '+') return { kind: 'repeat', item, least: 1, most: undefined };
  if (sign === '?') return { kind: 'repeat', item, least: 0, most: 1 };
  const minimum = Number(least);
  const maximum = comma === undefined ? minimum : most === undefined ? undefined : Number(most);
  return { kind: 'repeat', item, least: minimum, most: maximum };
}

function withFlags(flags: Flags, on: string, off: string): Flags {
  const decide = (letter: string, before: boolean): boolean =>
    off.includes(letter) ? false : on.includes(letter) || before;
  return {
    ignoresCase: decide('i', flags.ignoresCase),
    multiline: decide('m', flags.multiline),
    dotTakesNewline: decide('s', flags.dotTakesNewline),
  };
}

function rangesText(ranges: Ranges): string {
  return ranges.map(([from, to]) => `\\u{${from.toString(16)}}-\\u{${to.toString(16)}}`).join('');
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /^[0-9A-Za-z_]$/.test(character);
}

const TEXT_BEGIN: Re2Node = { kind: 'assertion', holds: (before) => before === undefined };
const TEXT_END: Re2Node = { kind: 'assertion', holds: (_, after) => after === undefined };
const LINE_BEGIN: Re2Node = { kind: 'assertion', holds: (before) => before === undefined || before === '\n' };
const LINE_END: Re2Node = { kind: 'assertion', holds: (_, after) => after === undefined || after === '\n' };

const ASSERTIONS: Readonly<Record<string, Re2Node>> = {
  A: TEXT_BEGIN,
  z: TEXT_END,
  b: { kind: 'assertion', holds: (before, after) => isWord(before) !== isWord(after) },
  B: { kind: 'assertion', holds: (before, after) => isWord(before) === isWord(after) },
};
