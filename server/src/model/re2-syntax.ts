/**
 * The syntax of regular expressions as Go's `regexp` reads it, which istiod asks before Envoy's RE2 does: neither has
 * look-around, back-references, atomic groups or possessive repetition. Nothing is matched here; the reader below only tells
 * whether and why text is no such expression.
 */

export type Re2Fault =
  | 'look-around'
  | 'back-reference'
  /** `(?…` that is none of the groups there are. */
  | 'group'
  | 'open-group'
  | 'stray-bracket'
  | 'open-class'
  /** `[z-a]`, `[[:letter:]]`, `\p{Klingon}`. */
  | 'class'
  | 'escape'
  | 'nothing-to-repeat'
  /** `a**`, `a+?+`, `a++`. */
  | 'repeated-repeat'
  /** More than 1000 times, nested repetitions multiplied, or `{3,2}`. */
  | 'repeat-size';

export interface Re2Problem {
  readonly fault: Re2Fault;
  /** The piece of the expression that is meant. */
  readonly part: string;
}

/** Why `text` is no regular expression; `undefined` if it is one. */
export function re2Problem(text: string): Re2Problem | undefined {
  return new Reader(text).read();
}

/** What is repeated: how often, and what lies inside. */
interface Item {
  /** How many copies it makes, as Go counts them; `undefined` where it does not. */
  readonly times: number | undefined;
  readonly inside: readonly Item[];
}

const PLAIN: Item = { times: undefined, inside: [] };
const MAX_COPIES = 1000;
const REPEAT = /\{(0|[1-9][0-9]*)(?:(,)(0|[1-9][0-9]*)?)?\}/y;
const FLAGS = /\(\?(?:[imsU]*|[imsU]*-[imsU]+)([:)])/y;
const NAMED = /\(\?P?<([^>]*)>/y;
const LOOK_AROUND = /\(\?<?[=!]/y;
const NAMED_REFERENCE = /\\k(?:<[^>]*>|\{[^}]*\})?|\(\?P=[^)]*\)?/y;
const ESCAPE =
  /\\(?:[^0-9A-Za-z\u{80}-\u{10ffff}]|0[0-7]{0,2}|[1-7][0-7]{1,2}|x[0-9a-fA-F]{2}|x\{[0-9a-fA-F]+\}|[afnrtv])/uy;
const POSIX_CLASS = /\[:\^?(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit):\]/y;
const UNICODE_CLASS = /\\[pP](?:\{([^}]*)\}|([^{]))/uy;

class Reader {
  readonly #text: string;
  #at = 0;
  /** What was read of each group that is open, the innermost last; the first is the whole. */
  readonly #groups: Item[][] = [[]];
  /** Whether something that can be repeated stands before. */
  #canRepeat = false;

  constructor(text: string) {
    this.#text = text;
  }

