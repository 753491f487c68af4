/**
 * Where the value of an EnvoyFilter's patch is not of the type that Envoy has there. istiod reads it with golang/protobuf's
 * `jsonpb`: names as in the definitions or in camel case, numbers also as text, nulls as absent.
 */
import { dereference, effectivePairs, pairOf } from '../yaml/node-access.ts';
import type { MapNode, RelativeRange, ScalarNode, SeqNode, YamlNode } from '../yaml/nodes.ts';
import { isStringScalar, scalarValue } from '../yaml/scalar-value.ts';
import { jsonKey } from './checks/reading.ts';
import { durationMs } from './durations.ts';
import { type EnvoyMessage, enumeration, envoyMessage, numberedMessage } from './envoy-types.ts';
import { isPlaceholder } from './scalars.ts';

export type EnvoyFault =
  /** A key that the message has not; istiod warns. */
  | {
      readonly code: 'unknown-field';
      readonly key: ScalarNode;
      readonly message: EnvoyMessage;
      readonly range: RelativeRange;
    }
  /** A value that cannot be read as what is asked for: a type as in envoy-types.ts. */
  | { readonly code: 'wrong-type'; readonly node: YamlNode; readonly type: string; readonly range: RelativeRange }
  /** A word that the enumeration has not. */
  | {
      readonly code: 'unknown-word';
      readonly node: ScalarNode;
      readonly words: readonly string[];
      readonly range: RelativeRange;
    }
  /** An `@type` of which nothing is known. */
  | { readonly code: 'unknown-type'; readonly node: ScalarNode; readonly name: string; readonly range: RelativeRange }
  /** Something that needs an `@type` and has none. */
  | { readonly code: 'missing-type'; readonly range: RelativeRange }
  /** A value of the type `name` stands in a field `value`, which is missing. */
  | { readonly code: 'missing-value'; readonly name: string; readonly range: RelativeRange }
  /** An extension without a configuration that says which one it is; istiod warns. */
  | { readonly code: 'missing-config'; readonly range: RelativeRange };

/** What each value of `applyTo` patches. */
const PATCHED: Readonly<Record<string, string>> = {
  BOOTSTRAP: 'envoy.config.bootstrap.v3.Bootstrap',
  CLUSTER: 'envoy.config.cluster.v3.Cluster',
  EXTENSION_CONFIG: 'envoy.config.core.v3.TypedExtensionConfig',
  FILTER_CHAIN: 'envoy.config.listener.v3.FilterChain',
  HTTP_FILTER: 'envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter',
  HTTP_ROUTE: 'envoy.config.route.v3.Route',
  LISTENER: 'envoy.config.listener.v3.Listener',
  LISTENER_FILTER: 'envoy.config.listener.v3.ListenerFilter',
  NETWORK_FILTER: 'envoy.config.listener.v3.Filter',
  ROUTE_CONFIGURATION: 'envoy.config.route.v3.RouteConfiguration',
  VIRTUAL_HOST: 'envoy.config.route.v3.VirtualHost',
};
/** Types that are known and of which we have no description. */
const UNDESCRIBED = /^(?:google\.|udpa\.|opentelemetry\.|envoy\.(?:admin|annotations|service)\.)/;
/** Messages that are no maps in JSON, so that beside an `@type` they need a field of their own. */
const NO_MAP =
  /^google\.protobuf\.(?:Any|Duration|Empty|ListValue|Struct|Timestamp|Value|(?:Bool|Bytes|Double|Float|Int32|Int64|String|UInt32|UInt64)Value)$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const JSON_NUMBER = /^\s*-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?\s*$/;
const JSON_INTEGER = /^\s*-?(?:0|[1-9][0-9]*)\s*$/;
const RANGES: Readonly<Record<string, readonly [least: number, most: number]>> = {
  i: [-(2 ** 31), 2 ** 31 - 1],
  u: [0, 2 ** 32 - 1],
  I: [-(2 ** 63), 2 ** 63],
  U: [0, 2 ** 64],
};

const known = new WeakMap<MapNode, readonly EnvoyFault[]>();

/** What is wrong in the value of a patch that is applied to `applyTo`, in reading order. */
export function envoyFaults(applyTo: string, value: MapNode): readonly EnvoyFault[] {
  const before = known.get(value);
  if (before) return before;
  const name = Object.hasOwn(PATCHED, applyTo) ? PATCHED[applyTo] : undefined;
  const message = name === undefined ? undefined : envoyMessage(name);
  const faults: EnvoyFault[] = [];
  if (message) {
    fields(value, message, faults);
    configs(value, message, nameOf(value) ?? value.pairs[0]?.key ?? value, faults);
  }
  known.set(value, faults);
  return faults;
}

function fields(map: MapNode, message: EnvoyMessage, into: EnvoyFault[]): void {
  for (const pair of effectivePairs(map)) {
    const key = dereference(pair.key);
    if (key?.kind !== 'scalar') continue;
    const name = jsonKey(key);
    if (name === '@type' || isPlaceholder(name)) continue;
    // Of two ways to write one name that of JSON counts.
    const camelName = message.camelNames.get(name);
    if (camelName !== undefined && valueAt(map, camelName)) continue;
    const type = message.fields.get(name) ?? message.fields.get(message.jsonNames.get(name) ?? '');
    if (type !== undefined) field(pair.value, type, key, into);
    else if (!/^\[.*\]$/.test(name)) into.push({ code: 'unknown-field', key, message, range: key });
  }
}

