/**
 * The one walk over a resource along its schema. It is made to cost little where nothing is wrong: fields are found
 * without new strings, which of them are present is one number, and objects are made for findings only.
 *
 * One cause gives one finding: below a value of the wrong type nothing is looked at, fields that are missing are not asked
 * for where some key is misspelled, and checks of a map's meaning run only if all inside it is right.
 */
import { dereference, effectivePairs, isMergeKey } from '../yaml/node-access.ts';
import { BlockMap, BlockSeq, Pair, Scalar } from '../yaml/node-classes.ts';
import type { MapNode, PairNode, RelativeRange, ScalarNode, SeqNode, YamlDocument, YamlNode } from '../yaml/nodes.ts';
import { scalarValue } from '../yaml/scalar-value.ts';
import { checkMetadata, type Walkable } from './checks/metadata.ts';
import type { Checked } from './checks.ts';
import type { Finding } from './findings.ts';
import type { IstioRelease } from './istio-release.ts';
import { checkNumber, checkSize, checkText } from './limits.ts';
import { sinceRelease } from './releases.ts';
import { isNull, isPlaceholder, isString, isSurelyString, numberOf } from './scalars.ts';
import type { CompiledCheck, SchemaNode } from './schema-node.ts';
import type { KindSchema } from './schema-store.ts';

const NOTHING: readonly Finding[] = [];
const NO_PAIRS: readonly PairNode[] = [];
const NO_CHECKS: readonly CompiledCheck[] = [];

/**
 * Told of each map and list on the way, those inside it first: `pair` is the pair that it is the value of, `where` the
 * place to point at when speaking of the whole (the key above it, or the first key of a list's item).
 */
export type Visit = (
  schema: SchemaNode,
  node: MapNode | SeqNode,
  pair: PairNode | undefined,
  where: RelativeRange,
) => void;

/** Everything that is wrong with the resource, in the order of the walk. */
export function findingsIn(resource: Walkable, schema: KindSchema, visit?: Visit): readonly Finding[] {
  const { document, node } = resource;
  if (schema.isIstio && !schema.apiVersions.has(resource.apiVersion)) return unservedVersion(node, schema);
  const walk = new Walk(document, node, schema.release, visit);
  checkMetadata(resource, schema.kind, walk);
  walk.object(node, schema.root, undefined, undefined, node);
  return walk.findings ?? NOTHING;
}

class Walk implements Checked {
  readonly document: YamlDocument;
  readonly text: string;
  readonly release: IstioRelease;
  readonly visit: Visit | undefined;
  findings: Finding[] | undefined;
  // What the checks look at just now; checks do not walk on, so there is one at a time.
  node: ScalarNode | MapNode | SeqNode;
  pairs: readonly PairNode[] = NO_PAIRS;
  pair: PairNode | undefined;
  map: MapNode | undefined;

  constructor(document: YamlDocument, root: MapNode, release: IstioRelease, visit: Visit | undefined) {
    this.release = release;
    this.document = document;
    this.text = document.text;
    this.visit = visit;
    this.node = root;
  }

  /** For checks: where one has spoken of a place, the next one is silent about it. */
  report(finding: Finding): void {
    const { start, end } = finding.range;
    if (!this.findings?.some(({ range }) => range.start === start && range.end === end)) this.add(finding);
  }

  add(finding: Finding): void {
    this.findings ??= [];
    this.findings.push(finding);
  }

  get count(): number {
    return this.findings === undefined ? 0 : this.findings.length;
  }

