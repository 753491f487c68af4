/** How far a label is from the one a selector asks for, and why somebody could have taken the one for the other. */
import { isAddedByIstiod, type LabelPair, type Labels } from '../model/labels.ts';

/**
 * How the pair that is missing differs, the likeliest mistake first: `case`, `typo` (a few letters), `suffix` (`whoami` and
 * `whoami-v1`), `key` (the value is there under another key), `other-value`, `no-label`.
 */
export type Deviation = 'case' | 'typo' | 'suffix' | 'key' | 'other-value' | 'no-label';

export const DEVIATIONS: readonly Deviation[] = ['case', 'typo', 'suffix', 'key', 'other-value', 'no-label'];

/** True for a difference that hardly anybody makes on purpose. */
export function isSlip(deviation: Deviation): boolean {
  return deviation === 'case' || deviation === 'typo' || deviation === 'key';
}

export interface NearMiss {
  /** The pair of the selector that the labels do not have; they have all the others. */
  readonly wanted: LabelPair;
  /** The pair that stands there instead; `undefined` for `no-label`. */
  readonly actual: LabelPair | undefined;
  readonly deviation: Deviation;
}

/** Keys that name the same thing by the habits of different tools. */
const SAME_MEANING: readonly ReadonlySet<string>[] = [
  new Set(['app', 'k8s-app', 'app.kubernetes.io/name', 'service.istio.io/canonical-name']),
  new Set(['version', 'app.kubernetes.io/version', 'service.istio.io/canonical-revision']),
];

/**
 * How `labels` miss `selector` by one pair; `undefined` if they have all of it, or are too far away to be meant. Who differs
 * in what names the application is another application, not a near miss, unless the names look alike.
 */
export function nearMiss(selector: Labels, labels: Labels): NearMiss | undefined {
  let wanted: LabelPair | undefined;
  let shared = 0;
  for (const pair of selector.pairs) {
    if (isAddedByIstiod(pair.key)) continue;
    if (labels.pairs.some((own) => own.key === pair.key && own.value === pair.value)) shared += 1;
    else if (wanted) return undefined;
    else wanted = pair;
  }
  if (!wanted) return undefined;
  const actual = labels.pairs.find((own) => own.key === wanted.key);
  if (actual) {
    const deviation = valueDeviation(wanted.value, actual.value);
    if (deviation) return { wanted, actual, deviation };
    return shared > 0 && !namesApplication(wanted.key) ? { wanted, actual, deviation: 'other-value' } : undefined;
  }
  const renamed = labels.pairs.find((own) => own.value === wanted.value && isKeyAlike(own.key, wanted.key));
  if (renamed && !selector.pairs.some((pair) => pair.key === renamed.key)) {
    return { wanted, actual: renamed, deviation: 'key' };
  }
  return shared > 0 && !namesApplication(wanted.key) ? { wanted, actual: undefined, deviation: 'no-label' } : undefined;
}

function namesApplication(key: string): boolean {
  return SAME_MEANING[0]?.has(key) ?? false;
}

function valueDeviation(left: string, right: string): Deviation | undefined {
  if (left.length === right.length && left.toLowerCase() === right.toLowerCase()) return 'case';
  // Two names that count (`web-1`, `web-2`) are near, but meant to differ.
  if (differsInNumberOnly(left, right)) return 'other-value';
  if (isTypo(left, right)) return 'typo';
  return isExtended(left, right) || isExtended(right, left) ? 'suffix' : undefined;
}

function isKeyAlike(left: string, right: string): boolean {
  if (left.toLowerCase() === right.toLowerCase()) return true;
  if (SAME_MEANING.some((keys) => keys.has(left) && keys.has(right))) return true;
  return withoutPrefix(left) === withoutPrefix(right) || isTypo(left, right);
}