  read(): Re2Problem | undefined {
    const text = this.#text;
    /** Where the repetition begins that was read last, if nothing came after it. */
    let lastRepeat: number | undefined;
    while (this.#at < text.length) {
      const start = this.#at;
      let problem: Re2Problem | undefined;
      let repeat: number | undefined;
      switch (text[start]) {
        case '(':
          problem = this.#open();
          break;
        case ')':
          problem = this.#close();
          break;
        case '|':
          this.#at++;
          this.#canRepeat = false;
          break;
        case '[':
          problem = this.#class();
          break;
        case '\\':
          problem = this.#escape();
          break;
        case '*':
        case '+':
        case '?':
          problem = this.#repeat(1, undefined, lastRepeat);
          repeat = start;
          break;
        case '{': {
          const match = this.#take(REPEAT);
          if (!match) this.#push(PLAIN, 1);
          else {
            problem = this.#counted(match, lastRepeat);
            repeat = start;
          }
          break;
        }
        default:
          this.#push(PLAIN, (text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1);
      }
      if (problem) return problem;
      lastRepeat = repeat;
    }
    return this.#groups.length > 1 ? { fault: 'open-group', part: text } : undefined;
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text) ?? undefined;
  }

  #push(item: Item, length: number): void {
    this.#at += length;
    this.#groups[this.#groups.length - 1]?.push(item);
    this.#canRepeat = true;
  }

  #open(): Re2Problem | undefined {
    const text = this.#text;
    if (text[this.#at + 1] !== '?') return this.#enter(1);
    const named = this.#take(NAMED);
    const look = this.#take(LOOK_AROUND);
    if (look) return { fault: 'look-around', part: look[0] };
    if (named) {
      return /^[A-Za-z0-9_]+$/.test(named[1] ?? '') ? this.#enter(named[0].length) : { fault: 'group', part: named[0] };
    }
    const flags = this.#take(FLAGS);
    if (flags?.[1] === ':') return this.#enter(flags[0].length);
    if (flags) {
      // Flags alone are no item: what stands before can still be repeated.
      this.#at += flags[0].length;
      return undefined;
    }
    const reference = this.#take(NAMED_REFERENCE);
    if (reference) return { fault: 'back-reference', part: reference[0] };
    return { fault: 'group', part: text.slice(this.#at, this.#at + 3) };
  }

  #enter(length: number): undefined {
    this.#at += length;
    this.#groups.push([]);
    this.#canRepeat = false;
    return undefined;
  }

  #close(): Re2Problem | undefined {
    const inside = this.#groups.pop();
    if (!inside || this.#groups.length === 0) return { fault: 'stray-bracket', part: ')' };
    const counted = inside.filter((item) => item !== PLAIN);
    this.#push(counted.length === 0 ? PLAIN : { times: undefined, inside: counted }, 1);
    return undefined;
  }

  #counted(match: RegExpExecArray, lastRepeat: number | undefined): Re2Problem | undefined {
    const [written, least = '', comma, most] = match;
    const minimum = Number(least);
    const maximum = comma === undefined ? minimum : most === undefined ? undefined : Number(most);
    if (minimum > MAX_COPIES || (maximum !== undefined && (maximum > MAX_COPIES || maximum < minimum))) {
      return { fault: 'repeat-size', part: written };
    }
    return this.#repeat(written.length, maximum ?? (minimum === 0 ? undefined : minimum), lastRepeat);
  }

  /** `times` is `undefined` for `*`, `+` and `?`, whose copies nobody counts. */
  #repeat(length: number, times: number | undefined, lastRepeat: number | undefined): Re2Problem | undefined {
    const text = this.#text;
    const start = this.#at;
    let end = start + length;
    if (text[end] === '?') end++;
    if (lastRepeat !== undefined) return { fault: 'repeated-repeat', part: text.slice(lastRepeat, end) };
    const items = this.#groups[this.#groups.length - 1];
    const before = items?.pop();
    if (!this.#canRepeat || !items || !before) {
      return { fault: 'nothing-to-repeat', part: text.slice(start, end) };
    }
    const item: Item = times === undefined && before === PLAIN ? PLAIN : { times, inside: [before] };
    items.push(item);
    this.#at = end;
    return times !== undefined && times >= 2 && !isWithin(item, MAX_COPIES)
      ? { fault: 'repeat-size', part: text.slice(start, end) }
      : undefined;
  }

  #escape(): Re2Problem | undefined {
    const text = this.#text;
    const letter = text[this.#at + 1];
    if (letter === 'Q') {
      const from = this.#at + 2;
      const end = text.indexOf('\\E', from);
      const literal = text.slice(from, end < 0 ? undefined : end);
      // Nothing between them is nothing at all; a repetition then concerns what stands before.
      if (literal !== '') this.#push(PLAIN, 0);
      this.#at = end < 0 ? text.length : end + 2;
      return undefined;
    }
    if (letter !== undefined && 'AbBzdDsSwW'.includes(letter)) {
      this.#push(PLAIN, 2);
      return undefined;
    }
    const unicode = this.#unicodeClass();
    if (typeof unicode === 'object') return unicode;
    const length = unicode ?? this.#character();
    if (typeof length === 'object') return length;
    this.#push(PLAIN, length);
    return undefined;
  }

  /** The length of an escape that stands for one character. */
  #character(): number | Re2Problem {
    const match = this.#take(ESCAPE);
    if (match && isCharacter(match[0])) return match[0].length;
    const text = this.#text;
    const next = text[this.#at + 1];
    if (next !== undefined && next >= '1' && next <= '9') return { fault: 'back-reference', part: `\\${next}` };
    const reference = this.#take(NAMED_REFERENCE);
    if (reference) return { fault: 'back-reference', part: reference[0] };
    const code = text.codePointAt(this.#at + 1);
    return { fault: 'escape', part: code === undefined ? '\\' : `\\${String.fromCodePoint(code)}` };
  }

  /** The length of `\p…`; `undefined` where there is none. */
  #unicodeClass(): number | Re2Problem | undefined {
    const letter = this.#text[this.#at + 1];
    if (letter !== 'p' && letter !== 'P') return undefined;
    const match = this.#take(UNICODE_CLASS);
    if (!match) return { fault: 'class', part: this.#text.slice(this.#at) };
    return isUnicodeName(match[1] ?? match[2] ?? '') ? match[0].length : { fault: 'class', part: match[0] };
  }

  #class(): Re2Problem | undefined {
    const text = this.#text;
    const begin = this.#at;
    this.#at++;
    if (text[this.#at] === '^') this.#at++;
    for (let isFirst = true; text[this.#at] !== ']' || isFirst; isFirst = false) {
      if (this.#at >= text.length) return { fault: 'open-class', part: text.slice(begin) };
      const problem = this.#classItem(begin);
      if (problem) return problem;
    }
    this.#push(PLAIN, 1);
    return undefined;
  }

  #classItem(begin: number): Re2Problem | undefined {
    const text = this.#text;
    const start = this.#at;
    if (text.startsWith('[:', start)) {
      const end = text.indexOf(':]', start + 2);
      const named = this.#take(POSIX_CLASS);
      if (named) {
        this.#at += named[0].length;
        return undefined;
      }
      if (end >= 0) return { fault: 'class', part: text.slice(start, end + 2) };
    }
    const unicode = this.#unicodeClassInside();
    if (unicode !== undefined) return typeof unicode === 'object' ? unicode : undefined;
    const from = this.#classCharacter(begin);
    if (typeof from === 'object') return from;
    if (text[this.#at] !== '-' || this.#at + 1 >= text.length || text[this.#at + 1] === ']') return undefined;
    this.#at++;
    const to = this.#classCharacter(begin);
    if (typeof to === 'object') return to;
    return to < from ? { fault: 'class', part: text.slice(start, this.#at) } : undefined;
  }

  /** Reads `\d` and `\p…` inside brackets. */
  #unicodeClassInside(): true | Re2Problem | undefined {
    const text = this.#text;
    if (text[this.#at] !== '\\') return undefined;
    if ('dDsSwW'.includes(text[this.#at + 1] ?? '-')) {
      this.#at += 2;
      return true;
    }
    const unicode = this.#unicodeClass();
    if (typeof unicode !== 'number') return unicode;
    this.#at += unicode;
    return true;
  }

  /** The code point of one character inside brackets. */
  #classCharacter(begin: number): number | Re2Problem {
    const text = this.#text;
    if (text[this.#at] === '\\') {
      const length = this.#character();
      if (typeof length === 'object') return length;
      const code = codeOfEscape(text.slice(this.#at, this.#at + length));
      this.#at += length;
      return code;
    }
    const code = text.codePointAt(this.#at);
    if (code === undefined) return { fault: 'open-class', part: text.slice(begin) };
    this.#at += code > 0xffff ? 2 : 1;
    return code;
  }
}

/** Whether nested repetitions ask for at most `copies` of what is innermost, counted as Go does. */
function isWithin({ times, inside }: Item, copies: number): boolean {
  let left = copies;
  if (times !== undefined) {
    if (times === 0) return true;
    if (times > left) return false;
    left = Math.trunc(left / times);
  }
  return inside.every((item) => isWithin(item, left));
}

const CONTROL_ESCAPES: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };
const MAX_CODE_POINT = 0x10ffff;

function codeOfEscape(written: string): number {
  const rest = written.slice(1);
  if (rest.startsWith('x')) return Number.parseInt(rest.replace(/^x\{?/, ''), 16);
  if (/^[0-7]/.test(rest)) return Number.parseInt(rest, 8);
  return CONTROL_ESCAPES[rest] ?? rest.codePointAt(0) ?? 0;
}

function isCharacter(written: string): boolean {
  return codeOfEscape(written) <= MAX_CODE_POINT;
}

/** General categories and their long names; case, spaces and `_` do not count. */
const CATEGORIES: ReadonlySet<string> = new Set(
  (
    'c cc cf cn co cs l lc ll lm lo lt lu m mc me mn n nd nl no p pc pd pe pf pi po ps s sc sk sm so z zl zp zs ' +
    'any ascii assigned casedletter closepunctuation combiningmark connectorpunctuation control currencysymbol ' +
    'dashpunctuation decimalnumber enclosingmark finalpunctuation format initialpunctuation letter letternumber ' +
    'lineseparator lowercaseletter mark mathsymbol modifierletter modifiersymbol nonspacingmark number ' +
    'openpunctuation other otherletter othernumber otherpunctuation othersymbol paragraphseparator privateuse ' +
    'punctuation separator spaceseparator spacingmark surrogate symbol titlecaseletter unassigned uppercaseletter ' +
    'cntrl digit punct'
  ).split(' '),
);

function isUnicodeName(written: string): boolean {
  const name = written.replace(/^\^/, '');
  return CATEGORIES.has(name.toLowerCase().replace(/[-_ ]/g, '')) || isScript(name);
}

/** Scripts have the names that JavaScript knows, too. */
function isScript(name: string): boolean {
  if (!/^[A-Za-z]+(?:[-_ ][A-Za-z]+)*$/.test(name)) return false;
  const words = name.split(/[-_ ]/).map((word) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase());
  return [name, words.join('_')].some((script) => {
    try {
      new RegExp(`\\p{Script=${script}}`, 'u');
      return true;
    } catch {
      return false;
    }
  });
}
