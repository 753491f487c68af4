/** Whether a request fits a match of a VirtualService (D7.5, D7.15). */
import { t } from '../../l10n.ts';
import { isMap, type JsonMap, type JsonValue, mapAt, textAt } from '../json-value.ts';
import { compileRe2, type TextMatcher } from './re2-matcher.ts';
import type { MeshRequest } from './request.ts';

/** What a condition is about, for the sentence that says why it does not hold. */
export interface FailedCondition {
  /** `uri`, `method`, `headers.x-user` … */
  readonly field: string;
  /** As written: `prefix: /api`. */
  readonly wanted: string;
  /** What the request has; `undefined` where it has nothing. */
  readonly actual: string | undefined;
}

/** The condition as half a sentence: what it wants, and what the request or the client has. */
export function conditionText({ field, wanted, actual }: FailedCondition, of: 'request' | 'client'): string {
  if (of === 'client') {
    return actual === undefined
      ? t('{0} wants "{1}", the client has none', field, wanted)
      : t('{0} wants "{1}", here it is "{2}"', field, wanted, actual);
  }
  return actual === undefined
    ? t('{0} wants "{1}", the request has none', field, wanted)
    : t('{0} wants "{1}", the request has "{2}"', field, wanted, actual);
}

/** The first condition that the request does not fulfil; `undefined` if it fits. `scheme` is `https` behind TLS that a gateway ended. */
export function failedCondition(
  match: JsonMap,
  request: MeshRequest,
  scheme: 'http' | 'https',
): FailedCondition | undefined {
  const [path = '', query = ''] = splitOnce(request.path, '?');
  const uri = mapAt(match, 'uri');
  if (uri && !fits(uri, path, match.ignoreUriCase === true)) return failed('uri', uri, path);
  const special: readonly [field: string, actual: string][] = [
    ['scheme', scheme],
    ['method', methodOf(request)],
    ['authority', request.host],
  ];
  for (const [field, actual] of special) {
    const condition = mapAt(match, field);
    if (condition && !fits(condition, actual, false)) return failed(field, condition, actual);
  }
  for (const [name, condition] of conditions(match, 'headers')) {
    const actual = headerOf(request, name, scheme);
    if (!isPresence(condition) ? actual === undefined || !fits(condition, actual, false) : actual === undefined) {
      return failed(`headers.${name}`, condition, actual);
    }
  }
  for (const [name, condition] of conditions(match, 'withoutHeaders')) {
    const actual = headerOf(request, name, scheme);
    // A header that is not there counts as an empty one, unless it is its absence that is asked for.
    const isThere = isPresence(condition) ? actual !== undefined : fits(condition, actual ?? '', false);
    if (isThere) return failed(`withoutHeaders.${name}`, condition, actual);
  }
  const parameters = new QueryParameters(query);
  for (const [name, condition] of conditions(match, 'queryParams')) {
    const actual = parameters.get(name);
    if (actual === undefined || !(isPresence(condition) || fits(condition, actual, false))) {
      return failed(`queryParams.${name}`, condition, actual);
    }
  }
  return undefined;
}

/** Whether a match takes every request, so that whatever follows it in a VirtualService does not exist (D7.5). */
export function isCatchAll(match: JsonMap | undefined): boolean {
  if (match === undefined) return true;
  const uri = mapAt(match, 'uri');
  const takesAllPaths =
    uri === undefined || textAt(uri, 'prefix') === '/' || textAt(uri, 'regex') === '.*' || isEmpty(uri);
  const isConditional =
    ['method', 'authority', 'scheme'].some((field) => mapAt(match, field) !== undefined) ||
    ['headers', 'withoutHeaders', 'queryParams'].some((field) => conditions(match, field).length > 0);
  return takesAllPaths && !isConditional;
}

/** Text against `exact`, `prefix` or `regex`; a regular expression must fit the whole. */
export function fits(condition: JsonMap, actual: string, ignoresCase: boolean): boolean {
  const { exact, prefix, regex } = condition;
  if (typeof exact === 'string' && exact !== '') return ignoresCase ? lower(exact) === lower(actual) : exact === actual;
  if (typeof prefix === 'string') {
    return ignoresCase ? lower(actual).startsWith(lower(prefix)) : actual.startsWith(prefix);
  }
  if (typeof regex === 'string') return matcherOf(condition, regex)?.(actual) ?? false;
  return typeof exact === 'string' ? actual === '' : true;
}

/** Conditions are parts of resources, which never change; when a resource goes, so does what was made of it. */
const compiled = new WeakMap<JsonMap, { readonly matches: TextMatcher | undefined }>();

function matcherOf(condition: JsonMap, regex: string): TextMatcher | undefined {
  const known = compiled.get(condition) ?? { matches: compileRe2(regex) };
  compiled.set(condition, known);
  return known.matches;
}

function methodOf({ headers }: MeshRequest): string {
  return headers[':method'] ?? 'GET';
}

function headerOf(request: MeshRequest, name: string, scheme: string): string | undefined {
  switch (lower(name)) {
    case ':method':
      return methodOf(request);
    case ':authority':
    case 'host':
      return request.host;
    case ':path':
      return request.path;
    case ':scheme':
      return scheme;
    default:
      return request.headers[lower(name)];
  }
}

/** A condition that asks only whether something is there. */
function isPresence(condition: JsonMap): boolean {
  return isEmpty(condition) || condition.regex === '*';
}

function isEmpty(map: JsonMap): boolean {
  return Object.keys(map).length === 0;
}

function conditions(match: JsonMap, field: string): [name: string, condition: JsonMap][] {
  return Object.entries(mapAt(match, field) ?? {}).flatMap(([name, value]: [string, JsonValue]): [string, JsonMap][] =>
    isMap(value) ? [[name, value]] : [],
  );
}

function failed(field: string, condition: JsonMap, actual: string | undefined): FailedCondition {
  const [[kind = '', value = ''] = []] = Object.entries(condition);
  return { field, wanted: kind === '' ? '{}' : `${kind}: ${String(value)}`, actual };
}

/** The first value of each parameter of a query, as written. */
class QueryParameters {
  readonly #values = new Map<string, string>();

  constructor(query: string) {
    for (const part of query.split('&')) {
      const [name = '', value = ''] = splitOnce(part, '=');
      if (name !== '' && !this.#values.has(name)) this.#values.set(name, value);
    }
  }

  get(name: string): string | undefined {
    return this.#values.get(name);
  }
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function lower(text: string): string {
  return text.toLowerCase();
}