/** `where` is what to point at when speaking of a map or list as a whole. */
function field(value: YamlNode | undefined, type: string, where: RelativeRange, into: EnvoyFault[]): void {
  const node = present(value);
  if (!node) return;
  const inner = type.slice(1);
  if (type.startsWith('*')) {
    if (node.kind !== 'seq') wrong(node, type, where, into);
    else for (const item of node.items) single(present(item), inner, item, into);
  } else if (type.startsWith('%')) {
    if (node.kind !== 'map') wrong(node, type, where, into);
    else for (const pair of effectivePairs(node)) single(present(pair.value), inner, pair.key, into);
  } else single(node, type, where, into);
}

function single(
  node: ScalarNode | MapNode | SeqNode | undefined,
  type: string,
  where: RelativeRange | undefined,
  into: EnvoyFault[],
): void {
  if (!node || (node.kind === 'scalar' && isPlaceholder(node.text))) return;
  const place = node.kind === 'scalar' ? node : (where ?? node);
  const code = type.charAt(0);
  // Bytes may also be a list of numbers.
  if (code === 'V' || code === 'o' || (code === 'y' && node.kind === 'seq')) return;
  if (code === '=' || code === 'A' || code === 'S') {
    if (node.kind !== 'map') wrong(node, type, place, into);
    else if (code === '=') {
      const message = numberedMessage(type.slice(1));
      if (message) fields(node, message, into);
    } else if (code === 'A') any(node, place, into);
  } else if (code === 'L') {
    if (node.kind !== 'seq') wrong(node, type, place, into);
  } else if (node.kind !== 'scalar') wrong(node, type, place, into);
  else if (code === '.') word(node, enumeration(type.slice(1)), type, into);
  else if (!isScalar(node, code)) wrong(node, type, place, into);
}

/** Extensions inside of each other that have no configuration. Lists and what an `@type` names are not looked at. */
function configs(map: MapNode, message: EnvoyMessage, where: RelativeRange, into: EnvoyFault[]): void {
  const isExtension = message.fields.has('typed_config');
  if (isExtension && !CONFIGS.some((name) => message.fields.has(snakeCase(name)) && valueAt(map, name))) {
    into.push({ code: 'missing-config', range: where });
  }
  for (const pair of effectivePairs(map)) {
    const key = dereference(pair.key);
    const value = present(pair.value);
    if (key?.kind !== 'scalar' || value?.kind !== 'map') continue;
    const name = jsonKey(key);
    const type = message.fields.get(name) ?? message.fields.get(message.jsonNames.get(name) ?? '');
    const inner = type?.startsWith('=') ? numberedMessage(type.slice(1)) : undefined;
    if (inner) configs(value, inner, nameOf(value) ?? key, into);
  }
}

const CONFIGS = ['typed_config', 'typedConfig', 'config_discovery', 'configDiscovery'] as const;

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The name of an extension, to point at. */
function nameOf(map: MapNode): ScalarNode | undefined {
  const name = valueAt(map, 'name');
  return name?.kind === 'scalar' ? name : undefined;
}

function valueAt(map: MapNode, field: string): ScalarNode | MapNode | SeqNode | undefined {
  return present(pairOf(map, field)?.value);
}

/** Anything, whose `@type` says what it is. */
function any(map: MapNode, where: RelativeRange, into: EnvoyFault[]): void {
  const pair = pairOf(map, '@type');
  const type = present(pair?.value);
  if (!pair || !type) {
    into.push({ code: 'missing-type', range: where });
    return;
  }
  if (type.kind !== 'scalar' || !isStringScalar(type)) {
    wrong(type, 's', type.kind === 'scalar' ? type : pair.key, into);
    return;
  }
  if (isPlaceholder(type.text)) return;
  const name = type.text.slice(type.text.lastIndexOf('/') + 1);
  const message = envoyMessage(name);
  if (message) fields(map, message, into);
  else if (NO_MAP.test(name)) {
    if (!valueAt(map, 'value')) into.push({ code: 'missing-value', name, range: type });
  } else if (!UNDESCRIBED.test(name)) into.push({ code: 'unknown-type', node: type, name, range: type });
}

function word(node: ScalarNode, words: readonly string[], type: string, into: EnvoyFault[]): void {
  const value = scalarValue(node);
  if (typeof value === 'string') {
    if (!words.includes(value)) into.push({ code: 'unknown-word', node, words, range: node });
  } else if (typeof value !== 'number' || !isInRange(value, 'i')) wrong(node, type, node, into);
}

function isScalar(node: ScalarNode, code: string): boolean {
  const value = scalarValue(node);
  switch (code) {
    case 'b':
      return typeof value === 'boolean';
    case 's':
      return typeof value === 'string';
    case 'y':
      return typeof value === 'string' && BASE64.test(value.replace(/[\r\n]/g, ''));
    case 'D':
      return typeof value === 'string' && durationMs(value) !== undefined;
    case 'T':
      return (
        typeof value === 'string' && /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|[-+][0-9]{2}:[0-9]{2})$/.test(value)
      );
    case 'd':
      if (typeof value === 'string') return JSON_NUMBER.test(value) || /^(?:NaN|-?Infinity)$/.test(value);
      return typeof value === 'number';
    default:
      if (typeof value === 'string') return JSON_INTEGER.test(value) && isInRange(Number(value), code);
      return typeof value === 'number' && isInRange(value, code);
  }
}

function isInRange(value: number, code: string): boolean {
  const [least, most] = RANGES[code] ?? [0, 0];
  return Number.isInteger(value) && value >= least && value <= most;
}

function wrong(node: YamlNode, type: string, range: RelativeRange, into: EnvoyFault[]): void {
  into.push({ code: 'wrong-type', node, type, range });
}

/** What stands there; `undefined` for nothing and null. */
function present(node: YamlNode | undefined): ScalarNode | MapNode | SeqNode | undefined {
  const target = dereference(node);
  return target?.kind === 'scalar' && scalarValue(target) === null ? undefined : target;
}
