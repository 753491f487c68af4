// What differs between releases of Istio, for `schemas/istio/releases.json`: since which minor version a kind, a version of it,
// a field, a value and a validation expression exists. What all known releases have is left out, and so is what came with
// the field around it. Places are written as in `schema-node.ts`: `structure:path`.

/** The oldest release that is told apart; the definitions of older ones are of another make. */
const oldest = 19;

/** @typedef {{ kinds: object, versions: object, fields: object, values: object, checks: object }} Facts */

/**
 * The facts of `files` (the schema files' texts by name), from the definitions of each release: `releases` is the minor version
 * and the parsed definitions, the newest last.
 *
 * @returns {Facts}
 */
export function factsFrom(files, releases) {
  const known = releases.map(({ minor, definitions }) => ({ minor, ...inventory(definitions) }));
  const since = (has) => {
    let first = known[known.length - 1].minor;
    for (const release of [...known].reverse()) {
      if (!has(release)) break;
      first = release.minor;
    }
    return first;
  };
  return collect(files, {
    kind: (kind) => since(({ kinds }) => kinds.has(kind)),
    version: (kind, version) => since(({ versions }) => versions.has(`${kind}/${version}`)),
    field: (path) => since(({ fields }) => fields.has(path)),
    value: (path, value) => since(({ values }) => values.has(`${path}=${value}`)),
    check: (path, index) => since(({ checks }) => (checks.get(path) ?? 0) > index),
  });
}

/** The facts of `files` where only the newest definitions are at hand: what `before` did not have is new in `minor`. */
export function factsAfter(files, before, beforeFiles, minor) {
  const had = placesOf(beforeFiles);
  const keep = (group, key, old) => (old.has(key) ? (before[group][key] ?? oldest) : minor);
  const facts = emptyFacts();
  for (const [group, keys] of Object.entries(placesOf(files))) {
    for (const key of keys) put(facts, group, key, keep(group, key, had[group]));
  }
  return sorted(withoutImplied(facts));
}

function collect(files, since) {
  const facts = emptyFacts();
  const kinds = kindsOf(files);
  for (const { kind, versions, spec } of kinds) {
    put(facts, 'kinds', kind, since.kind(kind));
    for (const version of versions) put(facts, 'versions', `${kind}/${version}`, since.version(kind, version));
    eachPlace(spec, kind, sharedOf(files), ({ place, path, node }) => {
      put(facts, 'fields', place, since.field(path));
      for (const value of node.enum ?? []) put(facts, 'values', `${place}=${value}`, since.value(path, value));
      for (const [index, id] of (node.cel ?? []).entries()) {
        put(facts, 'checks', `${place} ${id}`, since.check(path, index));
      }
    });
  }
  return sorted(withoutImplied(facts));
}

function emptyFacts() {
  return { kinds: {}, versions: {}, fields: {}, values: {}, checks: {} };
}

/** Of a structure that occurs in several places the oldest counts: where it is new, the field that leads to it is. */
function put(facts, group, key, minor) {
  facts[group][key] = Math.min(facts[group][key] ?? minor, minor);
}

/** Leaves out what every release has, and what came with the field or kind around it. */
function withoutImplied(facts) {
  const around = (place) => {
    const colon = place.indexOf(':');
    const structure = place.slice(0, colon);
    const path = place.slice(colon + 1);
    let latest = facts.kinds[structure] ?? oldest;
    for (let at = parentOf(path); at !== undefined; at = parentOf(at)) {
      latest = Math.max(latest, facts.fields[`${structure}:${at}`] ?? oldest);
    }
    return latest;
  };
  const filter = (group, limit) =>
    Object.fromEntries(Object.entries(facts[group]).filter(([key, minor]) => minor > Math.max(oldest, limit(key))));
  const placeOf = (key, separator) => key.slice(0, key.lastIndexOf(separator));
  const own = (place) => Math.max(around(place), facts.fields[place] ?? oldest);
  return {
    kinds: filter('kinds', () => oldest),
    versions: filter('versions', (key) => facts.kinds[key.split('/')[0]] ?? oldest),
    fields: filter('fields', around),
    values: filter('values', (key) => own(placeOf(key, '='))),
    checks: filter('checks', (key) => own(placeOf(key, ' '))),
  };
}

