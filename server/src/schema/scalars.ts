/** What the text of a scalar is read as, told without making objects where that is possible. */
import { Scalar } from '../yaml/node-classes.ts';
import type { ScalarNode, YamlNode } from '../yaml/nodes.ts';
import { scalarValue } from '../yaml/scalar-value.ts';

const TEXT = 0;
const WORD = 1;
const NUMBER = 2;
const PROPERTIES = 3;

/** What plain text may be by its first character; `&` and `!` begin an anchor or a tag. */
const BY_FIRST = new Uint8Array(128);
for (const character of 'yYnNtTfFoO~') BY_FIRST[character.charCodeAt(0)] = WORD;
for (const character of '-+.0123456789') BY_FIRST[character.charCodeAt(0)] = NUMBER;
for (const character of '&!') BY_FIRST[character.charCodeAt(0)] = PROPERTIES;

/** The longest of the words that are booleans or null. */
const LONGEST_WORD = 'false'.length;
/** What numbers are made of, `.inf` and `.nan` included. */
const IN_NUMBERS = new Uint8Array(128);
for (const character of '+-.0123456789abcdefABCDEFxXoO_iInN') IN_NUMBERS[character.charCodeAt(0)] = 1;

/** Whether a client reads the scalar as a string. `text` is the document's. */
export function isString(node: ScalarNode, text: string): boolean {
  return isSurelyString(node, text) || typeof scalarValue(node) === 'string';
}

/** The same where one look tells; false where it takes more than that. */
export function isSurelyString(node: ScalarNode, text: string): boolean {
  if (node.tag !== undefined) return false;
  if (node.style !== 'plain') return true;
  const { start, end } = node;
  return start < end && isSurelyText(start, end, text);
}

/** Whether no plain scalar of this text is anything but a string; false where it takes more than a look. */
function isSurelyText(start: number, end: number, text: string): boolean {
  const first = text.charCodeAt(start);
  if (first >= 128) return true;
  switch (BY_FIRST[first]) {
    case TEXT:
      return true;
    case WORD:
      return end - start > LONGEST_WORD;
    case NUMBER: {
      let dots = 0;
      for (let at = start; at < end; at++) {
        const code = text.charCodeAt(at);
        if (code >= 128 || IN_NUMBERS[code] === 0) return true;
        if (code === DOT && ++dots === 2) return true;
      }
      return false;
    }
    default:
      return false;
  }
}

const DOT = 46;

/** The number that a client reads; `undefined` for everything else. */
export function numberOf(node: ScalarNode, text: string): number | undefined {
  if (node.style !== 'plain') return node.tag === undefined ? undefined : asNumber(node);
  const { start, end } = node;
  const length = end - start;
  if (length === 0 || length > 15) return asNumber(node);
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9 || (digit === 0 && at === start && length > 1)) return asNumber(node);
    value = value * 10 + digit;
  }
  return node.tag === undefined ? value : asNumber(node);
}

function asNumber(node: ScalarNode): number | undefined {
  const value = scalarValue(node);
  return typeof value === 'number' ? value : undefined;
}

/** Whether nothing or a null stands there, which the API server treats as an absent field. */
export function isNull(node: YamlNode | undefined, text: string): boolean {
  if (node === undefined) return true;
  if (!(node instanceof Scalar)) return node.kind === 'alias' && isNull(node.target, text);
  const { start, end } = node;
  if (end - start > LONGEST_WORD || node.style !== 'plain') return false;
  if (start === end) return node.tag === undefined || scalarValue(node) === null;
  const first = text.charCodeAt(start);
  return (first === TILDE || first === LOWER_N || first === UPPER_N || first >= 128) && scalarValue(node) === null;
}

const TILDE = 126;
const LOWER_N = 110;
const UPPER_N = 78;

/** Text that something else fills in before anybody applies it: what it will be is not known. */
export function isPlaceholder(text: string): boolean {
  return text.includes('${');
}
