/**
 * The documentation of fields: `schemas/docs/<language>/<name>.json`, one file for each kind and each shared structure, by
 * the names that `SchemaNode.structure` has. A file holds `reference`, the page that links are relative to, and `fields` by
 * path inside the structure (`spec.hosts`, `http[].match[]`, `labels.*`; empty for the whole): `doc` in Markdown, whose first
 * sentence can stand alone, `link`, and for fixed values `values` by value. A kind's file may also describe a place inside
 * a shared structure (`spec.subsets[].trafficPolicy`), which then goes before what the structure says everywhere.
 */
import { DOCUMENTATION_FILES } from './documentation-texts.generated.ts';
import { joinPath, type SchemaNode } from './schema-node.ts';
import type { KindSchema, SchemaField } from './schema-store.ts';

export interface FieldDocumentation {
  /** Markdown. */
  readonly text: string;
  /** The place in the reference. */
  readonly link: string | undefined;
  /** What each of the fixed values means, in Markdown. */
  readonly values: Readonly<Record<string, string>>;
}

interface WrittenFile {
  readonly reference?: string;
  readonly fields: Readonly<Record<string, WrittenField>>;
}

interface WrittenField {
  readonly doc: string;
  readonly link?: string;
  readonly values?: Readonly<Record<string, string>>;
}

const DEFAULT_LANGUAGE = 'en';

const decoded = new Map<string, WrittenFile | undefined>();

/** What a field is for, in `language` where that is translated; `undefined` where nobody has described it. */
export function documentationOf(field: SchemaField, language = DEFAULT_LANGUAGE): FieldDocumentation | undefined {
  const found = findIn(language, field);
  if (found !== undefined || language === DEFAULT_LANGUAGE) return found;
  return findIn(DEFAULT_LANGUAGE, field);
}

/** Every field of a kind, from its root inwards; items of lists and values of maps are fields too. */
export function fieldsOf(schema: KindSchema): readonly SchemaField[] {
  const fields: SchemaField[] = [];
  const visit = (node: SchemaNode, path: string): void => {
    fields.push({ node, path, kind: schema.kind });
    for (const property of node.properties?.all ?? []) visit(property.node, joinPath(path, property.name));
    if (node.items) visit(node.items, joinPath(path, '[]'));
    if (node.values) visit(node.values, joinPath(path, '*'));
  };
  visit(schema.root, '');
  return fields;
}

function findIn(language: string, { node, path, kind }: SchemaField): FieldDocumentation | undefined {
  const found = fieldOf(language, kind, path) ?? fieldOf(language, node.structure, node.path);
  if (found !== undefined || !path.endsWith('[]') || !node.path.endsWith('[]')) return found;
  // An item without a text of its own is what its list says.
  return fieldOf(language, kind, path.slice(0, -2)) ?? fieldOf(language, node.structure, node.path.slice(0, -2));
}

function fieldOf(language: string, name: string, path: string): FieldDocumentation | undefined {
  const file = decode(language, name);
  const field = file !== undefined && Object.hasOwn(file.fields, path) ? file.fields[path] : undefined;
  if (!field) return undefined;
  const { link: place = '' } = field;
  // A place on another page is named in full.
  const link = place.startsWith('https://') ? place : file?.reference && `${file.reference}${place}`;
  return { text: field.doc, link, values: field.values ?? {} };
}

function decode(language: string, name: string): WrittenFile | undefined {
  const key = `${language} ${name}`;
  if (!decoded.has(key)) {
    const files = Object.hasOwn(DOCUMENTATION_FILES, language) ? DOCUMENTATION_FILES[language] : undefined;
    const text = files !== undefined && Object.hasOwn(files, name) ? files[name] : undefined;
    decoded.set(key, text === undefined ? undefined : (JSON.parse(text) as WrittenFile));
  }
  return decoded.get(key);
}
