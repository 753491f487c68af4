/**
 * What a schema says about one value: made from the files in `schemas/` when a kind is first asked for, and laid out so
 * that a walk over a document looks things up without making objects.
 *
 * The files: a value is `"string"` (its bare type) or an object with `type` and any of `format`, `pattern`, `enum`,
 * `minimum`, `maximum`, `minLength`, `maxLength`, `minItems`, `maxItems`, `minProperties`, `maxProperties`, `default`,
 * `nullable`; `properties` and `required`; `values` (what a map of any keys holds); `items` and `listKeys` (the fields
 * that tell the items of a list apart); `atMostOne` (groups of fields that exclude each other); `open` (other fields are
 * nobody's business); `cel` (checks by name, see cel-checks.ts). `{"$ref": name}` stands for a structure of `shared.json`.
 */
import type { ScalarNode } from '../yaml/nodes.ts';
import { type CheckFunction, checkNamed, exclusiveFields } from './checks.ts';
import { type IstioRelease, NEWEST_RELEASE } from './istio-release.ts';
import { makesCheck, sinceRelease } from './releases.ts';

export type SchemaType = 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'int-or-string' | 'any';

/** What the value at a place of a manifest must be. Two places that mean the same structure share one node. */
export interface SchemaNode {
  readonly type: SchemaType;
  /** The structure it belongs to (a kind, or a name from `shared.json`) and where in it: `http[].match[].uri`. */
  readonly structure: string;
  readonly path: string;
  readonly properties: PropertyTable | undefined;
  /** What each value of a map with free keys must be. */
  readonly values: SchemaNode | undefined;
  readonly items: SchemaNode | undefined;
  /** Fields that are not among the properties are left alone. */
  readonly isOpen: boolean;
  /** Fields of an object, or values of a text, that a later release of Istio brought, with that release. */
  readonly newer: ReadonlyMap<string, IstioRelease> | undefined;
  readonly required: readonly string[];
  /** Bits of the required properties. */
  readonly requiredBits: number;
  readonly atMostOne: readonly FieldGroup[];
  readonly listKeys: readonly string[] | undefined;
  readonly enum: readonly string[] | undefined;
  readonly limits: Limits | undefined;
  readonly default: string | number | boolean | undefined;
  readonly isNullable: boolean;
  readonly checks: readonly CompiledCheck[] | undefined;
  /** Whether there is more to ask of a text than that it is one. */
  readonly isConstrained: boolean;
  /** Whether any text will do. */
  readonly isPlainText: boolean;
}

/** A check that runs where all of `needs` and none of `unless` are set. */
export interface CompiledCheck {
  readonly run: CheckFunction;
  readonly needs: number;
  readonly unless: number;
}

/** Fields of which only one may be set. */
export interface FieldGroup {
  readonly fields: readonly string[];
  readonly bits: number;
}

export interface Limits {
  readonly format: string | undefined;
  readonly pattern: RegExp | undefined;
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  /** In characters of a string, items of a list or keys of a map. */
  readonly minSize: number | undefined;
  readonly maxSize: number | undefined;
}

export interface Property {
  readonly name: string;
  /** One bit of 32. */
  readonly bit: number;
  readonly node: SchemaNode;
}

/** The properties of an object, found by the length of their name first: comparing then needs no new string. */
export class PropertyTable {
  readonly all: readonly Property[];
  readonly #byLength: readonly (readonly Property[] | undefined)[];

  constructor(all: readonly Property[]) {
    this.all = all;
    const byLength: Property[][] = [];
    for (const property of all) {
      const { length } = property.name;
      const bucket = byLength[length];
      if (bucket) bucket.push(property);
      else byLength[length] = [property];
    }
    // Without holes, so that looking up stays fast.
    this.#byLength = Array.from(byLength, (bucket) => bucket);
  }

  /** The property that a key names. `text` is the document's. */
  of(key: ScalarNode, text: string): Property | undefined {
    if (key.style !== 'plain') return this.get(key.text);
    const bucket = this.#byLength[key.end - key.start];
    if (bucket) {
      for (const property of bucket) if (standsAt(property.name, text, key.start)) return property;
    }
    return undefined;
  }

  get(name: string): Property | undefined {
    return this.#byLength[name.length]?.find((property) => property.name === name);
  }
}

/** For words this short, a loop is several times as fast as `startsWith`. */
function standsAt(name: string, text: string, start: number): boolean {
  for (let at = 0; at < name.length; at++) if (name.charCodeAt(at) !== text.charCodeAt(start + at)) return false;
  return true;
}

/** A value as it stands in the files. */
export type WrittenSchema = string | WrittenNode;

export interface WrittenNode {
  readonly $ref?: string;
  readonly type?: SchemaType;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly default?: string | number | boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly nullable?: boolean;
  readonly listKeys?: readonly string[];
  readonly open?: boolean;
  readonly required?: readonly string[];
  readonly atMostOne?: readonly (readonly string[])[];
  readonly cel?: readonly string[];
  readonly properties?: Readonly<Record<string, WrittenSchema>>;
  readonly items?: WrittenSchema;
  readonly values?: WrittenSchema;
}

