// `npm run refresh-schemas -- FILE…`: reads custom resource definitions as Istio ships them and writes into
// `schemas/istio/` what they say about structure: one file a kind, `shared.json` with what occurs in several places,
// `cel-rules.json` with every validation expression under a name of our own, and `releases.json` with what came when
// (schema-releases.mjs). Descriptions are left out.
// The form of the files is described in server/src/schema/schema-node.ts.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { phraseHashes } from './definition-phrases.mjs';
import { generate } from './generate.mjs';
import { ensureTools, root } from './install.mjs';
import { factsAfter, factsFrom } from './schema-releases.mjs';

const folder = path.join(root, 'schemas/istio');
const rulesFile = path.join(folder, 'cel-rules.json');

/**
 * What occurs in several places is written once, in `shared.json`, if it is large or one of these: its fields, to which
 * `…` adds further ones, and the name that people give it.
 */
const names = [
  ['clientTls', 'clientCertificate caCrl sni …'],
  ['destination', 'host port subset'],
  ['headerOperations', 'add remove set'],
  ['headers', 'request response'],
  ['listenerPort', 'name number protocol targetPort'],
  ['mtls', 'mode'],
  ['percentage', 'value'],
  ['portNumber', 'number'],
  ['selector', 'matchLabels'],
  ['serverTls', 'serverCertificate httpsRedirect …'],
  ['stringMatch', 'exact prefix regex'],
  ['targetReference', 'group kind name namespace'],
  ['endpoint', 'address labels locality network …'],
  ['workloadSelector', 'labels'],
];
// No name differs from that of a kind by case alone: each has a file, and some file systems take the two for one.
/** The names above that a structure of the same fields gets only under fields of these names. */
const onlyUnder = {
  mtls: ['mtls', 'portLevelMtl'],
  percentage: ['percentage', 'mirrorPercentage'],
  portNumber: ['port'],
};
/** In characters; smaller structures without a name are written out wherever they occur. */
const smallestShared = 300;

/** The schema files' texts, by name, from the texts of definition files. `knownRules` is expression by id. */
export async function convert(texts, origin, knownRules) {
  const { parseAllDocuments } = await import('yaml');
  const converter = new Converter(knownRules);
  const kinds = texts
    .flatMap((text) => parseAllDocuments(text).map((document) => document.toJS()))
    .filter((document) => document?.kind === 'CustomResourceDefinition')
    .map((definition) => converter.kind(definition))
    .sort((a, b) => (a.kind < b.kind ? -1 : 1));
  const shared = nameShared(kinds.map(({ spec }) => spec));
  const files = new Map();
  for (const { spec, ...head } of kinds) {
    files.set(`${head.kind}.json`, print({ origin, ...head, spec: written(spec, shared) }));
  }
  const structures = [...shared].sort(([, a], [, b]) => (a < b ? -1 : 1));
  const definitions = Object.fromEntries(structures.map(([node, name]) => [name, written(node, shared, true)]));
  files.set('shared.json', print({ origin, structures: definitions }));
  files.set('cel-rules.json', print(converter.usedRules()));
  return files;
}

/** Reads definitions into nodes; equal ones become the same object, so that what is shared shows. */
class Converter {
  #ids;
  #used = new Set();
  #nodes = new Map();
  #serials = new Map();

  constructor(knownRules) {
    this.#ids = new Map(Object.entries(knownRules).map(([id, expression]) => [expression, id]));
  }