  /** `owner` is the pair that the map is the value of, `holder` the map of that pair; `where` what to point at. */
  object(
    map: MapNode,
    schema: SchemaNode,
    owner: PairNode | undefined,
    holder: MapNode | undefined,
    where: RelativeRange,
  ): void {
    const before = this.count;
    let { pairs } = map;
    let seen = this.#pairs(map, schema, pairs);
    if (seen < 0) {
      // Repeated or merged keys: what was found may concern a pair that does not count.
      if (this.findings) this.findings.length = before;
      pairs = effectivePairs(map);
      seen = this.#pairs(map, schema, pairs);
    }
    if (schema.limits) checkSize(this, map, this.#countPairs(map), schema.limits, owner?.key ?? where);
    for (const group of schema.atMostOne) {
      const set = seen & group.bits;
      if ((set & (set - 1)) !== 0) this.#reportExclusive(map, group.fields, where);
    }
    if ((seen & schema.requiredBits) !== schema.requiredBits) this.#reportMissing(map, schema, seen, owner, where);
    if (schema.checks !== undefined && this.count === before) this.#check(schema, map, seen, pairs, owner, holder);
    if (this.visit !== undefined) this.visit(schema, map, owner, where);
  }

  /** The bits of the properties that are set; negative where keys are repeated or merged. */
  #pairs(map: MapNode, schema: SchemaNode, pairs: readonly PairNode[]): number {
    const { properties, values } = schema;
    const { text } = this;
    let seen = 0;
    for (const pair of pairs) {
      const key = pair.key instanceof Scalar ? pair.key : dereference(pair.key);
      if (!(key instanceof Scalar)) continue;
      const property = properties === undefined ? undefined : properties.of(key, text);
      if (property !== undefined) {
        const { value } = pair;
        const { bit, node } = property;
        if (node.isPlainText && value instanceof Scalar && isSurelyString(value, text)) {
          if ((seen & bit) !== 0) return REPEATED;
          seen |= bit;
          continue;
        }
        if (value === undefined || isNull(value, text)) continue;
        if ((seen & bit) !== 0) return REPEATED;
        seen |= bit;
        this.value(value, node, pair, map);
      } else if (key.end - key.start === 2 && isMergeKey(key)) return REPEATED;
      else if (values !== undefined) {
        const { value } = pair;
        if (values.isPlainText && value instanceof Scalar && isSurelyString(value, text)) continue;
        if (value !== undefined && !isNull(value, text)) this.value(value, values, pair, map);
      } else if (!schema.isOpen) {
        this.#unknown(key, pair, map, schema);
      } else this.#anything(pair.value);
    }
    return seen;
  }

