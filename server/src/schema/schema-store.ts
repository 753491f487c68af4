/**
 * The schema of each kind. How to get at things:
 * - `schemaFor(apiVersion, kind)` is the schema of a kind, whatever the version; its `versions` tell which are served.
 * - `fieldAt(schema, path)` follows a path (`['spec', 'ports', 0, 'number']`) to the field there, for hover and completion;
 *   `documentationOf(field)` (documentation.ts) says what it is for, `field.node` which values it takes.
 * - `findingsIn(resource, schema)` (schema-walk.ts) is the one walk over a resource, kept as `entry.findings`. A rule that puts
 *   findings into words is declared with `defineSchemaRule` (rules/define-schema-rule.ts) and is told those of its codes.
 * - A rule that looks at values itself reads them with `eachAt(node, 'spec.http[].route[].destination', visit)` (node-paths.ts)
 *   and `mapAt`, `stringAt`, `integerAt` … (model/decode/fields.ts): a value of the wrong type is absent there, and reported here.
 * - What the webhook refuses is said only where the API server has nothing to say: ask `isSound(entry, node)` first.
 */
import { type IstioRelease, NEWEST_RELEASE, OLDEST_RELEASE } from './istio-release.ts';
import { sinceRelease } from './releases.ts';
import {
  type CompileOptions,
  compileSchema,
  joinPath,
  type SchemaNode,
  type WrittenNode,
  type WrittenSchema,
} from './schema-node.ts';
import { KIND_TEXTS, SHARED_TEXTS } from './schema-texts.generated.ts';

/** A kind of resource. */
export interface KindSchema {
  readonly group: string;
  /** As written in a manifest. */
  readonly kind: string;
  readonly isNamespaced: boolean;
  /** The release of Istio that is meant. */
  readonly release: IstioRelease;
  /** Versions that it serves, the preferred one first; none where the kind itself came later. */
  readonly versions: readonly string[];
  /** `group/version` for each of them. */
  readonly apiVersions: ReadonlySet<string>;
  /** Whether it is Istio's own: fields that the schema does not know are then refused. */
  readonly isIstio: boolean;
  readonly isSpecRequired: boolean;
  /** The resource as a whole: `apiVersion`, `kind`, `metadata`, `spec` and `status`. */
  readonly root: SchemaNode;
}

/** A field of a kind and where its documentation is kept. */
export interface SchemaField {
  readonly node: SchemaNode;
  /** From the resource's root, with `[]` for items and `*` for the free keys of a map: `spec.http[].match[].uri`. */
  readonly path: string;
  /** The kind, as in `schemas/`. */
  readonly kind: string;
  /** The release of Istio that brought it, if not all known ones have it. */
  readonly since?: IstioRelease;
}

interface WrittenKind {
  readonly group: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly versions: readonly string[];
  readonly open?: boolean;
  readonly specRequired?: boolean;
  readonly spec?: WrittenSchema;
  /** Fields beside `spec`. */
  readonly fields?: Readonly<Record<string, WrittenSchema>>;
}

const decoded = new Map<string, KindSchema>();
const structures = new Map<string, SchemaNode>();

/**
 * The schema of the kind that `apiVersion` (any version of its group) and `kind` name, as `release` of Istio has it;
 * `undefined` if there is none.
 */
export function schemaFor(apiVersion: string, kind: string, release = NEWEST_RELEASE): KindSchema | undefined {
  const slash = apiVersion.indexOf('/');
  return schemaOf(slash < 0 ? '' : apiVersion.slice(0, slash), kind, release);
}

/** The schema of a kind of a group; empty for the core group. */
export function schemaOf(group: string, kind: string, release = NEWEST_RELEASE): KindSchema | undefined {
  const name = `${group}/${kind}`;
  const key = release === NEWEST_RELEASE ? name : `${name} ${release}`;
  const known = decoded.get(key);
  if (known) return known;
  const text = Object.hasOwn(KIND_TEXTS, name) ? KIND_TEXTS[name] : undefined;
  if (text === undefined) return undefined;
  const schema = decode(JSON.parse(text) as WrittenKind, release);
  decoded.set(key, schema);
  return schema;
}

