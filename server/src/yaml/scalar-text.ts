/** Reads the content of scalars that the fast path found; they are well-formed and free of tabs and carriage returns. */

const PLAIN = 0;
const SINGLE = 1;
const DOUBLE = 2;
const LITERAL = 3;
const SPACE = 32;

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
};

/** The content of a scalar as `written`, given its style's number (see `node-classes.ts`). */
export function decodeScalar(written: string, style: number, hasSeveralLines: boolean): string {
  if (style === PLAIN) return joinLines(written);
  if (style === SINGLE) {
    const content = written.slice(1, -1).replaceAll("''", "'");
    return hasSeveralLines ? joinLines(content) : content;
  }
  if (style === DOUBLE) return decodeDoubleQuoted(written.slice(1, -1));
  return decodeBlockScalar(written, style === LITERAL);
}

/** Makes one space of a line break and a line break of each empty line. */
function joinLines(content: string): string {
  const lines = content.split('\n');
  let result = '';
  let emptyLines = 0;
  lines.forEach((line, index) => {
    // White space around line breaks does not count.
    const start = index === 0 ? 0 : leadingSpaces(line);
    const text = index === lines.length - 1 ? line.slice(start) : line.slice(start, lengthWithoutSpaces(line, start));
    if (text === '' && index > 0 && index < lines.length - 1) {
      emptyLines++;
      return;
    }
    if (index > 0) result += emptyLines === 0 ? ' ' : '\n'.repeat(emptyLines);
    result += text;
    emptyLines = 0;
  });
  return result;
}

/** How many hexadecimal digits follow `\x`, `\u` and `\U`; 0 for any other letter. */
export function hexLength(letter: string): number {
  if (letter === 'x') return 2;
  if (letter === 'u') return 4;
  return letter === 'U' ? 8 : 0;
}

/** Whether `\` followed by this letter is one of YAML's escapes of a single letter. */
export function isSimpleEscape(letter: string): boolean {
  return Object.hasOwn(ESCAPES, letter);
}

function decodeDoubleQuoted(content: string): string {
  let result = '';
  let done = 0;
  for (let at = content.indexOf('\\'); at !== -1; at = content.indexOf('\\', done)) {
    const letter = content.charAt(at + 1);
    const digits = hexLength(letter);
    result += content.slice(done, at);
    if (digits === 0) {
      result += ESCAPES[letter];
      done = at + 2;
    } else {
      done = at + 2 + digits;
      result += String.fromCodePoint(Number.parseInt(content.slice(at + 2, done), 16));
    }
  }
  return result + content.slice(done);
}

/**
 * A block scalar whose header is `|`, `>`, `|-` or `>-`, perhaps with a comment, and whose indentation is that of its
 * first line with content.
 */
function decodeBlockScalar(written: string, isLiteral: boolean): string {
  const headerEnd = written.indexOf('\n');
  if (headerEnd === -1) return '';
  const lines = written.slice(headerEnd + 1).split('\n');
  const firstContent = lines.findIndex((line) => leadingSpaces(line) < line.length);
  const indent = firstContent === -1 ? 0 : leadingSpaces(lines[firstContent] as string);
  const isStripped = written.charAt(1) === '-';
  const body = lines.map((line) => line.slice(indent));
  return (isLiteral ? body.join('\n') : fold(body)) + (isStripped ? '' : '\n');
}

function leadingSpaces(line: string): number {
  let count = 0;
  while (line.charCodeAt(count) === SPACE) count++;
  return count;
}

/** The length of a line without the spaces at its end, but at least `start`. */
function lengthWithoutSpaces(line: string, start: number): number {
  let length = line.length;
  while (length > start && line.charCodeAt(length - 1) === SPACE) length--;
  return length;
}

/** Joins lines as `>` does: single breaks become spaces, except around empty and more indented lines. */
function fold(lines: readonly string[]): string {
  let result = '';
  let separator = '';
  let wasMoreIndented = false;
  let hasContent = false;
  for (const line of lines) {
    if (!hasContent && leadingSpaces(line) === line.length) {
      // Empty lines before the content are kept as they are.
      result += `${line}\n`;
      continue;
    }
    hasContent = true;
    if (line.charCodeAt(0) === SPACE) {
      if (separator === ' ') separator = '\n';
      else if (!wasMoreIndented && separator === '\n') separator = '\n\n';
      result += separator + line;
      separator = '\n';
      wasMoreIndented = true;
    } else if (line === '') {
      if (separator === '\n') result += '\n';
      else separator = '\n';
    } else {
      result += separator + line;
      separator = ' ';
      wasMoreIndented = false;
    }
  }
  return result;
}