/** `a.b[].c` to `a.b[]`, then `a.b`, `a` and the empty path of the structure itself; `undefined` above that. */
function parentOf(path) {
  if (path === '') return undefined;
  if (path.endsWith('[]')) return path.slice(0, -2);
  return path.slice(0, Math.max(0, path.lastIndexOf('.')));
}

function sorted(facts) {
  const inOrder = (group) => Object.fromEntries(Object.entries(group).sort(([a], [b]) => (a < b ? -1 : 1)));
  return Object.fromEntries(Object.entries(facts).map(([name, group]) => [name, inOrder(group)]));
}

/** Every key that `files` have, by group. */
function placesOf(files) {
  const places = { kinds: new Set(), versions: new Set(), fields: new Set(), values: new Set(), checks: new Set() };
  for (const { kind, versions, spec } of kindsOf(files)) {
    places.kinds.add(kind);
    for (const version of versions) places.versions.add(`${kind}/${version}`);
    eachPlace(spec, kind, sharedOf(files), ({ place, node }) => {
      places.fields.add(place);
      for (const value of node.enum ?? []) places.values.add(`${place}=${value}`);
      for (const id of node.cel ?? []) places.checks.add(`${place} ${id}`);
    });
  }
  return places;
}

function kindsOf(files) {
  const parsed = [...files].filter(([name]) => /^[A-Z]/.test(name)).map(([, text]) => JSON.parse(text));
  return parsed.filter(({ kind }) => kind !== undefined);
}

function sharedOf(files) {
  return JSON.parse(files.get('shared.json')).structures;
}

/** Calls `visit` with each value of a kind: where it is written, and under which path of the kind it stands. */
function eachPlace(spec, kind, shared, visit) {
  const walk = (written, structure, inner, path) => {
    const reference = written.$ref;
    // The field that leads to a structure belongs to what is around it, the structure's inside to itself.
    if (reference !== undefined) {
      visit({ place: `${structure}:${inner}`, path, node: {} });
      walk(shared[reference], reference, '', path);
      return;
    }
    const node = typeof written === 'string' ? { type: written } : written;
    visit({ place: `${structure}:${inner}`, path, node });
    const step = (name) => (inner === '' ? name : `${inner}.${name}`);
    for (const [name, child] of Object.entries(node.properties ?? {})) {
      walk(child, structure, step(name), `${path}.${name}`);
    }
    if (node.items !== undefined) walk(node.items, structure, `${inner}[]`, `${path}[]`);
    if (node.values !== undefined) walk(node.values, structure, step('*'), `${path}.*`);
  };
  walk(spec, kind, 'spec', `${kind}:spec`);
}

/** What the definitions of one release have. */
function inventory(definitions) {
  const kinds = new Set();
  const versions = new Set();
  const fields = new Set();
  const values = new Set();
  const checks = new Map();
  for (const { spec } of definitions) {
    const { kind } = spec.names;
    kinds.add(kind);
    const walk = (node, path) => {
      fields.add(path);
      for (const value of node.enum ?? []) values.add(`${path}=${value}`);
      checks.set(path, Math.max(checks.get(path) ?? 0, (node['x-kubernetes-validations'] ?? []).length));
      for (const [name, child] of Object.entries(node.properties ?? {})) walk(child, `${path}.${name}`);
      if (node.items) walk(node.items, `${path}[]`);
      if (typeof node.additionalProperties === 'object') walk(node.additionalProperties, `${path}.*`);
    };
    for (const version of spec.versions.filter(({ served }) => served)) {
      versions.add(`${kind}/${version.name}`);
      const root = version.schema?.openAPIV3Schema?.properties?.spec;
      if (root) walk(root, `${kind}:spec`);
    }
  }
  return { kinds, versions, fields, values, checks };
}