  #unknown(key: ScalarNode, pair: PairNode, map: MapNode, schema: SchemaNode): void {
    const since = schema.newer?.get(key.text);
    if (since !== undefined) {
      const { release } = this;
      this.add({ code: 'newer-release', range: key, what: 'field', node: key, pair, map, since, release, allowed: [] });
      return;
    }
    const code = schema.path === '' && isRoot(schema) ? 'unknown-top-field' : 'unknown-field';
    this.add({ code, range: key, key, pair, map, schema });
  }

  #unknownValue(node: ScalarNode, value: YamlNode, allowed: readonly string[], schema: SchemaNode): void {
    const since = schema.newer?.get(node.text);
    if (since === undefined) {
      this.add({ code: 'unknown-value', range: value, node, allowed, schema });
      return;
    }
    const absent = { pair: undefined, map: undefined };
    const { release } = this;
    this.add({ code: 'newer-release', range: value, what: 'value', node, ...absent, since, release, allowed });
  }

  /** A value that is not null: of a field, or of a key of a free map. */
  value(value: YamlNode, schema: SchemaNode, owner: PairNode | SeqNode | undefined, holder: MapNode | undefined): void {
    if (value instanceof Scalar) this.#scalar(value, value, schema, owner, holder);
    else if (value instanceof BlockMap) this.#object(value, value, schema, owner, holder);
    else if (value instanceof BlockSeq) this.#array(value, value, schema, owner, holder);
    else {
      const node = dereference(value);
      if (node?.kind === 'scalar') this.#scalar(node, value, schema, owner, holder);
      else if (node?.kind === 'map') this.#object(node, value, schema, owner, holder);
      else if (node?.kind === 'seq') this.#array(node, value, schema, owner, holder);
    }
  }

  #object(
    node: MapNode,
    value: YamlNode,
    schema: SchemaNode,
    owner: PairNode | SeqNode | undefined,
    holder: MapNode | undefined,
  ): void {
    if (schema.type === 'object') {
      const pair = owner instanceof Pair ? owner : undefined;
      this.object(node, schema, pair, holder, pair ? pair.key : (node.pairs[0]?.key ?? node));
    } else if (schema.type === 'any') this.#anything(node);
    else this.#wrongType(node, value, schema, owner);
  }

  #array(
    node: SeqNode,
    value: YamlNode,
    schema: SchemaNode,
    owner: PairNode | SeqNode | undefined,
    holder: MapNode | undefined,
  ): void {
    if (schema.type === 'array') this.#list(node, schema, owner, holder);
    else if (schema.type === 'any') this.#anything(node);
    else this.#wrongType(node, value, schema, owner);
  }

  #scalar(
    node: ScalarNode,
    value: YamlNode,
    schema: SchemaNode,
    owner: PairNode | SeqNode | undefined,
    holder: MapNode | undefined,
  ): void {
    switch (schema.type) {
      case 'string':
        if (!isString(node, this.text)) this.#wrongType(node, value, schema, owner);
        else if (schema.isConstrained) this.#text(node, value, schema, owner, holder);
        return;
      case 'integer':
      case 'number':
        this.#number(node, value, schema, owner, holder);
        return;
      case 'boolean':
        if (typeof scalarValue(node) !== 'boolean') this.#wrongType(node, value, schema, owner);
        return;
      case 'int-or-string':
        if (!isIntegerOrString(node)) this.#wrongType(node, value, schema, owner);
        return;
      case 'any':
        this.#anything(node);
        return;
      default:
        this.#wrongType(node, value, schema, owner);
    }
  }

  #text(
    node: ScalarNode,
    value: YamlNode,
    schema: SchemaNode,
    owner: PairNode | SeqNode | undefined,
    holder: MapNode | undefined,
  ): void {
    const before = this.count;
    const { text } = node;
    if (isPlaceholder(text)) return;
    if (schema.enum !== undefined && !schema.enum.includes(text)) {
      this.#unknownValue(node, value, schema.enum, schema);
    } else if (schema.limits !== undefined) checkText(this, node, value, schema.limits);
    if (schema.checks !== undefined && this.count === before) this.#check(schema, node, 0, NO_PAIRS, owner, holder);
  }

  #number(
    node: ScalarNode,
    value: YamlNode,
    schema: SchemaNode,
    owner: PairNode | SeqNode | undefined,
    holder: MapNode | undefined,
  ): void {
    const number = numberOf(node, this.text);
    if (number === undefined || !(schema.type === 'integer' ? Number.isInteger(number) : Number.isFinite(number))) {
      this.#wrongType(node, value, schema, owner);
      return;
    }
    const before = this.count;
    if (schema.limits !== undefined) checkNumber(this, node, value, number, schema.limits);
    if (schema.checks !== undefined && this.count === before) this.#check(schema, node, 0, NO_PAIRS, owner, holder);
  }

  #list(list: SeqNode, schema: SchemaNode, owner: PairNode | SeqNode | undefined, holder: MapNode | undefined): void {
    const before = this.count;
    const pair = owner instanceof Pair ? owner : undefined;
    const { items } = schema;
    if (schema.limits) checkSize(this, list, list.items.length, schema.limits, pair?.key ?? list);
    if (items) {
      for (const item of list.items) {
        if (items.isPlainText && item instanceof Scalar && isSurelyString(item, this.text)) continue;
        if (item === undefined || isNull(item, this.text)) {
          if (items.type !== 'any' && !items.isNullable) this.#wrongType(item, item, items, list);
        } else this.value(item, items, list, undefined);
      }
    }
    if (this.count === before) {
      if (schema.listKeys) this.#repeated(list, schema.listKeys);
      if (schema.checks && this.count === before) this.#check(schema, list, 0, NO_PAIRS, pair, holder);
    }
    if (this.visit !== undefined) this.visit(schema, list, pair, pair ? pair.key : list);
  }

  /** Items that agree in all the fields that tell them apart. */
  #repeated(list: SeqNode, fields: readonly string[]): void {
    if (list.items.length < 2) return;
    const seen = new Map<string, ScalarNode>();
    for (const item of list.items) {
      const map = item?.kind === 'alias' ? item.target : item;
      if (map?.kind !== 'map') continue;
      const nodes = fields.map((field) => fieldScalar(map, field));
      const last = nodes[nodes.length - 1];
      if (!last) continue;
      const key = JSON.stringify(nodes.map((node) => node && scalarValue(node)));
      const first = seen.get(key);
      const field = fields[fields.length - 1] ?? '';
      if (first) this.add({ code: 'repeated-item', range: last, field, node: last, first });
      else seen.set(key, last);
    }
  }

  #check(
    schema: SchemaNode,
    node: ScalarNode | MapNode | SeqNode,
    seen: number,
    pairs: readonly PairNode[],
    owner: PairNode | SeqNode | undefined,
    map: MapNode | undefined,
  ): void {
    for (const check of schema.checks ?? NO_CHECKS) {
      if ((seen & check.needs) !== check.needs || (seen & check.unless) !== 0) continue;
      this.node = node;
      this.pairs = pairs;
      this.pair = owner instanceof Pair ? owner : undefined;
      this.map = map;
      check.run(this);
    }
  }

  #wrongType(
    node: YamlNode | undefined,
    range: RelativeRange | undefined,
    schema: SchemaNode,
    owner: PairNode | SeqNode | undefined,
  ): void {
    if (node?.kind === 'scalar' && isPlaceholder(node.text)) return;
    const expected = schema.type;
    const place = range ?? (owner instanceof Pair ? owner.key : (owner as SeqNode | undefined)) ?? START;
    this.add({ code: 'wrong-type', range: place, node, schema, expected, owner });
  }

  #reportMissing(
    map: MapNode,
    schema: SchemaNode,
    seen: number,
    owner: PairNode | undefined,
    where: RelativeRange,
  ): void {
    // A misspelled key is the cause, and a missing field its consequence.
    if (this.findings?.some((finding) => finding.code === 'unknown-field' && finding.map === map)) return;
    for (const field of schema.required) {
      if ((seen & (schema.properties?.get(field)?.bit ?? 0)) !== 0) continue;
      const range = map === where ? (kindPair(map)?.key ?? where) : where;
      this.add({ code: 'missing-field', range, map, owner, schema, field });
    }
  }

  #reportExclusive(map: MapNode, fields: readonly string[], where: RelativeRange): void {
    const pairs = effectivePairs(map).filter(
      (pair) => fields.includes(keyText(pair)) && !isNull(pair.value, this.text),
    );
    const range = pairs[pairs.length - 1]?.key ?? where;
    this.add({ code: 'exclusive-fields', range, map, fields, pairs });
  }

  #countPairs(map: MapNode): number {
    let count = 0;
    for (const pair of effectivePairs(map)) if (!isNull(pair.value, this.text)) count++;
    return count;
  }

  /** Where anything may stand, numbers still must be such as JSON can say. */
  #anything(value: YamlNode | undefined): void {
    switch (value?.kind) {
      case 'map':
        for (const pair of value.pairs) this.#anything(pair.value);
        return;
      case 'seq':
        for (const item of value.items) this.#anything(item);
        return;
      case 'scalar': {
        if (value.style !== 'plain' || value.end - value.start > 5 || !this.text.startsWith('.', value.end - 4)) return;
        const number = numberOf(value, this.text);
        if (number === undefined || Number.isFinite(number)) return;
        this.add({ code: 'wrong-type', range: value, node: value, schema: ANY, expected: 'any', owner: undefined });
      }
    }
  }
}

