/** Forms of single texts that istiod's webhook asks for (pkg/config/validation). */
import { type Re2Problem, re2Problem } from './re2-syntax.ts';

const LABEL_NAME = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const DNS_LABEL = /^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$/;
/** istiod's own set: HTTP's, and the comma, which slipped in as part of a range. */
const TOKEN = /^[!#$%&'*+,\-.^_`|~A-Za-z0-9]+$/;
const MAX_REGEX_BYTES = 1024;
const MAX_LABEL_NAME = 63;
const MAX_LABEL_PREFIX = 253;

/** A key of a label: a name of 63 characters at most, perhaps after a DNS name (in any case) and a slash. */
export function isLabelKey(text: string): boolean {
  const slash = text.indexOf('/');
  const name = text.slice(slash + 1);
  if (slash >= 0 && !isLabelPrefix(text.slice(0, slash))) return false;
  return name.length <= MAX_LABEL_NAME && LABEL_NAME.test(name);
}

function isLabelPrefix(text: string): boolean {
  return text.length <= MAX_LABEL_PREFIX && text.split('.').every((label) => DNS_LABEL.test(label));
}

/** A value of a label: empty, or of the same characters as a name. istiod itself sets no limit to its length. */
export function isLabelValue(text: string): boolean {
  return text === '' || LABEL_NAME.test(text);
}

/** What istiod takes for the name of a header: a token of HTTP. */
export function isHttpToken(text: string): boolean {
  return TOKEN.test(text);
}

/** Why istiod does not take `text` as a regular expression; `undefined` if it does. */
export type RegexProblem = 'empty' | 'too-long' | 'look-around' | 'back-reference' | 'syntax';

/** What is wrong with a regular expression of RE2's kind, in a word; for a sentence about it see rules/regex-texts.ts. */
export function regexProblem(text: string): RegexProblem | undefined {
  const problem = regexFault(text);
  if (problem === undefined || typeof problem === 'string') return problem;
  const { fault } = problem;
  return fault === 'look-around' || fault === 'back-reference' ? fault : 'syntax';
}

/** The same with all that is known: the length, or the piece of the expression that is at fault. */
export function regexFault(text: string): 'empty' | 'too-long' | Re2Problem | undefined {
  if (text === '') return 'empty';
  // No character takes more than three bytes for each of its UTF-16 units.
  return text.length * 3 > MAX_REGEX_BYTES && utf8Length(text) > MAX_REGEX_BYTES ? 'too-long' : re2Problem(text);
}

/** How many bytes a text takes in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/**
 * Whether istiod takes text as the value of a header that Envoy adds: no control characters but tabs, and each `%` either
 * doubled or the begin of a variable that is closed: `%NAME%`, `%NAME(argument)%`, `%NAME(["a", "b"])%`. Which variable it is
 * does not matter, but nothing may stand between `)` and `%`: `%REQ(x-id):9%`, which Envoy knows, is refused.
 */
export function isHeaderValue(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(text)) return false;
  if (!text.includes('%')) return true;
  let state: HeaderState = 'text';
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    const isEscape = (state === 'text' && text.startsWith('%%', at)) || (state === 'string' && character === '\\');
    if (!isEscape) {
      const next: HeaderState | undefined = HEADER_STEPS[state](character);
      if (next === undefined) return false;
      state = next;
    } else if (++at >= text.length) return false;
  }
  return state === 'text';
}

/** Where in a header's value a character stands; `string` is an argument, in quotes or not. */
type HeaderState =
  | 'text'
  | 'name'
  | 'before-argument'
  | 'before-string'
  | 'string'
  | 'behind-string'
  | 'behind-array'
  | 'behind-bracket';

/** The state after a character; `undefined` where it has no place. */
const HEADER_STEPS: Readonly<Record<HeaderState, (character: string) => HeaderState | undefined>> = {
  text: (character) => (character === '%' ? 'name' : 'text'),
  name: (character) => (character === '%' ? 'text' : character === '(' ? 'before-argument' : 'name'),
  // The first character that is no space begins the argument, even if it is the bracket that was to close it.
  'before-argument': (character) =>
    character === '[' ? 'before-string' : character === ' ' ? 'before-argument' : 'string',
  'before-string': (character) => (character === '"' ? 'string' : character === ' ' ? 'before-string' : undefined),
  string: (character) => (character === ')' ? 'behind-bracket' : character === '"' ? 'behind-string' : 'string'),
  'behind-string': (character) =>
    character === ','
      ? 'before-string'
      : character === ']'
        ? 'behind-array'
        : character === ' '
          ? 'behind-string'
          : undefined,
  'behind-array': (character) =>
    character === ')' ? 'behind-bracket' : character === ' ' ? 'behind-array' : undefined,
  'behind-bracket': (character) => (character === '%' ? 'text' : character === ' ' ? 'behind-bracket' : undefined),
};
