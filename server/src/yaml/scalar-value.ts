/**
 * What a Kubernetes client makes of a scalar. kubectl and istioctl read YAML with sigs.k8s.io/yaml, whose goyaml.v2
 * (here after v1.4.0, resolve.go) follows YAML 1.1: `yes`, `on` and `y` are booleans, `010` is eight, `1_000` a number;
 * timestamps stay text.
 */

import type { ScalarNode } from './nodes.ts';

const TRUE = new Set(['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON']);
const FALSE = new Set(['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF']);
const NULL = new Set(['', '~', 'null', 'Null', 'NULL']);

const TAG_PREFIX = 'tag:yaml.org,2002:';
/** A plain scalar that starts otherwise is text. */
const MAY_BE_OTHER_THAN_TEXT = /^[-+.0-9yYnNtTfFoO~]/;
const INTEGER = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[oO]?([0-7]+)|0[bB]([01]+)|(0|[1-9][0-9]*))$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const INFINITY = /^([-+]?)\.(?:inf|Inf|INF)$/;
const NOT_A_NUMBER = /^\.(?:nan|NaN|NAN)$/;
const MAX_UNSIGNED = 2n ** 64n;
const MAX_SIGNED = 2n ** 63n;

/**
 * The value of a scalar. Integers beyond 2^53 lose their last digits. Where a tag asks for what the text is not, which
 * a client refuses, the text.
 */
export function scalarValue(node: ScalarNode): string | number | boolean | null {
  if (node.tag === undefined) return node.style === 'plain' ? resolvePlain(node.text) : node.text;
  switch (node.tag) {
    case `${TAG_PREFIX}bool`:
    case `${TAG_PREFIX}int`:
    case `${TAG_PREFIX}float`:
    case `${TAG_PREFIX}null`:
      return resolvePlain(node.text);
    default:
      return node.text;
  }
}

/** Whether a client reads the scalar as a string. */
export function isStringScalar(node: ScalarNode): boolean {
  return typeof scalarValue(node) === 'string';
}

/** What `text` would be read as if it stood in a document without quotes. */
export function resolvePlain(text: string): string | number | boolean | null {
  if (text === '') return null;
  if (!MAY_BE_OTHER_THAN_TEXT.test(text)) return text;
  if (TRUE.has(text)) return true;
  if (FALSE.has(text)) return false;
  if (NULL.has(text)) return null;
  return resolveNumber(text) ?? text;
}

function resolveNumber(text: string): number | undefined {
  const infinity = INFINITY.exec(text);
  if (infinity) return infinity[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (NOT_A_NUMBER.test(text)) return Number.NaN;
  // Underscores may stand anywhere in what starts with a digit or a sign, after a dot only between digits.
  if (text.startsWith('.') && /_(?![0-9])|[^0-9]_/.test(text)) return undefined;
  const digits = text.replaceAll('_', '');
  return resolveInteger(digits) ?? resolveFloat(digits);
}

function resolveInteger(digits: string): number | undefined {
  const match = INTEGER.exec(digits);
  if (!match) return undefined;
  const [, sign, hexadecimal, octal, binary, decimal] = match;
  // What is too large for 64 bits is text, or a float if it is decimal.
  if (decimal) return Number(digits) + 0;
  const magnitude = BigInt(hexadecimal ? `0x${hexadecimal}` : octal ? `0o${octal}` : `0b${binary}`);
  if (sign === '-') return magnitude > MAX_SIGNED ? undefined : -Number(magnitude) + 0;
  return magnitude >= (sign === '+' ? MAX_SIGNED : MAX_UNSIGNED) ? undefined : Number(magnitude);
}

function resolveFloat(digits: string): number | undefined {
  if (!FLOAT.test(digits)) return undefined;
  const value = Number(digits);
  return Number.isFinite(value) ? value : undefined;
}
