/**
 * Whether a text is an expression of CEL, the language of conditions in Telemetry. Only its form is looked at, as istiod does
 * with cel-go: any name and function may stand in it, and macros (`has`, `all`, `map` …) ask for arguments of a certain form.
 */

/** Why a text is no expression; `at` counts characters from 0. */
export type CelFault =
  /** It ends where something must follow. */
  | { readonly code: 'end'; readonly at: number }
  /** `text` has no place where it stands. */
  | { readonly code: 'unexpected'; readonly at: number; readonly text: string }
  /** The word `text` is kept for the language itself. */
  | { readonly code: 'reserved'; readonly at: number; readonly text: string }
  /** The macro `text` has an argument that it cannot work with. */
  | { readonly code: 'macro'; readonly at: number; readonly text: string }
  /** The number or the string `text` cannot be read. */
  | { readonly code: 'literal'; readonly at: number; readonly text: string };

type TokenKind = 'name' | 'number' | 'text' | 'sign' | 'end';

interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly at: number;
}

/** What an operand is, as far as macros ask. */
type Form = 'name' | 'field' | 'other';

const SPACE = /(?:[\t \r\n\f]+|\/\/[^\n]*)*/y;
const ESCAPE = String.raw`\\(?:[abfnrtv"'\\?${'`'}]|[0-3][0-7][0-7]|[xX][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})`;
const TEXT = new RegExp(
  [
    `[bB]?[rR](?:"""[\\s\\S]*?"""|'''[\\s\\S]*?'''|"[^"\\n\\r]*"|'[^'\\n\\r]*')`,
    `[bB]?(?:"""(?:${ESCAPE}|[^\\\\])*?"""|'''(?:${ESCAPE}|[^\\\\])*?''')`,
    `[bB]?(?:"(?:${ESCAPE}|[^\\\\"\\n\\r])*"|'(?:${ESCAPE}|[^\\\\'\\n\\r])*')`,
  ].join('|'),
  'y',
);
const NUMBER =
  /0x[0-9a-fA-F]+[uU]?|(?:[0-9]+\.[0-9]+|\.[0-9]+|[0-9]+(?=[eE][-+]?[0-9]))(?:[eE][-+]?[0-9]+)?|[0-9]+[uU]?/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const SIGN = /==|!=|<=|>=|&&|\|\||[<>()[\]{}.,\-!?:+*/%]/y;

/** Words that are tokens of their own, and so no names of fields either. */
const WORDS: ReadonlySet<string> = new Set(['true', 'false', 'null', 'in']);
/** Words that cannot be names of variables and functions. */
const RESERVED: ReadonlySet<string> = new Set(
  'as break const continue else for function if import let loop package namespace return var void while'.split(' '),
);
const RELATIONS: ReadonlySet<string> = new Set(['<', '<=', '>=', '>', '==', '!=', 'in']);
const CALCULATIONS: ReadonlySet<string> = new Set(['*', '/', '%', '+', '-']);
/** Macros of a list or map whose first argument names a variable, with how many arguments they have. */
const LOOPS: ReadonlySet<string> = new Set(['all2', 'exists2', 'exists_one2', 'existsOne2', 'map2', 'map3', 'filter2']);
const MAX_DEPTH = 250;
const MAX_LENGTH = 100_000;

/** What is wrong with the form of an expression; `undefined` if nothing is. */
export function celFault(text: string): CelFault | undefined {
  if (text.length > 2 * MAX_LENGTH) return { code: 'unexpected', at: MAX_LENGTH, text: text.charAt(MAX_LENGTH) };
  const parser = new Parser(text);
  parser.expression();
  if (parser.token.kind !== 'end') parser.failHere();
  return parser.fault;
}

/** Goes on after a fault as if the text had ended, so that the first one is kept. */
class Parser {
  readonly text: string;
  token: Token;
  fault: CelFault | undefined;
  #next: number;
  #depth = 0;

  constructor(text: string) {
    this.text = text;
    this.#next = 0;
    this.token = this.#read();
  }

