/** Says in our own words what the `yaml` library found wrong, and leaves out what only follows from something before. */

import type { YAMLError } from 'yaml';
import { t } from '../l10n.ts';
import type { ScalarNode, YamlNode, YamlProblem, YamlProblemCode } from './nodes.ts';

type ErrorCode = YAMLError['code'];

/** Faults that the library steps over without losing its way; each stands for itself. */
const LOCAL_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'ALIAS_PROPS',
  'BAD_ALIAS',
  'BAD_DIRECTIVE',
  'BAD_DQ_ESCAPE',
  'BAD_SCALAR_START',
  'KEY_OVER_1024_CHARS',
  'MULTIPLE_ANCHORS',
  'MULTIPLE_TAGS',
  'TAB_AS_INDENT',
  'TAG_RESOLVE_FAILED',
]);

const MAX_PROBLEMS = 5;
/** More than this many errors are not even looked at: the first ones tell what is wrong. */
const MAX_ERRORS_READ = 1000;

/**
 * At most a handful of problems in order of position: of the faults that derail the reading of all that follows only
 * the first, and one a line of those that do not.
 */
export function describeSyntaxErrors(
  errors: readonly YAMLError[],
  text: string,
  root: YamlNode | undefined,
): readonly YamlProblem[] {
  const sorted = errors.slice(0, MAX_ERRORS_READ).sort((a, b) => a.pos[0] - b.pos[0]);
  const problems: YamlProblem[] = [];
  let hasDerailed = false;
  let lastLineEnd = -1;
  for (const error of sorted) {
    if (problems.length === MAX_PROBLEMS) break;
    if (error.pos[0] <= lastLineEnd) continue;
    const isLocal = LOCAL_CODES.has(error.code);
    if (!isLocal && hasDerailed) continue;
    if (!isLocal) hasDerailed = true;
    const problem = describe(error, text, root);
    problems.push(problem);
    const lineFeed = text.indexOf('\n', Math.max(problem.end - 1, problem.start));
    lastLineEnd = lineFeed === -1 ? text.length : lineFeed;
  }
  return problems;
}

function describe(error: YAMLError, text: string, root: YamlNode | undefined): YamlProblem {
  const unclosed = findUnclosed(error, text, root);
  const below = findIndentedBelowValue(error, text);
  if (below) return { code: 'syntax', severity: 'error', ...below, message: belowWording() };
  if (unclosed) return { code: 'syntax', severity: 'error', ...unclosed, message: wording(error, '')[1] };
  const length = error.code === 'BAD_DQ_ESCAPE' ? 2 : 0;
  const { start, end } = narrowRange(error.pos[0], Math.max(error.pos[1], error.pos[0] + length), text);
  const written = text.slice(start, Math.min(end, start + 40));
  const [code, message] = wording(error, written);
  return { code, severity: 'error', start, end, message };
}

/** The quoted text or the bracket for whose missing end an error stands, which the library reports behind it. */
function findUnclosed(
  error: YAMLError,
  text: string,
  root: YamlNode | undefined,
): { start: number; end: number } | undefined {
  const isQuote = isUnclosedQuote(error);
  if (!isQuote && !/^Flow (?:map|sequence) /.test(error.message)) return undefined;
  let found: YamlNode | undefined;
  const visit = (node: YamlNode | undefined): void => {
    if (!node || node.kind === 'alias' || node.start >= error.pos[0]) return;
    if (node.kind === 'scalar') {
      if (isQuote && isOpenQuote(node, text)) found = node;
      return;
    }
    if (!isQuote && node.flow && !/[\]}]/.test(text.charAt(node.end - 1))) found = node;
    if (node.kind === 'seq') for (const item of node.items) visit(item);
    else {
      for (const pair of node.pairs) {
        visit(pair.key);
        visit(pair.value);
      }
    }
  };
  visit(root);
  if (!found) return undefined;
  const lineEnd = text.slice(found.start, found.end).search(/[ \t\r]*(?:\n|$)/);
  return { start: found.start, end: isQuote ? found.start + Math.max(1, lineEnd) : found.start + 1 };
}

/**
 * The first word of a line that is indented below a value as if it belonged to it: the library takes the value and the
 * line for a key on two lines, and reports the value.
 */