/** Every kind that has a schema, as group and kind. */
export function kindsWithSchema(): readonly { readonly group: string; readonly kind: string }[] {
  return Object.keys(KIND_TEXTS).map((key) => {
    const slash = key.indexOf('/');
    return { group: key.slice(0, slash), kind: key.slice(slash + 1) };
  });
}

/** The schema at `path` inside a resource; `undefined` where the schema says nothing. */
export function fieldAt(schema: KindSchema, path: readonly (string | number)[]): SchemaField | undefined {
  let node: SchemaNode | undefined = schema.root;
  let written = '';
  let since: IstioRelease = sinceRelease('kinds', schema.kind);
  for (const step of path) {
    const name = typeof step === 'number' ? '[]' : node.properties?.get(step) ? step : '*';
    // Where a structure is used, the field that leads to it is part of what is around it.
    since = Math.max(since, sinceRelease('fields', `${node.structure}:${joinPath(node.path, name)}`));
    written = joinPath(written, name);
    node = typeof step === 'number' ? node.items : (node.properties?.get(step)?.node ?? node.values);
    if (!node) return undefined;
  }
  return { node, path: written, kind: schema.kind, ...(since > OLDEST_RELEASE && schema.isIstio && { since }) };
}

/** The release of Istio that brought a fixed value; `undefined` where all known ones have it. */
export function valueSince({ node }: SchemaField, value: string): IstioRelease | undefined {
  const since = sinceRelease('values', `${node.structure}:${node.path}=${value}`);
  return since > OLDEST_RELEASE ? since : undefined;
}

function decode(written: WrittenKind, release: IstioRelease): KindSchema {
  const { group, kind } = written;
  const isIstio = group.endsWith('.istio.io');
  const versions = written.versions.filter(
    (version) => sinceRelease('kinds', kind) <= release && sinceRelease('versions', `${kind}/${version}`) <= release,
  );
  const served = isIstio ? versions : written.versions;
  const own = optionsFor(isIstio ? 'istio' : 'kubernetes', written.open ?? false, release);
  const root: WrittenNode = {
    type: 'object',
    properties: {
      apiVersion: 'string',
      kind: 'string',
      metadata: { $ref: 'metadata' },
      ...(written.spec !== undefined && { spec: written.spec }),
      ...written.fields,
      status: 'any',
    },
    ...(written.specRequired && { required: ['spec'] }),
  };
  // What every resource has is kept with the structures of Kubernetes.
  const metadata = optionsFor('kubernetes', !isIstio, release);
  const structure = (name: string): SchemaNode =>
    name === 'metadata' ? metadata.structure(name) : own.structure(name);
  return {
    group,
    kind,
    isNamespaced: written.namespaced,
    release,
    versions: served,
    apiVersions: new Set(served.map((version) => (group === '' ? version : `${group}/${version}`))),
    isIstio,
    isSpecRequired: written.specRequired ?? false,
    root: compileSchema(root, kind, '', { structure, isOpen: own.isOpen, release }),
  };
}

type SharedFile = keyof typeof SHARED_TEXTS;

const sharedFiles = new Map<SharedFile, Readonly<Record<string, WrittenSchema>>>();

function optionsFor(file: SharedFile, isOpen: boolean, release: IstioRelease): CompileOptions {
  const options: CompileOptions = {
    isOpen,
    release,
    structure: (name) => {
      const key = `${file} ${isOpen} ${release} ${name}`;
      const known = structures.get(key);
      if (known) return known;
      const node = compileSchema(sharedStructures(file)[name] ?? 'any', name, '', options);
      structures.set(key, node);
      return node;
    },
  };
  return options;
}

function sharedStructures(file: SharedFile): Readonly<Record<string, WrittenSchema>> {
  let known = sharedFiles.get(file);
  if (!known) {
    const { structures: written } = JSON.parse(SHARED_TEXTS[file]) as {
      structures: Readonly<Record<string, WrittenSchema>>;
    };
    known = written;
    sharedFiles.set(file, known);
  }
  return known;
}
