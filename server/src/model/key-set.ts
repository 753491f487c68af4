/** Sets of keys for tokens (JWKS) as istiod reads them, with the library jwx: one key, or an object with `keys`. */

/** Why istiod does not read the text. */
export type KeySetFault =
  /** The text is not JSON, or something other than an object. */
  | { readonly code: 'no-json' }
  /** `keys` is no list. */
  | { readonly code: 'no-list' }
  /** Of a key, counted from 0: its kind is none of those there are (empty where it has none). */
  | { readonly code: 'unknown-type'; readonly index: number; readonly type: string }
  /** A field that such a key must have. */
  | { readonly code: 'missing'; readonly index: number; readonly field: string }
  /** A field that is no text, or no base64. */
  | { readonly code: 'unreadable'; readonly index: number; readonly field: string };

export interface KeySet {
  readonly fault?: KeySetFault;
  /** Which keys hold a secret, counted from 0. */
  readonly secret: readonly number[];
}

/** What a public and a private key of each type must have. */
const REQUIRED: Readonly<Record<string, readonly [open: readonly string[], secret: readonly string[]]>> = {
  EC: [
    ['crv', 'x', 'y'],
    ['crv', 'd', 'x', 'y'],
  ],
  OKP: [
    ['crv', 'x'],
    ['crv', 'd', 'x'],
  ],
  RSA: [
    ['e', 'n'],
    ['d', 'e', 'n'],
  ],
  oct: [['k'], ['k']],
};
/** Fields that hold bytes, by the type of key. */
const BYTES: Readonly<Record<string, readonly string[]>> = {
  EC: ['d', 'x', 'y'],
  OKP: ['d', 'x'],
  RSA: ['d', 'dp', 'dq', 'e', 'n', 'p', 'q', 'qi'],
  oct: ['k'],
};
const SECRET_ONLY: ReadonlySet<string> = new Set(['dp', 'dq', 'p', 'q', 'qi']);
const TEXTS = ['alg', 'crv', 'kid', 'use', 'x5t', 'x5t#S256', 'x5u'] as const;

/** Reads a set of keys; what is wrong comes first, and then nothing is said of secrets. */
export function readKeySet(text: string): KeySet {
  const set = parse(text);
  if (!isObject(set)) return { fault: { code: 'no-json' }, secret: [] };
  const keys = Object.hasOwn(set, 'keys') ? (set.keys ?? []) : [set];
  if (!Array.isArray(keys)) return { fault: { code: 'no-list' }, secret: [] };
  const secret: number[] = [];
  for (const [index, key] of keys.entries()) {
    const fault = keyFault(key, index);
    if (fault) return { fault, secret: [] };
    if (isObject(key) && isSecret(key)) secret.push(index);
  }
  return { secret };
}

function keyFault(key: unknown, index: number): KeySetFault | undefined {
  const type = isObject(key) && typeof key.kty === 'string' ? key.kty : '';
  const required = Object.hasOwn(REQUIRED, type) ? REQUIRED[type] : undefined;
  if (!required || !isObject(key)) return { code: 'unknown-type', index, type };
  const [open, closed] = required;
  const field = (isSecret(key) ? closed : open).find((name) => !Object.hasOwn(key, name));
  if (field !== undefined) return { code: 'missing', index, field };
  const bytes = (BYTES[type] ?? []).filter((name) => isSecret(key) || !SECRET_ONLY.has(name));
  const isWrong = (name: string): boolean => Object.hasOwn(key, name) && !isBase64(key[name] ?? '');
  const texts = TEXTS.filter(
    (name) => (name !== 'crv' || type === 'EC' || type === 'OKP') && (name !== 'x5u' || type !== 'oct'),
  );
  const unreadable =
    bytes.find(isWrong) ?? texts.find((name) => Object.hasOwn(key, name) && typeof (key[name] ?? '') !== 'string');
  return unreadable === undefined ? undefined : { code: 'unreadable', index, field: unreadable };
}

function isSecret(key: Readonly<Record<string, unknown>>): boolean {
  return key.kty === 'oct' || Object.hasOwn(key, 'd');
}

/** Base64 of either alphabet, filled up or not; line breaks are passed over. */
function isBase64(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const text = value.replace(/[\r\n]/g, '');
  const isFilled = text.endsWith('=');
  const form = /[+/]/.test(text) ? /^[A-Za-z0-9+/]*(={0,2})$/ : /^[A-Za-z0-9_-]*(={0,2})$/;
  if (!form.test(text)) return false;
  return isFilled ? text.length % 4 === 0 : text.length % 4 !== 1;
}

/** The object that the text begins with: what stands behind it is not looked at. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text.slice(0, endOfObject(text)));
  } catch {
    return undefined;
  }
}

function endOfObject(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"') {
      for (at++; at < text.length && text.charAt(at) !== '"'; at++) if (text.charAt(at) === '\\') at++;
    } else if (character === '{') depth++;
    else if (character === '}' && --depth <= 0) return at + 1;
  }
  return text.length;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
