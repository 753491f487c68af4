/** Which rules and matches of a VirtualService are never reached, because what stands before takes all of their traffic. */

import type { MapNode, ScalarNode, SeqNode } from '../yaml/nodes.ts';
import { scalarValue } from '../yaml/scalar-value.ts';
import { entriesOf, flagAt, isSet, itemsOf, listAt, mapAt, textAt } from './field-access.ts';

export type RuleKind = 'http' | 'tls' | 'tcp';

/** A rule, or one of its matches, that is never reached. */
export interface Unreached {
  readonly rule: MapNode;
  /** The match that adds nothing to the rule; `undefined` where the whole rule is never reached. */
  readonly match: MapNode | undefined;
  /** What comes first: a match, or a rule without any. */
  readonly before: MapNode;
  readonly isBeforeWithoutMatch: boolean;
  /** False if what comes first leaves its traffic to a delegate, whose rules may take a part of it only. */
  readonly isSure: boolean;
}

/** A match, or a rule without one, and what is known of it as soon as somebody asks. */
class Taker {
  readonly rule: MapNode;
  /** `undefined` for a rule without matches, which asks for nothing. */
  readonly match: MapNode | undefined;
  /** Where it stands among all matches. */
  readonly order: number;
  readonly isSure: boolean;
  #text: string | undefined;
  #conditions: ReadonlySet<string> | undefined;

  constructor(rule: MapNode, match: MapNode | undefined, order: number, isSure: boolean) {
    this.rule = rule;
    this.match = match;
    this.order = order;
    this.isSure = isSure;
  }

  /** What it asks for, the same for two that ask for the same thing. */
  get text(): string {
    this.#text ??= this.match ? canonical(this.match) : '';
    return this.#text;
  }

  /** The conditions it has besides the path, by name. */
  get conditions(): ReadonlySet<string> {
    this.#conditions ??= new Set(conditionsOf(this.match));
    return this.#conditions;
  }

  /** Whether it takes all that `later` takes. */
  covers(later: Taker, kind: RuleKind): boolean {
    // Of several SNI names the longest that fits counts, whatever comes first.
    if (kind === 'tls') return this.text === later.text;
    for (const name of this.conditions) if (!later.conditions.has(name)) return false;
    return covers(this.match, later.match, kind);
  }
}

const FOUND = new WeakMap<SeqNode, readonly Unreached[]>();

/** What is never reached among the rules of one list. Nodes never change, so the answer is kept with the list. */
export function unreachedIn(list: SeqNode, kind: RuleKind): readonly Unreached[] {
  let found = FOUND.get(list);
  if (found === undefined) {
    found = findUnreached(list, kind);
    FOUND.set(list, found);
  }
  return found;
}

function findUnreached(list: SeqNode, kind: RuleKind): Unreached[] {
  const found: Unreached[] = [];
  if (list.items.length < 2 && !hasSeveralMatches(list)) return found;
  const takers = new Takers(kind);
  let order = 0;
  for (const rule of itemsOf(list)) {
    if (rule.kind !== 'map') continue;
    if (isSet(rule, 'match') && !listAt(rule, 'match')) return found;
    const matches = itemsOf(listAt(rule, 'match')).filter((match) => match.kind === 'map');
    const isSure = !isSet(rule, 'delegate');
    const covered = (matches.length === 0 ? [undefined] : matches).map((match) => {
      const taker = new Taker(rule, match, order++, isSure);
      const before = takers.before(taker);
      takers.add(taker);
      return before && { match, before };
    });
    const whole = covered.every((item) => item !== undefined && item.before.rule !== rule);
    for (const item of whole ? covered.slice(0, 1) : covered) {
      if (!item) continue;
      found.push({
        rule,
        match: whole ? undefined : item.match,
        before: item.before.match ?? item.before.rule,
        isBeforeWithoutMatch: item.before.match === undefined,
        isSure: whole ? covered.every((each) => each?.before.isSure) : item.before.isSure || item.before.rule === rule,
      });
    }
  }
  return found;
}

function hasSeveralMatches(list: SeqNode): boolean {
  return itemsOf(list).some((rule) => rule.kind === 'map' && (listAt(rule, 'match')?.items.length ?? 0) > 1);
}

/** So many matches that might take a match's traffic are held against it, and so many characters of its path looked at. */
const MOST_COMPARED = 32;
const MOST_CHARACTERS = 256;

/** The matches read so far, found by their paths, so that a long list costs little more than a short one. */
class Takers {
  readonly #kind: RuleKind;
  readonly #byPath = new Map<string, Taker[]>();

  constructor(kind: RuleKind) {
    this.#kind = kind;
  }

  add(taker: Taker): void {
    const key = this.#key(taker);
    const bucket = this.#byPath.get(key);
    if (!bucket) this.#byPath.set(key, [taker]);
    else if (bucket.length < MOST_COMPARED) bucket.push(taker);
  }

