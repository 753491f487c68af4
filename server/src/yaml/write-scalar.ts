/** How values are written in YAML: quoted where they would be read as something else, in one line. */

import { resolvePlain } from './scalar-value.ts';

/** What can be written into a document. */
export type YamlValue = string | number | boolean | null | readonly YamlValue[] | { readonly [key: string]: YamlValue };

export interface ScalarForm {
  /** The style that is kept if the value allows it. */
  readonly style: 'plain' | 'single' | 'double';
  /** Whether it stands inside brackets or braces, where fewer characters may stand without quotes. */
  readonly isFlow: boolean;
}

/** A string that does not read back as one in other YAML readers: dates, and numbers to the base 60. */
const IS_TIME = /^(?:[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+)/;
const STARTS_OTHERWISE = /^(?:[?:,[\]{}#&*!|>'"%@`]|-(?:$|[\s-])|\.\.\.)/;
// Control characters, line separators, the byte order mark and half surrogates are written as escapes.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters in question
const NEEDS_ESCAPE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/;

/** A scalar on one line; a string is written so that it is read as a string. */
export function formatScalar(value: string | number | boolean | null, form: ScalarForm): string {
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value !== 'string') return String(value);
  if (form.style === 'plain' && isSafePlain(value, form.isFlow)) return value;
  const isSingle = form.style === 'single' || (form.style === 'plain' && /["\\]/.test(value));
  return isSingle && !NEEDS_ESCAPE.test(value) ? `'${value.replaceAll("'", "''")}'` : quoteDouble(value);
}

/** Any value on one line, collections in brackets and braces. */
export function formatFlow(value: YamlValue, style: ScalarForm['style']): string {
  if (isList(value)) return `[${value.map((item) => formatFlow(item, style)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return formatScalar(value, { style, isFlow: true });
  const pairs = Object.entries(value).map(
    ([key, item]) => `${formatScalar(key, { style, isFlow: true })}: ${formatFlow(item, style)}`,
  );
  return `{${pairs.join(', ')}}`;
}

/** The lines of `key: value` in block style, the first not indented. */
export function formatBlockEntry(key: string, value: YamlValue): string[] {
  const writtenKey = formatScalar(key, { style: 'plain', isFlow: false });
  if (!isNonEmptyCollection(value)) return [`${writtenKey}: ${formatEmptyOrScalar(value)}`];
  return [`${writtenKey}:`, ...formatBlock(value).map((line) => `  ${line}`)];
}

function formatBlock(value: YamlValue): string[] {
  if (!isNonEmptyCollection(value)) return [formatEmptyOrScalar(value)];
  if (!isList(value)) return Object.entries(value).flatMap(([key, item]) => formatBlockEntry(key, item));
  return value.flatMap((item) => formatBlock(item).map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`)));
}

function formatEmptyOrScalar(value: YamlValue): string {
  if (typeof value === 'object' && value !== null) return formatFlow(value, 'plain');
  return formatScalar(value, { style: 'plain', isFlow: false });
}

function isNonEmptyCollection(value: YamlValue): value is readonly YamlValue[] | { readonly [key: string]: YamlValue } {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}

function isSafePlain(text: string, isFlow: boolean): boolean {
  if (text === '' || text.trim() !== text || NEEDS_ESCAPE.test(text) || STARTS_OTHERWISE.test(text)) return false;
  if (/:(?:\s|$)|\s#/.test(text)) return false;
  // Older readers stop at a colon or question mark inside brackets.
  if (isFlow && /[,[\]{}:?]/.test(text)) return false;
  if (text === '<<' || text === '=' || IS_TIME.test(text)) return false;
  return typeof resolvePlain(text) === 'string';
}

function formatNumber(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf';
  return String(value);
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '"': '\\"',
  '\\': '\\\\',
};

function quoteDouble(text: string): string {
  let result = '"';
  for (const character of text) {
    const short = SHORT_ESCAPES[character];
    if (short !== undefined) result += short;
    else if (NEEDS_ESCAPE.test(character)) {
      result += `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
    } else result += character;
  }
  return `${result}"`;
}