export type { Walk };

const REPEATED = -1;
const START: RelativeRange = { start: 0, end: 0 };

const ANY: SchemaNode = {
  type: 'any',
  structure: '',
  path: '',
  properties: undefined,
  values: undefined,
  items: undefined,
  isOpen: true,
  newer: undefined,
  required: [],
  requiredBits: 0,
  atMostOne: [],
  listKeys: undefined,
  enum: undefined,
  limits: undefined,
  default: undefined,
  isNullable: true,
  checks: undefined,
  isConstrained: false,
  isPlainText: false,
};

/** The finding for a version in which Istio does not serve the kind; there is no use in looking further. */
function unservedVersion(root: MapNode, { kind, group, versions, release }: KindSchema): readonly Finding[] {
  const node = fieldScalar(root, 'apiVersion');
  if (!node || isPlaceholder(node.text)) return NOTHING;
  const version = node.text.slice(group.length + 1);
  const kindSince = sinceRelease('kinds', kind);
  const since = Math.max(kindSince, sinceRelease('versions', `${kind}/${version}`));
  if (since <= release) return [{ code: 'unserved-version', range: node, node, group, versions }];
  const what = kindSince > release ? 'kind' : 'version';
  const allowed = versions.map((served) => `${group}/${served}`);
  const absent = { pair: undefined, map: undefined };
  return [{ code: 'newer-release', range: node, what, node, ...absent, since, release, allowed }];
}

function isRoot(schema: SchemaNode): boolean {
  return schema.properties?.get('apiVersion') !== undefined && schema.properties.get('kind') !== undefined;
}

function isIntegerOrString(node: ScalarNode): boolean {
  const value = scalarValue(node);
  return typeof value === 'string' || (typeof value === 'number' && Number.isInteger(value));
}

function kindPair(map: MapNode): PairNode | undefined {
  return map.pairs.find((pair) => keyText(pair) === 'kind');
}

function keyText(pair: PairNode): string {
  const key = pair.key.kind === 'alias' ? pair.key.target : pair.key;
  return key?.kind === 'scalar' ? key.text : '';
}

function fieldScalar(map: MapNode, field: string): ScalarNode | undefined {
  const pair = effectivePairs(map).find((candidate) => keyText(candidate) === field);
  const node = pair?.value?.kind === 'alias' ? pair.value.target : pair?.value;
  return node?.kind === 'scalar' ? node : undefined;
}