function findIndentedBelowValue(error: YAMLError, text: string): { start: number; end: number } | undefined {
  if (error.code !== 'BLOCK_AS_IMPLICIT_KEY' || !error.message.startsWith('Nested')) return undefined;
  const lineFeed = text.indexOf('\n', error.pos[0]);
  if (lineFeed === -1 || /:(?:\s|$)/.test(text.slice(error.pos[0], lineFeed))) return undefined;
  const word = /[^\s#][^\s]*/.exec(text.slice(lineFeed));
  if (!word) return undefined;
  const start = lineFeed + word.index;
  return { start, end: start + word[0].length };
}

function belowWording(): string {
  return t('This line is indented below a value, so it belongs to nothing; start it at the column of the key above.');
}

function isOpenQuote(node: ScalarNode, text: string): boolean {
  if (node.style !== 'single' && node.style !== 'double') return false;
  return node.end - node.start === 1 || text.charAt(node.start) !== text.charAt(node.end - 1);
}

/** Whether a quoted scalar does not end. */
export function isUnclosedQuote(error: YAMLError): boolean {
  return error.code === 'MISSING_CHAR' && error.message.startsWith('Missing closing');
}

/** Inside one line and on something visible where there is something, so that the mark can be seen. */
function narrowRange(from: number, to: number, text: string): { start: number; end: number } {
  let start = Math.max(0, Math.min(from, text.length));
  if (start === text.length || isLineBreak(text.charCodeAt(start))) {
    let visible = start;
    while (visible > 0 && isWhiteSpace(text.charCodeAt(visible - 1))) visible--;
    if (visible > 0) return { start: visible - 1, end: visible };
    return { start, end: start };
  }
  const lineFeed = text.indexOf('\n', start);
  const lineEnd = lineFeed === -1 ? text.length : lineFeed;
  // A range of white space says nothing, unless tabs are what is wrong.
  while (start < lineEnd - 1 && text.charCodeAt(start) === 32) start++;
  let end = Math.max(start + 1, Math.min(to, lineEnd));
  while (end > start + 1 && isWhiteSpace(text.charCodeAt(end - 1))) end--;
  return { start, end };
}

function wording(error: YAMLError, written: string): [YamlProblemCode, string] {
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return ['tab-indentation', t('A tab indents this line; YAML counts only spaces.')];
    case 'RESOURCE_EXHAUSTION':
      return ['too-deep', t('Nested too deeply: what lies below is not read.')];
    case 'BAD_ALIAS':
      return ['syntax', t('"{0}" needs a name right behind it.', written)];
    case 'ALIAS_PROPS':
      return ['syntax', t('An alias takes no tag or anchor of its own.')];
    case 'BAD_DQ_ESCAPE':
      return [
        'syntax',
        t('"{0}" is not an escape that YAML knows; write a single backslash as two, or use single quotes.', written),
      ];
    case 'BAD_SCALAR_START':
      return ['syntax', t('A value cannot start with "{0}" unless it is quoted.', written.slice(0, 1))];
    case 'BAD_DIRECTIVE':
      return ['syntax', t('YAML does not know this directive.')];
    case 'BAD_INDENT':
      return ['syntax', indentWording(error.message)];
    case 'BAD_PROP_ORDER':
      return ['syntax', t('An anchor or tag belongs after the "-", "?" or ":", before the value.')];
    case 'BLOCK_AS_IMPLICIT_KEY':
      return ['syntax', written.startsWith('-') ? dashWording() : nestedWording()];
    case 'BLOCK_IN_FLOW':
      return [
        'syntax',
        t('A "," is missing in this, or it needs quotes: inside brackets and braces commas separate everything.'),
      ];
    case 'KEY_OVER_1024_CHARS':
      return ['syntax', t('This key is longer than 1024 characters, which YAML does not allow on one line.')];
    case 'MULTILINE_IMPLICIT_KEY':
      return ['syntax', missingColonWording(written)];
    case 'MULTIPLE_ANCHORS':
      return ['syntax', t('This value has two anchors; YAML allows one.')];
    case 'MULTIPLE_TAGS':
      return ['syntax', t('This value has two tags; YAML allows one.')];
    case 'TAG_RESOLVE_FAILED':
      return ['syntax', t('The tag "{0}" means nothing here.', written)];
    case 'MISSING_CHAR':
      if (error.message.startsWith('Implicit map keys')) return ['syntax', missingColonWording(written)];
      return ['syntax', missingWording(error.message)];
    default:
      return ['syntax', t('"{0}" does not fit here.', written)];
  }
}

function missingColonWording(written: string): string {
  if (written.startsWith('-')) return t('A list item cannot stand among keys; indent the list below its key.');
  return t('A key without ":" has no value; add ":" after it.');
}

function dashWording(): string {
  return t('This "-" starts at another column than the ones beside it, so it belongs to nothing.');
}

function nestedWording(): string {
  return t('A second ": " on this line makes a mapping inside a value; quote the value or start a new line.');
}

function indentWording(message: string): string {
  if (message.startsWith('All mapping items')) {
    return t('This key starts at another column than the keys beside it, so it belongs to nothing.');
  }
  if (message.startsWith('All sequence items')) return dashWording();
  if (message.startsWith('Flow')) {
    return t('The bracket or brace opened before is not closed, or what it holds is not indented.');
  }
  return t('This line is indented less than the text it continues.');
}

function missingWording(message: string): string {
  if (message.startsWith('Missing closing')) return t('The quote is not closed.');
  if (message.startsWith('Flow')) return t('The bracket or brace opened before is not closed.');
  if (message.startsWith('Missing ,')) return t('A "," is missing before this.');
  if (message.startsWith('Missing space')) return t('A space is missing after the ":".');
  if (message.startsWith('Sequence item')) return t('This stands in a list without a "-" before it.');
  if (message.startsWith('Comments')) return t('A space is missing before the "#", so this is no comment.');
  if (message.startsWith('Tags and anchors')) return t('A space is missing after the tag or anchor.');
  if (message.startsWith('Missing directives-end')) return t('A line "---" is missing after the directives.');
  if (message.startsWith('Block collection'))
    return t('A mapping or list cannot start on the line of "---"; begin a new line.');
  if (message.startsWith('Missing newline'))
    return t('A list cannot start on the line of its tag or anchor; begin a new line.');
  return t('The first lines are indented more than the text they belong to.');
}

function isLineBreak(code: number): boolean {
  return code === 10 || code === 13;
}

function isWhiteSpace(code: number): boolean {
  return code === 32 || code === 9 || isLineBreak(code);
}