export interface CompileOptions {
  /** The structure of this name; the same object for every reference. */
  readonly structure: (name: string) => SchemaNode;
  /** Whether all objects take further fields. */
  readonly isOpen: boolean;
  /** What came later is left out. */
  readonly release: IstioRelease;
}

/** The node for what is written at `path` of `structure`. */
export function compileSchema(
  written: WrittenSchema,
  structure: string,
  path: string,
  options: CompileOptions,
): SchemaNode {
  if (typeof written === 'string') return compileSchema({ type: written as SchemaType }, structure, path, options);
  if (written.$ref !== undefined) return options.structure(written.$ref);
  const inner = (child: WrittenSchema, step: string): SchemaNode =>
    compileSchema(child, structure, joinPath(path, step), options);
  const newer = newerThan(options.release, written, structure, path);
  const properties =
    written.properties &&
    new PropertyTable(
      without(Object.entries(written.properties), newer, ([name]) => name).map(([name, child], index) => ({
        name,
        // The last bit counts for all properties beyond 31; no kind of ours has that many.
        bit: 1 << Math.min(index, 31),
        node: inner(child, name),
      })),
    );
  const bitsOf = (names: readonly string[]): number =>
    names.reduce((bits, name) => bits | (properties?.get(name)?.bit ?? 0), 0);
  const required = written.required ?? [];
  const limits = limitsOf(written);
  const { release } = options;
  const names = written.cel?.filter(
    (name) => release === NEWEST_RELEASE || makesCheck(release, `${structure}:${path} ${name}`),
  );
  const checks = names?.flatMap((name): CompiledCheck[] => {
    const check = checkNamed(name);
    return check ? [{ run: check.run, needs: bitsOf(check.needs ?? []), unless: bitsOf(check.unless ?? []) }] : [];
  });
  const groups = [...(written.atMostOne ?? []), ...(names ?? []).flatMap((name) => [exclusiveFields(name) ?? []])];
  const values = written.enum && without(written.enum, newer, (value) => value);
  const isConstrained = values !== undefined || limits !== undefined || checks !== undefined;
  return {
    type: written.type ?? 'any',
    structure,
    path,
    properties,
    values: written.values === undefined ? undefined : inner(written.values, '*'),
    items: written.items === undefined ? undefined : inner(written.items, '[]'),
    newer,
    isOpen: written.open === true || options.isOpen || (written.type === 'object' && !properties && !written.values),
    required,
    requiredBits: bitsOf(required),
    atMostOne: groups.filter((fields) => fields.length > 0).map((fields) => ({ fields, bits: bitsOf(fields) })),
    listKeys: written.listKeys,
    enum: values,
    limits,
    default: written.default,
    isNullable: written.nullable ?? false,
    checks: checks?.length === 0 ? undefined : checks,
    isConstrained,
    isPlainText: written.type === 'string' && !isConstrained,
  };
}

/** The fields of an object, or the values of a text, that came after `release`. */
function newerThan(
  release: IstioRelease,
  written: WrittenNode,
  structure: string,
  path: string,
): ReadonlyMap<string, IstioRelease> | undefined {
  if (release === NEWEST_RELEASE) return undefined;
  const newer = new Map<string, IstioRelease>();
  const add = (name: string, since: IstioRelease): void => {
    if (since > release) newer.set(name, since);
  };
  for (const name of Object.keys(written.properties ?? {})) {
    add(name, sinceRelease('fields', `${structure}:${joinPath(path, name)}`));
  }
  for (const value of written.enum ?? []) add(value, sinceRelease('values', `${structure}:${path}=${value}`));
  return newer.size === 0 ? undefined : newer;
}

function without<T>(
  all: readonly T[],
  left: ReadonlyMap<string, unknown> | undefined,
  nameOf: (one: T) => string,
): readonly T[] {
  return left === undefined ? all : all.filter((one) => !left.has(nameOf(one)));
}

/** `spec` and `ports` to `spec.ports`, `hosts` and `[]` to `hosts[]`. */
export function joinPath(path: string, step: string): string {
  if (path === '') return step;
  return step === '[]' ? `${path}[]` : `${path}.${step}`;
}

function limitsOf(written: WrittenNode): Limits | undefined {
  const { format, pattern, minimum, maximum } = written;
  const minSize = written.minLength ?? written.minItems ?? written.minProperties;
  const maxSize = written.maxLength ?? written.maxItems ?? written.maxProperties;
  const isLimited = [format, pattern, minimum, maximum, minSize, maxSize].some((limit) => limit !== undefined);
  if (!isLimited) return undefined;
  return {
    format,
    pattern: pattern === undefined ? undefined : new RegExp(pattern, 'u'),
    minimum,
    maximum,
    minSize,
    maxSize,
  };
}