function withoutPrefix(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

/** `long` is `short` with a part added at its end or start (`whoami`, `whoami-v1`). */
function isExtended(long: string, short: string): boolean {
  if (short.length < 2 || long.length <= short.length) return false;
  if (long.startsWith(short)) return /[-._]/.test(long.charAt(short.length));
  return long.endsWith(short) && /[-._]/.test(long.charAt(long.length - short.length - 1));
}

/** At most two letters differ, and fewer than half. */
function isTypo(left: string, right: string): boolean {
  const longer = Math.max(left.length, right.length);
  const distance = editDistance(left, right, 2);
  return distance !== undefined && distance * 2 < longer;
}

/** True if the texts are equal once each run of digits counts as one. */
function differsInNumberOnly(left: string, right: string): boolean {
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    if (isDigit(left, i) && isDigit(right, j)) {
      while (isDigit(left, i)) i++;
      while (isDigit(right, j)) j++;
    } else if (left.charCodeAt(i++) !== right.charCodeAt(j++)) return false;
  }
  return i === left.length && j === right.length && left !== right;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

/**
 * The number of letters to insert, delete, replace or swap with their neighbour to make one text of the other;
 * `undefined` if it is more than `limit`.
 */
export function editDistance(left: string, right: string, limit: number): number | undefined {
  if (Math.abs(left.length - right.length) > limit) return undefined;
  // Most texts that are compared differ from the first letter on or in one place only: what is equal around is set aside.
  let start = 0;
  while (start < left.length && start < right.length && left.charCodeAt(start) === right.charCodeAt(start)) start++;
  let leftEnd = left.length;
  let rightEnd = right.length;
  while (leftEnd > start && rightEnd > start && left.charCodeAt(leftEnd - 1) === right.charCodeAt(rightEnd - 1)) {
    leftEnd--;
    rightEnd--;
  }
  if (differingLetters(left, right, start, leftEnd, rightEnd) > 2 * limit) return undefined;
  const [one, other] = [left.slice(start, leftEnd), right.slice(start, rightEnd)];
  // One edit takes at most one kind of letter away and brings one in.
  if (bitCount(lettersOf(one) ^ lettersOf(other)) > 2 * limit) return undefined;
  return distanceBetween(one, other, limit);
}

/** A bit for each kind of letter in `text`; letters that share a bit only make texts look more alike. */
function lettersOf(text: string): number {
  let letters = 0;
  for (let at = 0; at < text.length; at++) letters |= 1 << (text.charCodeAt(at) & 31);
  return letters;
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** How many letters only one of the two has; each edit changes that by two at most, so many of them settle it at once. */
function differingLetters(left: string, right: string, start: number, leftEnd: number, rightEnd: number): number {
  let leftLetters = 0;
  for (let at = start; at < leftEnd; at++) leftLetters |= 1 << (left.charCodeAt(at) & 31);
  let rightLetters = 0;
  for (let at = start; at < rightEnd; at++) rightLetters |= 1 << (right.charCodeAt(at) & 31);
  let count = 0;
  for (let bits = leftLetters ^ rightLetters; bits !== 0; bits &= bits - 1) count++;
  return count;
}

function distanceBetween(left: string, right: string, limit: number): number | undefined {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const current = [i];
    let smallest = i;
    for (let j = 1; j <= right.length; j++) {
      const isSame = left.charCodeAt(i - 1) === right.charCodeAt(j - 1);
      let cost = Math.min(
        (previous[j] as number) + 1,
        (current[j - 1] as number) + 1,
        (previous[j - 1] as number) + (isSame ? 0 : 1),
      );
      const isSwap =
        i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1] && left[i - 1] !== left[i - 2];
      if (isSwap) cost = Math.min(cost, (beforePrevious[j - 2] as number) + 1);
      current.push(cost);
      smallest = Math.min(smallest, cost);
    }
    if (smallest > limit) return undefined;
    beforePrevious = previous;
    previous = current;
  }
  const distance = previous[right.length] as number;
  return distance <= limit ? distance : undefined;
}