  kind({ spec: { group, names: own, scope, versions } }) {
    const served = versions.filter((version) => version.served);
    const nodes = served.map(({ schema }) => this.#root(schema.openAPIV3Schema));
    const [first] = nodes;
    if (nodes.some(({ spec }) => spec !== first.spec)) {
      throw new Error(`The served versions of ${own.kind} differ, which the schema files cannot say yet.`);
    }
    return {
      group,
      kind: own.kind,
      plural: own.plural,
      namespaced: scope === 'Namespaced',
      versions: served.map(({ name }) => name).sort(byAge),
      ...(first.isSpecRequired && { specRequired: true }),
      spec: first.spec,
    };
  }

  /** Every expression that was met, by id. One without a name yet gets a number, which a test complains about. */
  usedRules() {
    const rules = [...this.#ids].filter(([expression]) => this.#used.has(expression));
    return Object.fromEntries(rules.map(([expression, id]) => [id, expression]).sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  #root({ properties, required = [] }) {
    return { spec: this.#node(properties.spec, 'spec'), isSpecRequired: required.includes('spec') };
  }

  #node(schema, place) {
    const rest = { ...schema };
    const take = (key) => {
      const value = rest[key];
      delete rest[key];
      return value;
    };
    const node = {};
    take('description');
    const isIntOrString = take('x-kubernetes-int-or-string') === true;
    if (isIntOrString) take('anyOf');
    node.type = isIntOrString ? 'int-or-string' : take('type');
    for (const key of ['format', 'pattern', 'enum', 'default', 'minimum', 'maximum']) set(node, key, take(key));
    for (const key of [
      'minLength',
      'maxLength',
      'minItems',
      'maxItems',
      'minProperties',
      'maxProperties',
      'nullable',
    ]) {
      set(node, key, take(key));
    }
    const keys = take('x-kubernetes-list-map-keys');
    const listType = take('x-kubernetes-list-type');
    if (listType === 'map') set(node, 'listKeys', keys);
    else if (listType === 'set') node.isSet = true;
    set(node, 'open', take('x-kubernetes-preserve-unknown-fields'));
    set(node, 'required', take('required'));
    const groups = exclusiveGroups(take('oneOf'), take('allOf'), place);
    if (groups.length > 0) node.atMostOne = groups;
    const rules = take('x-kubernetes-validations');
    if (rules) node.cel = rules.map(({ rule }) => this.#ruleId(rule));
    const properties = take('properties');
    if (properties) {
      node.properties = Object.fromEntries(
        Object.entries(properties).map(([name, child]) => [name, this.#node(child, `${place}.${name}`)]),
      );
    }
    const items = take('items');
    if (items) node.items = this.#node(items, `${place}[]`);
    const values = take('additionalProperties');
    if (values) node.values = this.#node(values, `${place}.*`);
    const unknown = Object.keys(rest);
    if (unknown.length > 0) throw new Error(`${place}: the schema files cannot say ${unknown.join(', ')} yet.`);
    return this.#intern(node);
  }

  #intern(node) {
    const text = JSON.stringify(node, (key, value) =>
      key !== '' && this.#serials.has(value) ? this.#serials.get(value) : value,
    );
    const known = this.#nodes.get(text);
    if (known) return known;
    this.#nodes.set(text, node);
    this.#serials.set(node, `#${this.#serials.size}`);
    return node;
  }

  #ruleId(expression) {
    const rule = expression.trim().replace(/\s+/g, ' ');
    if (!this.#ids.has(rule)) this.#ids.set(rule, `unnamed-${this.#ids.size + 1}`);
    this.#used.add(rule);
    return this.#ids.get(rule);
  }
}

function set(node, key, value) {
  if (value !== undefined && value !== false) node[key] = value;
}

/** `v1` first, then the newest. */
function byAge(a, b) {
  const rank = (version) => (/alpha/.test(version) ? 2 : /beta/.test(version) ? 1 : 0);
  return rank(a) - rank(b) || (a < b ? 1 : -1);
}

/** The form in which Istio's definitions say "at most one of these fields"; any other form is refused. */
function exclusiveGroups(oneOf, allOf = [], place) {
  const forms = [...(oneOf ? [{ oneOf }] : []), ...allOf];
  return forms.map(({ oneOf: alternatives, ...rest }) => {
    const [none, ...ones] = alternatives ?? [];
    const fields = ones.map((one) => one.required?.[0]);
    const expected = { not: { anyOf: fields.map((field) => ({ required: [field] })) } };
    const isKnown =
      Object.keys(rest).length === 0 &&
      JSON.stringify(none) === JSON.stringify(expected) &&
      JSON.stringify(ones) === JSON.stringify(fields.map((field) => ({ required: [field] })));
    if (!isKnown) throw new Error(`${place}: a combination of schemas that the schema files cannot say yet.`);
    return fields;
  });
}

/** The nodes that occur under more than one parent, each with its name. */
function nameShared(roots) {
  const places = new Map();
  const visit = (node, name) => {
    const known = places.get(node);
    if (known) {
      known.push(name);
      return;
    }
    places.set(node, [name]);
    for (const [key, child] of Object.entries(node.properties ?? {})) visit(child, key);
    if (node.items) visit(node.items, singular(name));
    if (node.values) visit(node.values, singular(name));
  };
  for (const spec of roots) visit(spec, 'spec');
  const shared = new Map();
  const taken = new Set();
  for (const [node, found] of places) {
    if (found.length < 2 || !node.properties) continue;
    const known = knownName(node, found);
    if (known === undefined && JSON.stringify(node).length < smallestShared) continue;
    const base = known ?? mostFrequent(found);
    let name = base;
    for (let number = 2; taken.has(name); number++) name = `${base}${number}`;
    taken.add(name);
    shared.set(node, name);
  }
  return shared;
}

function knownName(node, found) {
  const fields = Object.keys(node.properties);
  const [name] =
    names.find(([, list]) => {
      const wanted = list.split(' ').filter((field) => field !== '…');
      return wanted.every((field) => fields.includes(field)) && (list.endsWith('…') || wanted.length === fields.length);
    }) ?? [];
  return name !== undefined && found.every((place) => (onlyUnder[name] ?? found).includes(place)) ? name : undefined;
}

function singular(name) {
  return name.replace(/ies$/, 'y').replace(/([^s])s$/, '$1');
}

function mostFrequent(found) {
  const counts = new Map();
  for (const name of found) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0][0];
}

/** A node as it is written: shared ones by name, a bare type as a string. */
function written(node, shared, isDefinition = false) {
  const name = shared.get(node);
  if (name !== undefined && !isDefinition) return { $ref: name };
  const { properties, items, values, ...rest } = node;
  if (!properties && !items && !values && Object.keys(rest).length === 1) return rest.type;
  const result = { ...rest };
  if (properties) {
    result.properties = Object.fromEntries(
      Object.entries(properties).map(([key, child]) => [key, written(child, shared)]),
    );
  }
  if (items) result.items = written(items, shared);
  if (values) result.values = written(values, shared);
  return result;
}

/** JSON with a line for each thing that fits on one. */
function print(value) {
  return `${printValue(value, '')}\n`;
}

function printValue(value, indent) {
  const line = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || line.length + indent.length <= 110) return line;
  const inner = `${indent} `;
  if (Array.isArray(value)) {
    return `[\n${value.map((item) => inner + printValue(item, inner)).join(',\n')}\n${indent}]`;
  }
  const entries = Object.entries(value).map(
    ([key, item]) => `${inner}${JSON.stringify(key)}: ${printValue(item, inner)}`,
  );
  return `{\n${entries.join(',\n')}\n${indent}}`;
}

/** `Istio 1.31`, from the name of the file. */
function originOf(file) {
  const version = versionIn(file);
  return `Custom resource definitions of Istio${version === undefined ? '' : ` ${version}`}`;
}

function versionIn(file) {
  return /(\d+\.\d+(?:\.\d+)?)/.exec(path.basename(file))?.[1];
}

function minorIn(file) {
  const minor = versionIn(file)?.split('.')[1];
  if (minor === undefined)
    throw new Error(`${file}: the name must say which release it is from, as in istio-1.31.yaml.`);
  return Number(minor);
}

/** The definitions of Istio's kinds in a file. */
async function definitionsIn(file) {
  const { parseAllDocuments } = await import('yaml');
  return parseAllDocuments(readFileSync(file, 'utf8'))
    .map((document) => document.toJS())
    .filter((document) => document?.kind === 'CustomResourceDefinition');
}

/** What came when: from all releases' definitions, or where only the newest are given from what was known before. */
async function releaseFacts(converted, files) {
  if (files.length > 1) {
    const releases = await Promise.all(
      files.map(async (file) => ({ minor: minorIn(file), definitions: await definitionsIn(file) })),
    );
    return factsFrom(
      converted,
      releases.sort((a, b) => a.minor - b.minor),
    );
  }
  const before = new Map(readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
  const known = before.get('releases.json');
  if (known === undefined) throw new Error('releases.json is missing: give the definitions of all releases.');
  return factsAfter(converted, JSON.parse(known), before, minorIn(files[0]));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  ensureTools(import.meta.url);
  const files = process.argv.slice(2);
  if (files.length === 0) {
    console.error(
      'Usage: npm run refresh-schemas -- FILE [OLDER…]   FILE is what `istioctl` or a release installs as CRDs,',
    );
    console.error(
      'named with the release it is from (istio-1.31.yaml). What is not in `schemas/` yet counts as new in it;',
    );
    console.error('with the files of older releases everything is dated anew.');
    process.exit(2);
  }
  const knownRules = existsSync(rulesFile) ? JSON.parse(readFileSync(rulesFile, 'utf8')) : {};
  const converted = await convert([readFileSync(files[0], 'utf8')], originOf(files[0]), knownRules);
  converted.set('releases.json', print(await releaseFacts(converted, files)));
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (!converted.has(name)) rmSync(path.join(folder, name));
  let bytes = 0;
  for (const [name, text] of converted) {
    writeFileSync(path.join(folder, name), text);
    bytes += text.length;
  }
  const hashes = phraseHashes(await definitionsIn(files[0]));
  writeFileSync(path.join(root, 'test/definition-phrases.txt'), hashes.join(''));
  const unnamed = Object.entries(JSON.parse(converted.get('cel-rules.json'))).filter(([id]) =>
    id.startsWith('unnamed'),
  );
  for (const [id, expression] of unnamed) console.log(`refresh-schemas no name and no check yet: ${id}: ${expression}`);
  console.log(`refresh-schemas schemas/istio: ${converted.size} files, ${(bytes / 1024).toFixed(0)} kB`);
  for (const file of await generate()) console.log(`generate ${file}`);
}