  /** The first that takes all of a match's traffic for sure, else the first that may. */
  before(later: Taker): Taker | undefined {
    if (this.#byPath.size === 0) return undefined;
    let found: Taker | undefined;
    let isFoundSure = false;
    for (const key of this.#kind === 'http' ? pathKeys(later.match) : [this.#key(later)]) {
      for (const taker of this.#byPath.get(key) ?? []) {
        // What a rule's delegate leaves of one match it leaves of another one, too.
        const isSure = taker.isSure || taker.rule === later.rule;
        const isBetter = !found || (isSure === isFoundSure ? taker.order < found.order : isSure);
        if (!isBetter || !taker.covers(later, this.#kind)) continue;
        found = taker;
        isFoundSure = isSure;
      }
    }
    return found;
  }

  #key(taker: Taker): string {
    if (this.#kind === 'http') return pathKey(taker.match);
    return this.#kind === 'tls' ? taker.text : ANY_PATH;
  }
}

const ANY_PATH = '*';

/** Where a match is found that takes certain paths. */
function pathKey(match: MapNode | undefined): string {
  const { kind, value, ignoresCase } = pathOf(match);
  if (kind === 'any') return ANY_PATH;
  return ignoresCase && kind !== 'regex' ? `${kind} in any case ${value.toLowerCase()}` : `${kind} ${value}`;
}

/** Where all matches are found that might take the paths of `match`. */
function pathKeys(match: MapNode | undefined): string[] {
  const { kind, value } = pathOf(match);
  const keys = [ANY_PATH];
  if (kind === 'any') return keys;
  if (kind === 'regex' || kind === 'other') return [ANY_PATH, `${kind} ${value}`];
  const lower = value.toLowerCase();
  for (let length = 1; length <= Math.min(value.length, MOST_CHARACTERS); length++) {
    keys.push(`prefix ${value.slice(0, length)}`, `prefix in any case ${lower.slice(0, length)}`);
  }
  if (kind === 'exact') keys.push(`exact ${value}`, `exact in any case ${lower}`);
  return keys;
}

interface Path {
  readonly kind: 'any' | 'prefix' | 'exact' | 'regex' | 'other';
  readonly value: string;
  readonly ignoresCase: boolean;
}

const EVERY_PATH: Path = { kind: 'any', value: '', ignoresCase: false };

/** Which paths a match takes. */
function pathOf(match: MapNode | undefined): Path {
  const uri = mapAt(match, 'uri');
  if (!uri) return EVERY_PATH;
  const ignoresCase = flagAt(match, 'ignoreUriCase');
  for (const kind of ['prefix', 'exact', 'regex'] as const) {
    const value = textAt(uri, kind)?.value;
    if (value === undefined) continue;
    const takesAll = kind === 'prefix' ? value === '' || value === '/' : kind === 'regex' && value === '.*';
    return takesAll ? EVERY_PATH : { kind, value, ignoresCase };
  }
  return { kind: 'other', value: '', ignoresCase };
}

/** Whether all that `later` takes is taken by `earlier`; `undefined` is a match that asks for nothing. */
function covers(earlier: MapNode | undefined, later: MapNode | undefined, kind: RuleKind): boolean {
  if (!earlier) return true;
  if (kind === 'http' && !coversRequest(earlier, later)) return false;
  return coversSource(earlier, later) && OTHER_CONDITIONS.every((field) => isAbsentOrEqual(earlier, later, field));
}

const OTHER_CONDITIONS = ['port', 'destinationSubnets', 'sourceSubnet'] as const;

/** Of http matches: where gateways are named, labels and namespace of the caller do not count. */
function coversSource(earlier: MapNode, later: MapNode | undefined): boolean {
  const gateways = namesAt(earlier, 'gateways');
  const laterGateways = namesAt(later, 'gateways');
  if (gateways.length > 0) {
    if (laterGateways.length === 0 || !laterGateways.every((name) => gateways.includes(name))) return false;
  } else if (laterGateways.length > 0 && (isSet(earlier, 'sourceLabels') || isSet(earlier, 'sourceNamespace'))) {
    return false;
  }
  const labels = new Map(entriesOf(mapAt(later, 'sourceLabels')).map(({ key, value }) => [key, plainText(value)]));
  return (
    entriesOf(mapAt(earlier, 'sourceLabels')).every(({ key, value }) => labels.get(key) === plainText(value)) &&
    isAbsentOrEqual(earlier, later, 'sourceNamespace')
  );
}

function coversRequest(earlier: MapNode, later: MapNode | undefined): boolean {
  return (
    coversUri(earlier, later) &&
    ['method', 'authority', 'scheme'].every((field) => {
      const text = mapAt(earlier, field);
      return !text || coversText(text, mapAt(later, field), false);
    }) &&
    ['headers', 'queryParams', 'withoutHeaders'].every((field) => coversEntries(earlier, later, field))
  );
}

/** Every header or parameter that is asked for is asked for by `later`, too, at least as narrowly. */
function coversEntries(earlier: MapNode, later: MapNode | undefined, field: string): boolean {
  const entries = entriesOf(mapAt(earlier, field));
  if (entries.length === 0) return true;
  const others = entriesOf(mapAt(later, field));
  return entries.every(({ key, value }) => {
    const other = others.find((candidate) => nameOf(field, candidate.key) === nameOf(field, key))?.value;
    if (value.kind !== 'map' || other?.kind !== 'map') return false;
    return field === 'withoutHeaders' ? plainText(value) === plainText(other) : coversText(value, other, true);
  });
}

function coversText(earlier: MapNode, later: MapNode | undefined, mayBePresence: boolean): boolean {
  if (!later) return false;
  if (plainText(earlier) === plainText(later)) return true;
  const asksPresence = entriesOf(earlier).length === 0 || textAt(earlier, 'regex')?.value === '.*';
  if (mayBePresence && asksPresence) return true;
  const prefix = textAt(earlier, 'prefix')?.value;
  const value = (textAt(later, 'exact') ?? textAt(later, 'prefix'))?.value;
  return prefix !== undefined && prefix !== '' && (value?.startsWith(prefix) ?? false);
}

function coversUri(earlier: MapNode, later: MapNode | undefined): boolean {
  const own = pathOf(earlier);
  if (own.kind === 'any') return true;
  const other = pathOf(later);
  if (own.kind === 'regex' || own.kind === 'other') return other.kind === own.kind && other.value === own.value;
  if (other.kind !== 'exact' && (other.kind !== 'prefix' || own.kind === 'exact')) return false;
  if (!own.ignoresCase && other.ignoresCase && own.value.toLowerCase() !== own.value.toUpperCase()) return false;
  const form = (text: string): string => (own.ignoresCase ? text.toLowerCase() : text);
  const value = form(other.value);
  return own.kind === 'exact' ? value === form(own.value) : value.startsWith(form(own.value));
}

/** Whether `earlier` does not ask for `field`, or for the same as `later`. */
function isAbsentOrEqual(earlier: MapNode, later: MapNode | undefined, field: string): boolean {
  const own = entryText(earlier, field);
  return own === undefined || own === entryText(later, field);
}

function namesAt(map: MapNode | undefined, field: string): string[] {
  return itemsOf(listAt(map, field)).map(plainText);
}

/** What a field says, in one form; `undefined` where it asks for nothing. */
function entryText(map: MapNode | undefined, field: string): string | undefined {
  const value = entriesOf(map).find(({ key }) => key === field)?.value;
  return value && !isNothing(value) ? plainText(value) : undefined;
}

/** A match without its name, such that two that ask for the same thing read the same. */
function canonical(match: MapNode): string {
  const fields = entriesOf(match)
    .filter(({ key, value }) => key !== 'name' && key !== 'statPrefix' && !isNothing(value, MAPS_WITH_KEYS.has(key)))
    .map(({ key, value }) => `${key}:${plainText(value)}`);
  return `{${fields.sort().join(',')}}`;
}

/** The conditions of a match besides its path: `port`, `headers.x-user`. */
function conditionsOf(match: MapNode | undefined): string[] {
  return entriesOf(match).flatMap(({ key, value }) => {
    if (NO_CONDITIONS.has(key) || isNothing(value)) return [];
    if (value.kind !== 'map' || !MAPS_WITH_KEYS.has(key)) return [key];
    return entriesOf(value).map((entry) => `${key}.${nameOf(key, entry.key)}`);
  });
}

/** The name of a header or parameter, such that equal ones read the same. */
function nameOf(field: string, key: string): string {
  return (field === 'headers' || field === 'withoutHeaders') && !key.startsWith('@') ? key.toLowerCase() : key;
}

const NO_CONDITIONS: ReadonlySet<string> = new Set(['name', 'statPrefix', 'uri', 'ignoreUriCase']);
const MAPS_WITH_KEYS: ReadonlySet<string> = new Set(['headers', 'queryParams', 'withoutHeaders', 'sourceLabels']);

/** Whether a value is the same as none at all. */
function isNothing(value: ScalarNode | MapNode | SeqNode, isMapWithKeys = false): boolean {
  if (value.kind === 'seq') return value.items.length === 0;
  if (value.kind === 'map') return isMapWithKeys && entriesOf(value).length === 0;
  const said = scalarValue(value);
  return said === false || said === 0 || said === '';
}

function plainText(node: ScalarNode | MapNode | SeqNode): string {
  if (node.kind === 'scalar') return JSON.stringify(scalarValue(node));
  if (node.kind === 'seq') return `[${itemsOf(node).map(plainText).join(',')}]`;
  const entries = entriesOf(node).map(({ key, value }) => `${JSON.stringify(key)}:${plainText(value)}`);
  return `{${entries.sort().join(',')}}`;
}
