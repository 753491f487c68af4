/**
 * Keeps from the `yaml` library what it would take too long, too much memory or too much stack for: found by looking
 * at characters and lines alone.
 */

/** What the library is trusted with; a little more than is taken over from its tree. */
const MAX_NESTING = 250;
/** About as many tokens the library reads in a second, and some 300 MB. */
const MAX_INDICATORS = 400_000;

const SPACE = 32;
const DASH = 45;
const COLON = 58;
const QUESTION = 63;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** Characters that may be, begin or end a token of their own. */
const IS_INDICATOR: readonly boolean[] = Array.from({ length: 128 }, (_, code) =>
  '\n\t-?:,[]{}#&*!|>\'"%@`'.includes(String.fromCharCode(code)),
);

export interface ReadingLimit {
  readonly code: 'too-deep' | 'too-large';
  /** Where the limit is exceeded. */
  readonly offset: number;
}

/** The limit that `text` exceeds, or `undefined` if the library can read it. */
export function findExceededLimit(text: string): ReadingLimit | undefined {
  return findTooLarge(text) ?? findTooDeep(text);
}

function findTooLarge(text: string): ReadingLimit | undefined {
  if (text.length < MAX_INDICATORS) return undefined;
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    if (IS_INDICATOR[text.charCodeAt(at)] === true && ++count > MAX_INDICATORS)
      return { code: 'too-large', offset: at };
  }
  return undefined;
}

/**
 * Counts open brackets, and the columns at which open blocks start: a line closes the blocks that start further right
 * than itself, and the brackets of a line that is indented no less, unless these open the document.
 */
function findTooDeep(text: string): ReadingLimit | undefined {
  const columns: number[] = [];
  let brackets = 0;
  /** The indentation of the line that opened the outermost bracket; -1 if the bracket was first on its line. */
  let bracketIndent = 0;
  /** The indentation of the line that opened a block scalar, whose text does not count; -1 outside of one. */
  let scalarIndent = -1;
  for (let lineStart = 0; lineStart < text.length; ) {
    let at = skipSpaces(text, lineStart);
    const lineFeed = text.indexOf('\n', at);
    const lineEnd = lineFeed === -1 ? text.length : lineFeed;
    const indent = at - lineStart;
    if (scalarIndent !== -1 && at < lineEnd && indent <= scalarIndent) scalarIndent = -1;
    if (at < lineEnd && scalarIndent === -1) {
      const first = text.charCodeAt(at);
      if (brackets > 0 && indent <= bracketIndent && !isClosing(first)) brackets = 0;
      if (brackets === 0) {
        while (columns.length > 0 && (columns[columns.length - 1] as number) >= indent) columns.pop();
        columns.push(indent);
        while (isEntryIndicator(text.charCodeAt(at)) && text.charCodeAt(at + 1) === SPACE) {
          at = skipSpaces(text, at + 1);
          columns.push(at - lineStart);
        }
        bracketIndent = isOpening(text.charCodeAt(at)) ? -1 : indent;
      }
      for (; at < lineEnd; at++) {
        const code = text.charCodeAt(at);
        if (isOpening(code)) brackets++;
        else if (brackets > 0 && isClosing(code)) brackets--;
        if (columns.length + brackets > MAX_NESTING) return { code: 'too-deep', offset: at };
      }
      if (columns.length > MAX_NESTING) return { code: 'too-deep', offset: lineStart };
      if (brackets === 0 && opensBlockScalar(text, lineEnd)) scalarIndent = indent;
    }
    lineStart = lineEnd + 1;
  }
  return undefined;
}

/** Whether a line ends with the header of a block scalar. */
function opensBlockScalar(text: string, lineEnd: number): boolean {
  return /[ \t][|>][-+0-9]*[ \t\r]*$/.test(text.slice(Math.max(0, lineEnd - 10), lineEnd));
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === SPACE) at++;
  return at;
}

function isOpening(code: number): boolean {
  return code === OPEN_BRACKET || code === OPEN_BRACE;
}

function isClosing(code: number): boolean {
  return code === CLOSE_BRACKET || code === CLOSE_BRACE;
}

function isEntryIndicator(code: number): boolean {
  return code === DASH || code === QUESTION || code === COLON;
}