  fail(fault: CelFault): void {
    this.fault ??= fault;
    this.#next = this.text.length;
    this.token = { kind: 'end', text: '', at: this.text.length };
  }

  failHere(): void {
    const { kind, at, text } = this.token;
    this.fail(kind === 'end' ? { code: 'end', at } : { code: 'unexpected', at, text });
  }

  expression(): Form {
    if (++this.#depth > MAX_DEPTH) this.failHere();
    let form = this.#or();
    if (this.#take('?')) {
      this.#or();
      this.#expect(':');
      this.expression();
      form = 'other';
    }
    this.#depth--;
    return form;
  }

  #or(): Form {
    let form = this.#and();
    while (this.#take('||')) {
      this.#and();
      form = 'other';
    }
    return form;
  }

  #and(): Form {
    let form = this.#relation();
    while (this.#take('&&')) {
      this.#relation();
      form = 'other';
    }
    return form;
  }

  // How strongly operators bind makes no difference to what is well-formed.
  #relation(): Form {
    let form = this.#unary();
    while (this.#isWordOrSign(RELATIONS) || this.#isWordOrSign(CALCULATIONS)) {
      this.#advance();
      this.#unary();
      form = 'other';
    }
    return form;
  }

  #unary(): Form {
    const sign = this.#isSign('!') ? '!' : this.#isSign('-') ? '-' : undefined;
    if (sign === undefined) return this.#member();
    let count = 0;
    while (this.#take(sign)) count++;
    const { kind, text, at } = this.token;
    if (sign === '-' && kind === 'number') {
      this.#number(text, at, count % 2 === 1);
      this.#advance();
      this.#tail('other');
      return 'other';
    }
    const form = this.#member();
    return count % 2 === 0 ? form : 'other';
  }

  #member(): Form {
    return this.#tail(this.#primary());
  }

  /** Fields, calls and indexes behind an operand. */
  #tail(operand: Form): Form {
    let form = operand;
    for (;;) {
      if (this.#take('[')) {
        this.expression();
        this.#expect(']');
        form = 'other';
      } else if (this.#take('.')) {
        const { text, at } = this.token;
        this.#name();
        form = this.#take('(') ? this.#call(text, at, LOOPS) : 'field';
      } else return form;
    }
  }

  #primary(): Form {
    // The sign of a number may also stand behind another operator: `!-1`.
    const isNegative = this.#take('-');
    const { kind, text, at } = this.token;
    if (isNegative && (kind !== 'number' || /[uU]$/.test(text))) this.failHere();
    if (kind === 'number') this.#number(text, at, isNegative);
    if (kind === 'number' || kind === 'text' || (kind === 'name' && text !== 'in' && WORDS.has(text))) {
      this.#advance();
      return 'other';
    }
    if (this.#take('(')) {
      const form = this.expression();
      this.#expect(')');
      return form;
    }
    if (this.#take('[')) {
      this.#items(']', () => void this.expression());
      return 'other';
    }
    if (this.#take('{')) {
      this.#items('}', () => this.#entry(() => void this.expression()));
      return 'other';
    }
    return this.#named();
  }

  /** A variable, a call or a message: `a`, `size(a)`, `a.b.Message{field: 1}`. */
  #named(): Form {
    this.#take('.');
    const { text, at } = this.token;
    this.#name();
    if (this.fault) return 'other';
    if (this.#isMessage()) {
      while (this.#take('.')) this.#name();
      this.#expect('{');
      this.#items('}', () => this.#entry(() => this.#name()));
      return 'other';
    }
    if (RESERVED.has(text)) this.fail({ code: 'reserved', at, text });
    return this.#take('(') ? this.#call(text, at, undefined) : 'name';
  }

  /** Whether names with dots between them lead to a brace. */
  #isMessage(): boolean {
    const { token } = this;
    const next = this.#next;
    let isOnlyNames = true;
    while (isOnlyNames && this.#isSign('.')) {
      this.#advance();
      isOnlyNames = this.token.kind === 'name' && !WORDS.has(this.token.text);
      this.#advance();
    }
    const isMessage = isOnlyNames && this.#isSign('{');
    this.token = token;
    this.#next = next;
    return isMessage;
  }

  /** The arguments of a call whose bracket is open; `loops` where it has a receiver. */
  #call(name: string, at: number, loops: ReadonlySet<string> | undefined): Form {
    const forms: Form[] = [];
    if (!this.#take(')')) {
      do forms.push(this.expression());
      while (this.#take(','));
      this.#expect(')');
    }
    const isWrong = loops
      ? loops.has(`${name}${forms.length}`) && forms[0] !== 'name'
      : name === 'has' && forms.length === 1 && forms[0] !== 'field';
    if (isWrong) this.fail({ code: 'macro', at, text: name });
    return 'other';
  }

  /** Items up to a bracket, with commas between them and perhaps one at the end. */
  #items(close: string, item: () => void): void {
    if (this.#take(',')) {
      this.#expect(close);
      return;
    }
    while (!this.#take(close)) {
      item();
      if (this.fault) return;
      if (!this.#take(',')) {
        this.#expect(close);
        return;
      }
    }
  }

  #entry(key: () => void): void {
    key();
    this.#expect(':');
    this.expression();
  }

  #name(): void {
    if (this.token.kind !== 'name' || WORDS.has(this.token.text)) this.failHere();
    else this.#advance();
  }

  #number(text: string, at: number, isNegative: boolean): void {
    const isUnsigned = /[uU]$/.test(text) && !isNegative;
    const plain = text.replace(/[uU]$/, '');
    const isInteger = /^(?:0x[0-9a-fA-F]+|[0-9]+)$/.test(plain);
    const isRight = isInteger
      ? BigInt(plain) < 2n ** (isUnsigned ? 64n : 63n) + (isNegative ? 1n : 0n)
      : Number.isFinite(Number(plain));
    if (!isRight) this.fail({ code: 'literal', at, text });
  }

  #take(sign: string): boolean {
    if (!this.#isSign(sign)) return false;
    this.#advance();
    return true;
  }

  #expect(sign: string): void {
    if (!this.#take(sign)) this.failHere();
  }

  #isSign(sign: string): boolean {
    return this.token.kind === 'sign' && this.token.text === sign;
  }

  #isWordOrSign(set: ReadonlySet<string>): boolean {
    return (this.token.kind === 'sign' || this.token.kind === 'name') && set.has(this.token.text);
  }

  #advance(): void {
    if (this.token.kind !== 'end') this.token = this.#read();
  }

  #read(): Token {
    const { text } = this;
    SPACE.lastIndex = this.#next;
    const at = this.#next + (SPACE.exec(text)?.[0].length ?? 0);
    if (at >= text.length) return { kind: 'end', text: '', at };
    for (const [kind, pattern] of TOKENS) {
      pattern.lastIndex = at;
      const found = pattern.exec(text)?.[0];
      if (found === undefined) continue;
      this.#next = at + found.length;
      if (kind === 'text' && !isReadable(found)) this.fault ??= { code: 'literal', at, text: found };
      return { kind, text: found, at };
    }
    this.fault ??= { code: 'unexpected', at, text: text.charAt(at) };
    this.#next = text.length;
    return { kind: 'end', text: '', at: text.length };
  }
}

const TOKENS: readonly (readonly [TokenKind, RegExp])[] = [
  ['text', TEXT],
  ['number', NUMBER],
  ['name', NAME],
  ['sign', SIGN],
];

/** Whether the escapes in a text name characters that there are, and in bytes none at all. */
function isReadable(literal: string): boolean {
  const start = literal.search(/["']/);
  const prefix = literal.slice(0, start).toLowerCase();
  if (prefix.includes('r') || !literal.includes('\\')) return true;
  for (const [sequence] of literal.matchAll(/\\(?:u.{4}|U.{8}|[\s\S])/g)) {
    if (!/^\\[uU]/.test(sequence)) continue;
    const code = Number.parseInt(sequence.slice(2), 16);
    if (prefix === 'b' || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return false;
  }
  return true;
}
